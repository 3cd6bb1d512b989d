"""Looks whether a closed month is still what was closed: hashes, chain, files made again, rows.

Exit status: 0 intact; 1 with one line for everything that differs; 2 wrongly asked.
"""

import argparse
import asyncio
from pathlib import Path

from bot import logs, opening, verifying
from bot.commands.close_month import month_of
from bot.errors import NOT_DONE, CannotStart
from bot.settings import Settings
from db import closing
from domain.calendar import Month
from texts import closing as words

NAME = "verify-month"
HELP = "is a closed month still what was closed?"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which month, and a folder of files to compare."""
    parser.add_argument("month", metavar="2026-11")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="compare the files there too")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Verify and say so; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    url = options.database or settings.database_url
    return asyncio.run(_verify(url, month_of(options.month), options.folder))


async def _verify(url: str, month: Month, folder: Path | None) -> int:
    async with opening.migrated(url) as database, database.read() as session:
        done = await closing.closed(session, str(month))
        if done is None:
            raise CannotStart(words.not_closed(month), NOT_DONE)
        found = await verifying.problems(session, done)
    if folder is not None:
        found += verifying.in_folder(done, folder)
    if found:
        print(*found, sep="\n")
        return NOT_DONE
    print(words.intact(month, done.row.manifest_sha256, len(done.annexes)))
    return 0
