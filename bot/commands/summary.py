"""Prints the summary of a week exactly as a leader would receive it now, and sends nothing.

Or of a month, quarter or year, as the leader would read it with /thang, /quy, /nam.

Exit status: 0 printed, 1 nobody of that name receives one, 2 wrongly asked.
"""

import argparse
import asyncio
from pathlib import Path

from bot import asked_period, logs, opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.papers import state
from bot.settings import Settings
from db import facts, people, state_pictures
from db.base import Session
from domain.calendar import local_date
from domain.fold import fold
from domain.people import Person
from domain.reports.periods import Period, PeriodKind
from domain.reports.state_picture import StatePicture
from scheduler.chores import weekly_summary
from texts import operator as words
from texts import papers as paper_words

NAME = "summary"
HELP = "print the summary a leader would receive: of a week, month, quarter or year"

CLOCK = Clock()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which period (this week when left out), and whose."""
    asked_period.add(parser, required=False)
    parser.add_argument("--as", dest="whose", required=True, metavar="LEADER", help="name or code")
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="write the picture too")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Print; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    this_week = Period.of(PeriodKind.WEEK, local_date(CLOCK.now()))
    period = asked_period.read(options) or this_week
    url = options.database or settings.database_url
    print(asyncio.run(_summary(url, period, options.whose, options.picture)))
    return 0


async def _summary(url: str, period: Period, whose: str, picture: Path | None) -> str:
    now = CLOCK.now()
    async with opening.migrated(url) as database, database.read() as session:
        leader = await _leader(session, whose)
        found = await weekly_summary.content(session, leader, period, now)
        if picture is not None:
            roots = facts.roots_for(leader)
            _write(picture, await state_pictures.picture(session, roots, period, now))
        return found.lines()


def _write(path: Path, picture: StatePicture) -> None:
    try:
        path.write_bytes(state.state_png(picture))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotStart(paper_words.cannot_write(str(path), why), NOT_DONE) from None


async def _leader(session: Session, whose: str) -> Person:
    """Somebody who receives summaries, by code or by name. Raises CannotStart."""
    told = await people.holders(session, weekly_summary.TOLD, local_date(CLOCK.now()))
    wanted = fold(whose)
    found = [one for one in told if wanted in (fold(one.code), fold(one.name))]
    if len(found) != 1:
        shown = [f"{one.code} {one.name}" for one in found or told]
        raise CannotStart(words.which_leader(whose, shown[:10]), NOT_DONE)
    return found[0]
