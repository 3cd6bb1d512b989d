"""Loads or updates the district from the office's workbook or CSV folder, or undoes the last time.

Exit status: 0 applied, nothing to change, or only a preview; 1 not applied; 2 the file is wrong.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import importer, opening
from bot.clock import Clock
from bot.importer import ImportReport, UndoReport
from bot.settings import Settings
from domain.calendar import local_date
from domain.roster.problems import Unreadable
from texts import roster as words

NAME = "import"
HELP = "load or update the roster from a workbook"

CLOCK = Clock()


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and how much to ask."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.xlsx|FOLDER")
    parser.add_argument("--undo", action="store_true", help="restore what was before the last one")
    parser.add_argument("--dry-run", action="store_true", help="show only what would change")
    parser.add_argument("--yes", action="store_true", help="apply without asking")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Preview, ask, apply."""
    url = options.database or opening.settings(Settings).database_url
    if options.undo:
        return _undo(options, url)
    if options.file is None:
        print(words.no_file())
        return 2
    report = asyncio.run(_preview(url, options.file))
    if report.problems:
        print(words.refusal(report.file_name, report.problems, report.notes))
        return 2
    _show(report)
    if not report.changes.rows:
        print(words.nothing_new())
        return 0
    if not _may_go_on(options):
        return int(sys.stdin.isatty() and not options.dry_run)
    return _apply(url, options.file, report)


def _show(report: ImportReport) -> None:
    print(words.preview(report.file_name, report.changes, report.warnings, report.notes))
    print()


def _may_go_on(options: argparse.Namespace) -> bool:
    if options.dry_run:
        print(words.dry_run())
        return False
    if options.yes:
        return True
    if not sys.stdin.isatty():
        print(words.nobody_to_ask())
        return False
    if words.agreed(input(words.question())):
        return True
    print(words.declined())
    return False


def _apply(url: str, file: Path, seen: ImportReport) -> int:
    try:
        report = asyncio.run(_load(url, file, seen))
    except Unreadable as unreadable:  # the file changed while we were asking
        print(words.refusal(file.name, unreadable.problems, ()))
        return 2
    if not report.applied:
        _show(report)
        print(words.changed_meanwhile())
        return 1
    print(words.applied())
    return 0


def _undo(options: argparse.Namespace, url: str) -> int:
    report = asyncio.run(_undo_last(url, dry_run=True))
    if report is None:
        print(words.nothing_to_undo())
        return 1
    print(words.undo_preview(report.file_name, report.at, report.rows))
    if not report.in_the_way:
        if not _may_go_on(options):
            return int(sys.stdin.isatty() and not options.dry_run)
        report = asyncio.run(_undo_last(url, dry_run=False)) or report
    if report.in_the_way:
        print(words.cannot_undo(report.in_the_way))
        return 1
    print(words.undone())
    return 0


async def _preview(url: str, file: Path) -> ImportReport:
    async with opening.migrated(url) as database:
        return await importer.preview(database, file, today=local_date(CLOCK.now()))


async def _load(url: str, file: Path, seen: ImportReport) -> ImportReport:
    async with opening.migrated(url) as database:
        now = CLOCK.now()
        return await importer.load(database, file, now=now, today=local_date(now), seen=seen)


async def _undo_last(url: str, *, dry_run: bool) -> UndoReport | None:
    async with opening.migrated(url) as database:
        return await importer.undo(database, now=CLOCK.now(), dry_run=dry_run)
