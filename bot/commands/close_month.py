"""Closes a month: freezes its figures and files; on a closed month makes an annex of corrections.

Exit status: 0 closed, or an annex made, or nothing to add; 1 it cannot be closed; 2 wrongly asked.
"""

import argparse
import asyncio
from pathlib import Path

from bot import filing, logs, opening
from bot.clock import Clock
from bot.commands.report import write
from bot.errors import NOT_DONE, CannotStart
from bot.settings import Settings
from bot.verifying import MANIFEST
from db import closing
from db.base import Database
from db.closing import Closed
from domain.calendar import Month
from domain.closing import PackFile
from domain.errors import NothingToDo
from handlers import closing as months
from handlers.closing import Closer
from texts import closing as words

NAME = "close-month"
HELP = "freeze a month's figures, or list its later corrections"

CLOCK = Clock()
BY = Closer(None, "command line")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which month, and where its pack goes."""
    parser.add_argument("month", metavar="2026-11")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the pack there too")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Close and say so; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    url = options.database or settings.database_url
    return asyncio.run(_close(url, month_of(options.month), options.out, settings.templates))


def month_of(text: str) -> Month:
    """The month of the command line. Raises CannotStart."""
    try:
        return Month.parse(text)
    except ValueError:
        raise CannotStart(words.bad_month(text)) from None


async def _close(url: str, month: Month, out: Path | None, templates: Path | None) -> int:
    async with opening.migrated(url) as database:
        try:
            print(await _done(database, month, templates))
        except NothingToDo as refused:
            raise CannotStart(refused.what, NOT_DONE) from None
        if out is not None:
            async with database.read() as session:
                done = await closing.closed(session, str(month))
            assert done is not None
            print(words.folder_written(write(out, in_pack(done)), str(out)))
    return 0


async def _done(database: Database, month: Month, templates: Path | None) -> str:
    """Close, or annex; what to say."""
    now = CLOCK.now()
    async with database.begin() as session:
        done = await closing.closed(session, str(month))
        if done is None:
            made = await months.close(session, month, BY, now, filing.packing(templates))
            return words.done(month, made.row.manifest_sha256, len(made.files))
        found = await months.pending(session, done)
        annex = await months.add_annex(session, done, BY, now)
        if annex is None:
            row = done.row
            return words.standing(month, row.closed_at, row.manifest_sha256, len(done.annexes), 0)
        made_now, count = annex
        head = words.annexed(month, made_now.number, count, made_now.sha256)
        return "\n".join([head, *words.listed(found)])


def in_pack(done: Closed) -> tuple[PackFile, ...]:
    """Every file of a closed month, its manifest and its annexes."""
    annexes = [PackFile(f"phu-luc-{a.number}.json", a.content.encode()) for a in done.annexes]
    return (*done.files, PackFile(MANIFEST, done.row.manifest.encode()), *annexes)
