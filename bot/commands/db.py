"""The database itself: `db move` copies a district from SQLite into an empty PostgreSQL.

`db scale` makes the tables of the engine that more than one machine needs (docs/scale.md).
Exit status: 0 done, a copy is compared; 1 not done, both sides are as before; 2 wrongly asked.
"""

import argparse
import asyncio
import sys

from bot import logs, opening, relocating
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.settings import Settings
from texts import database_move as words
from texts import operator as operator_words

NAME = "db"
HELP = "move a district to PostgreSQL; make ready for several machines"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the database."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    move = actions.add_parser("move", help="copy everything into an empty PostgreSQL, and compare")
    move.add_argument("--to", required=True, metavar="postgresql+asyncpg://…")
    move.add_argument("--from", dest="source", metavar="URL", help="instead of CHIBO_DATABASE_URL")
    scale = actions.add_parser("scale", help="make ready for several machines; repeatable")
    scale.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Do it; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    if options.action == "scale":
        return asyncio.run(_scale(options.database or settings.database_url))
    return asyncio.run(_move(options.source or settings.database_url, options.to))


async def _scale(url: str) -> int:
    async with opening.migrated(url) as database:
        if database.is_sqlite:
            raise CannotStart(operator_words.roles_need_postgres())
        try:
            from bot import queueing
        except ImportError:
            raise CannotStart(operator_words.no_engine(), NOT_DONE) from None
        await queueing.install(database)
    print(operator_words.queue_ready())
    return 0


async def _move(source: str, target: str) -> int:
    tables = await relocating.move(source, target, Clock(), _progress)
    print(words.heading())
    for table in tables:
        print(words.line(table.table, table.rows, table.content))
    print(words.moved(len(tables), sum(table.rows for table in tables)))
    return 0


def _progress(table: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{table:<30}", end="", file=sys.stderr, flush=True)
