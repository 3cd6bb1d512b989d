"""The watch: a job without a record is told to the office once, and that it runs again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import beats, chores, outbox, overdue, people
from db.base import Session
from domain.calendar import local_date
from domain.messages import Words
from domain.people import Role
from texts import watching as words

GRACE = timedelta(minutes=30)
BACK = timedelta(days=9)  # the longest gap between two weekly jobs, and a day

Expected = Callable[[datetime, datetime, Mapping[str, datetime]], Mapping[str, datetime]]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is missing now, by job; and what was told and runs again."""

    missing: Mapping[str, datetime]
    back: tuple[str, ...]


async def look(
    session: Session, expected: Expected, backup: timedelta | None, now: datetime
) -> Watched:
    """What of the overdue is not told yet, and what was told and is not overdue any more."""
    missing = await missing_jobs(session, expected, backup, now)
    told = await overdue.told(session)
    return Watched(
        {name: at for name, at in missing.items() if name not in told},
        tuple(sorted(name for name in told if name not in missing)),
    )


async def missing_jobs(
    session: Session, expected: Expected, backup: timedelta | None, now: datetime
) -> dict[str, datetime]:
    """Jobs that should have run and have no record, each with its time.

    `expected`: the latest time of each job since it last ran; `backup`: how old the last backup
    may be.
    """
    loaded, born = await chores.loaded_at(session), await beats.last(session, beats.BORN)
    if loaded is None or born is None:
        return {}
    since = max(loaded, born)
    ran = await overdue.last_runs(session, now - BACK)
    missing = dict(expected(max(now - BACK, since), now - GRACE, ran))
    if backup is not None:
        last = ran.get(overdue.BACKUP, since)
        if last + backup < now:
            missing[overdue.BACKUP] = last + backup
    asked = await overdue.stuck_planning(session, now)
    if asked is not None:
        missing[overdue.PLANNING] = asked + overdue.LONGEST_PLANNING
    return missing


async def tell(session: Session, watched: Watched, now: datetime) -> None:
    """One message a job and person; nothing more until it runs again."""
    for name, at in sorted(watched.missing.items()):
        await beats.seen(session, f"{overdue.LATE}{name}", at)
        await _say(session, f"{name}:{at.isoformat()}", words.late(name, at), now)
    for name in watched.back:
        await overdue.forget(session, name)
        await _say(session, f"{name}:{now.isoformat()}:again", words.again(name), now)


async def _say(session: Session, key: str, text: str, now: datetime) -> None:
    roles = [Role.ADMIN, Role.COORDINATOR]
    for person in await people.holders(session, roles, local_date(now)):
        await outbox.queue(
            session,
            key=f"watch:{key}:{person.id}",
            kind="watch",
            person_id=person.id,
            content=Words(text),
            now=now,
        )
