"""Moves a district from one database into an empty PostgreSQL: copied, read back, compared."""

from collections.abc import Callable
from pathlib import Path

from bot import holding, opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from db import copying, migrate
from db.base import Database
from db.copying import Copied, NotCopied
from texts import database_move as words


async def move(
    source_url: str, target_url: str, clock: Clock, told: Callable[[str], None]
) -> tuple[Copied, ...]:
    """Copy everything in one transaction, unless the bot is running. Raises CannotStart."""
    async with opening.closing(source_url) as source, opening.closing(target_url) as target:
        _require_sense(source, target)
        await opening.reach(source)
        await holding.refuse_if_held(source)
        await opening.reach(target)
        await migrate.upgrade(source)
        async with holding.alone(source, clock):
            await migrate.upgrade(target)
            return await _copied(source, target, told)


def _require_sense(source: Database, target: Database) -> None:
    if source.url == target.url:
        raise CannotStart(words.same())
    if target.is_sqlite:
        raise CannotStart(words.only_to_postgres())
    if not source.exists:
        raise CannotStart(words.no_source(Path(str(source.url.database)).name))


async def _copied(
    source: Database, target: Database, told: Callable[[str], None]
) -> tuple[Copied, ...]:
    async with source.read() as here, target.begin() as there:
        if not await copying.is_empty(there):
            raise CannotStart(words.not_empty(), NOT_DONE)
        try:
            tables = await copying.copy(here, there, told)
        except NotCopied as refused:
            raise CannotStart(words.not_taken(refused.table, refused.kind), NOT_DONE) from None
        if different := [table.table for table in tables if not table.equal]:
            raise CannotStart(words.differs(different), NOT_DONE)
        return tables
