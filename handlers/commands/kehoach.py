"""/kehoach: make the draft of a month, look at it whole or in part, or ask why a line is there."""

import re

from db import plans
from db.planning_runs import PlanningRun, RunKind, draft_awaited
from db.plans import LineFacts, PlanState
from domain.calendar import Month, Week, local_date
from domain.errors import NothingFound, NotUnderstood
from domain.fold import fold
from domain.people import OFFICE
from handlers import asking_planner, papers
from handlers.base import Command, Reply, Request, told
from handlers.planning import seen_lines, whole, written
from texts import help as help_words
from texts import plans as words

AGAIN = "lai"
_MONTH = re.compile(r"(?:thang\s*)?(\d{4}-\d{1,2}|\d{1,2}/\d{4}|\d{1,2})")


async def run(request: Request) -> Reply:
    """Nothing: the coming month. A month: make or show it. A name: those lines. A code: why.

    `in` prints.
    """
    asked = fold(request.text)
    match = _MONTH.match(asked)
    month = _month(request, match.group(1)) if match else await _current_month(request)
    rest = asked[match.end() :].strip() if match else asked
    plan = await plans.current(request.session, str(month))
    if rest in papers.PRINT:
        return (
            told(words.nothing_planned(month))
            if plan is None
            else await papers.offer(request, plan)
        )
    if plan is None or (rest == AGAIN and plan.state == PlanState.DRAFT):
        return await _request_run(request, month)
    if not rest:
        return told(await whole(request.session, plan, request.person, request.today))
    if rest == AGAIN:
        return told(words.already_approved(month))
    seen = await seen_lines(request.session, plan, request.person, request.today)
    found = _matching(seen, rest)
    if not found:
        raise NothingFound(request.text)
    if len(found) == 1 and fold(found[0].branch.code) == rest:
        return asking_planner.ask(request, RunKind.WHY, month, branch=found[0].branch.id)
    return told(words.lines_of(month, written(found)))


def _month(request: Request, text: str) -> Month:
    """The named month; a bare number is the nearest such month not before this one."""
    this = Month.of(request.today)
    try:
        month = Month.parse(f"{this.year}-{text}" if text.isdigit() else text)
    except ValueError:
        raise NotUnderstood(words.which_month(), words.month_example(this.next)) from None
    return Month(this.year + 1, month.number) if text.isdigit() and month < this else month


async def _current_month(request: Request) -> Month:
    """The next month from the 15th on; before, the month that has a plan or is running."""
    this = Month.of(request.today)
    if request.today.day >= 15 or await plans.current(request.session, str(this.next)):
        return this.next
    return this


async def _request_run(request: Request, month: Month) -> Reply:
    this = Month.of(request.today)
    if month < this:
        raise NotUnderstood(words.which_month(), words.month_example(this.next))
    if not await draft_awaited(request.session, str(month)):
        request.session.add(
            PlanningRun(month=str(month), asked_by=request.person.id, asked_at=request.now)
        )
    return told(words.being_made(month))


def _matching(lines: tuple[LineFacts, ...], asked: str) -> list[LineFacts]:
    """Lines of a commune, a village, a cadre, a code, or of "tuan 49"."""
    week = re.fullmatch(r"tuan (\d{1,2})", asked)
    if week:
        number = int(week.group(1))
        return [
            line
            for line in lines
            if line.starts_at and Week.of(local_date(line.starts_at)).number == number
        ]
    return [line for line in lines if asked in _names(line)]


def _names(line: LineFacts) -> str:
    guests = " ".join(guest.name for guest in line.guests)
    return fold(f"{line.branch.code} {line.branch.commune} {line.branch.village} {guests}")


COMMAND = Command(("kehoach", "plan"), OFFICE, help_words.kehoach, run, takes_words=True, order=10)
