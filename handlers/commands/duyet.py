"""/duyet: approve the draft after one question; approval publishes."""

from db import plans
from db.plans import PlanRow, PlanState
from domain import asks
from domain.calendar import Month
from domain.errors import NothingToDo
from domain.ids import PlanId
from domain.people import OFFICE
from handlers import drafting
from handlers.base import Command, Reply, Request
from handlers.planning import broken, seen_lines
from texts import help as help_words
from texts import plans as words


async def run(request: Request) -> Reply:
    """Show what would be published, and ask."""
    plan = await _draft(request)
    month = Month.parse(plan.month)
    await drafting.check(request, plan)
    if broken(plan):
        raise NothingToDo(words.not_certified(month, broken(plan)))
    lines = await plans.lines(request.session, PlanId(plan.id))
    seen = await seen_lines(request.session, plan, request.person, request.today)
    if len(seen) < len(lines):
        raise NothingToDo(words.not_whole(month))
    placed = [line for line in lines if line.starts_at is not None]
    asked = words.approve_check(month, len(placed), len(lines) - len(placed))
    return asks.approve(asked, PlanId(plan.id))


async def _draft(request: Request) -> PlanRow:
    this = Month.of(request.today)
    found = [await plans.current(request.session, str(m)) for m in (this, this.next)]
    drafts = [plan for plan in found if plan is not None and plan.state == PlanState.DRAFT]
    if drafts:
        return drafts[0]
    approved = [plan for plan in found if plan is not None]
    if approved:
        raise NothingToDo(words.already_approved(Month.parse(approved[-1].month)))
    raise NothingToDo(words.nothing_planned(this.next))


COMMAND = Command(("duyet", "approve"), OFFICE, help_words.duyet, run, order=12)
