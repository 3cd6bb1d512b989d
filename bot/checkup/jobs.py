"""Jobs of the calendar: what should have run and did not, each with the next step."""

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial

from bot import follow_ups
from bot.checkup import Finding, broken, well
from db import migrate
from db.base import Database, Unreachable
from handlers import watching
from handlers.base import Policy
from scheduler.cron import latest
from texts import doctor as words


async def examine(database: Database, policy: Policy, now: datetime) -> AsyncIterator[Finding]:
    """One line for each job that is overdue; nothing where there are no tables of this version."""
    if not await _readable(database):
        return
    expected = partial(latest, follow_ups.chores(policy))
    async with database.read() as session:
        missing = await watching.missing_jobs(session, expected, policy.backup_within, now)
    for name, due in sorted(missing.items(), key=lambda one: one[1]):
        yield broken(words.overdue(name, due))
    if not missing:
        yield well(words.nothing_overdue())


async def _readable(database: Database) -> bool:
    """Whether there is something to read; what else is wrong is told by `database`."""
    if not database.exists:
        return False
    try:
        await database.answers()
    except Unreachable:
        return False
    return await migrate.current(database) == migrate.newest()
