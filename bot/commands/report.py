"""Writes the workbook, report, CSV and printable schedules of a period as one person may have them.

Nobody sees more than in the chat: `--as` says whose rights hold, and the audit log keeps who took
what. Exit status: 0 written; 1 not allowed, or a template or folder that cannot be used; 2 wrongly
asked. `--template FOLDER` writes the report template that comes with the house, to be edited.
"""

import argparse
import asyncio
from pathlib import Path

from bot import asked_period, exports, logs, opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.papers import letterhead, templates
from bot.papers.template import BrokenTemplate
from bot.settings import Settings
from bot.taking import taken
from domain.closing import PackFile
from domain.reports.periods import Period, PeriodKind
from texts import exports as words
from texts.reports import document

NAME = "report"
HELP = "workbook, report and schedules of a period, as one person may have them"

CLOCK = Clock()


def arguments(parser: argparse.ArgumentParser) -> None:
    """One period, whose rights, and where to."""
    period = asked_period.add(parser, required=True)
    period.add_argument("--template", type=Path, metavar="FOLDER", help="write the template there")
    parser.add_argument("--as", dest="person", metavar="CODE", help="code or name of the person")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the files there")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Write; see the module for the exit status."""
    if options.template is not None:
        names = {templates.NAMES[kind] for kind in (PeriodKind.WEEK, PeriodKind.MONTH)}
        made = [PackFile(name, letterhead.report_template()) for name in sorted(names)]
        print(words.written(write(options.template, made), str(options.template)))
        return 0
    period = asked_period.read(options)
    if not options.person or options.out is None or period is None:
        raise CannotStart(words.needs_person_and_folder())
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    url = options.database or settings.database_url
    files = asyncio.run(_files(url, options.person, period, settings.templates))
    print(words.written(write(options.out, files), str(options.out)))
    return 0


async def _files(
    url: str, person: str, period: Period, folder: Path | None
) -> tuple[PackFile, ...]:
    async with opening.migrated(url) as database:
        paper, plan, kept = await taken(database, person, period, CLOCK.now())
    try:
        return exports.every(paper, plan, templates.template(folder, period.kind), kept)
    except BrokenTemplate as broken:
        which = templates.NAMES[period.kind]
        raise CannotStart(document.broken(which, broken.field), NOT_DONE) from None


def write(folder: Path, files: list[PackFile] | tuple[PackFile, ...]) -> int:
    """Write every file; how many. Raises CannotStart."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.name).write_bytes(file.content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotStart(words.cannot_write(str(folder), why), NOT_DONE) from None
    return len(files)
