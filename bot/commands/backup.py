"""Copies the database while the bot runs, checks the copy, and keeps the newest few.

Exit status: 0 a whole copy is there, 1 not.
"""

import argparse
import asyncio
from pathlib import Path

from bot import backup, logs, opening
from bot.clock import Clock
from bot.settings import Settings
from texts import backups as words

NAME = "backup"
HELP = "copy the database while the bot runs"

CLOCK = Clock()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which database, where to."""
    parser.add_argument("--folder", type=Path, help="instead of CHIBO_BACKUP_FOLDER")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Copy and say where it is; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    folder = options.folder or settings.backup_folder
    url = options.database or settings.database_url
    return asyncio.run(_run(url, folder, settings.backup_keep))


async def _run(url: str, folder: Path, keep: int) -> int:
    async with opening.as_it_is(url) as database:
        made = await backup.make(database, folder, keep, CLOCK.now())
    print(words.made(str(made.file), made.size, made.removed))
    return 0
