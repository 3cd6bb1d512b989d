"""The database: does it answer, are its tables of this version, does what is due leave."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.checkup import Finding, broken, note, well
from bot.clock import Clock
from bot.opening import closed_to_us
from db import health, migrate
from db.base import Database, Session, Unreachable
from domain.messages import OutgoingState
from texts import doctor as words
from texts import operator as operator_words
from texts import say

CLOCKS_APART = timedelta(minutes=2)
STUCK = timedelta(minutes=30)


async def examine(database: Database, clock: Clock) -> AsyncIterator[Finding]:
    """Everything about the database and the clock; creates and changes nothing."""
    file = _file(database)
    if file is not None:
        if (closed := closed_to_us(database)) is not None:
            yield broken(operator_words.not_ours(str(closed)))
            return
        if not file.exists():
            yield note(words.no_file_yet(str(file)))
            yield _clock(clock.now(), None, "")
            return
    try:
        await database.answers()
    except Unreachable as error:
        yield broken(operator_words.no_database(error.kind))
        return
    yield well(words.reachable(database.url.get_backend_name()))
    found = await migrate.current(database)
    yield _tables(found)
    async with database.read() as session:
        yield await _clock_beside(session, file, clock.now())
        if found == migrate.newest():
            async for finding in _contents(session, clock.now()):
                yield finding


def _file(database: Database) -> Path | None:
    return Path(str(database.url.database)).absolute() if database.is_sqlite else None


def _tables(found: str | None) -> Finding:
    wanted = migrate.newest()
    if found == wanted:
        return well(words.newest_tables(wanted))
    if found is not None and found > wanted:
        return broken(words.newer_tables(found, wanted))
    return note(words.older_tables(found, wanted))


async def _clock_beside(session: Session, file: Path | None, now: datetime) -> Finding:
    """The clock beside that of the server, or beside the last write of the file."""
    if file is None:
        return _clock(now, await health.clock(session), words.of_database())
    written = max(one.stat().st_mtime for one in (file, Path(f"{file}-wal")) if one.exists())
    last = datetime.fromtimestamp(written, UTC)
    return _clock(now, last if last > now else None, words.of_last_write())


def _clock(now: datetime, other: datetime | None, whose: str) -> Finding:
    if other is not None and abs(now - other) > CLOCKS_APART:
        return broken(words.clock_wrong(now - other, whose))
    return well(words.clock_right(f"{say.clock(now)} {say.full_day(now)}"))


async def _contents(session: Session, now: datetime) -> AsyncIterator[Finding]:
    branches, people, joined = await health.roster(session)
    if people:
        yield well(words.roster(branches, people, joined))
    else:
        yield note(operator_words.empty_roster())
    oldest = await health.oldest_waiting(session, now)
    yield broken(words.stuck(oldest)) if oldest > STUCK else well(words.nothing_waits())
    unknown = (await health.figures(session)).outgoing.get(OutgoingState.UNKNOWN, 0)
    if unknown:
        yield note(words.unknown(unknown))
