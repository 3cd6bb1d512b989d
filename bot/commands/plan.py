"""Makes the draft of a month, as the 20th of the month before does, and prints it by weeks.

Coordinators are told. With `--papers FOLDER` a plan that is there already, approved or not, is left
alone, and its printable files are written: picture, A4 sheets, workbook. Exit status: 0 a whole
draft that breaks no rule, or papers of a plan that was there; 1 a draft with gaps, none, or the
month is approved already; 2 wrongly asked.
"""

import argparse
import asyncio
from pathlib import Path

from bot import collect, logs, opening
from bot.clock import Clock
from bot.computing import KeptProcess
from bot.errors import NOT_DONE, CannotStart
from bot.papers import folder
from bot.planner import Planner
from bot.settings import Settings
from db import audit, people, plans
from db.base import Database
from db.papers import plan_paper
from db.plans import PlanState
from domain.calendar import Month, local_date
from domain.ids import PlanId
from domain.people import Role
from handlers.planning import by_weeks, described, violations, written
from handlers.planning_jobs.base import Job
from texts import operator as operator_words
from texts import papers as paper_words
from texts import plans as words

NAME = "plan"
HELP = "make the draft of a month and print it"

CLOCK = Clock()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which month, and of which district."""
    parser.add_argument("month", metavar="2026-12")
    parser.add_argument(
        "--papers", type=Path, metavar="FOLDER", help="write picture, A4 sheets and workbook there"
    )
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Plan and print; see the module for the exit status."""
    settings = opening.settings(Settings)
    logs.set_up(settings.log_level, settings.log_format)
    month = _month(options.month)
    url = options.database or settings.database_url
    if options.papers is None:
        return asyncio.run(_plan(url, month))
    folder.require(options.papers)
    return asyncio.run(_papers(url, month, options.papers))


def _month(text: str) -> Month:
    try:
        month = Month.parse(text)
    except ValueError:
        raise CannotStart(words.bad_month(text)) from None
    if month < Month.of(local_date(CLOCK.now())):
        raise CannotStart(words.bad_month(text))
    return month


async def _plan(url: str, month: Month) -> int:
    async with opening.migrated(url) as database:
        return await _make(database, month)


async def _make(database: Database, month: Month) -> int:
    await _require_work(database, month)
    compute = KeptProcess()
    jobs = collect.declared("handlers.planning_jobs", Job)
    planner = Planner(database, CLOCK, jobs, compute, queued=lambda: None)
    await planner.request(month)
    await planner.drain()
    compute.end()
    return await _show(database, month)


async def _papers(url: str, month: Month, place: Path) -> int:
    """The papers of the plan that counts; it is made first when there is none."""
    status = 0
    async with opening.migrated(url) as database:
        if not await _planned(database, month):
            status = await _make(database, month)
        async with database.begin() as session:
            plan = await plans.current(session, str(month))
            assert plan is not None
            lines = await plans.lines(session, PlanId(plan.id))
            await audit.exported(session, CLOCK.now(), None, "plan", str(month), "")
            paper = await plan_paper(session, plan, lines, local_date(CLOCK.now()))
    print(paper_words.written(folder.write(place, paper), str(place)))
    return status


async def _planned(database: Database, month: Month) -> bool:
    async with database.read() as session:
        return await plans.current(session, str(month)) is not None


async def _require_work(database: Database, month: Month) -> None:
    """There is somebody to plan for, and the month is not published. Raises CannotStart."""
    async with database.read() as session:
        present = await plans.current(session, str(month))
        if present is not None and present.state == PlanState.APPROVED:
            raise CannotStart(words.already_approved(month), NOT_DONE)
        if not await people.holders(session, [Role.SECRETARY], local_date(CLOCK.now())):
            raise CannotStart(operator_words.empty_roster())


async def _show(database: Database, month: Month) -> int:
    async with database.read() as session:
        plan = await plans.current(session, str(month))
        if plan is None:
            raise CannotStart(words.failed(month), NOT_DONE)
        lines = await plans.lines(session, PlanId(plan.id))
    print(described(plan, lines))
    for heading, rows in by_weeks(lines):
        print(f"\n{heading}", *written(rows), sep="\n")
    whole = all(line.starts_at for line in lines) and not violations(plan)
    return 0 if whole else NOT_DONE
