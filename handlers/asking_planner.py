"""Putting a question to the planner: it is computed beside the conversation and answered soon."""

from collections.abc import Sequence
from typing import Any

from db import plans, visible
from db.planning_runs import PlanningRun, RunKind
from db.plans import PlanRow
from domain.calendar import Month
from domain.errors import NothingToDo
from domain.ids import PlanId
from handlers.base import SOON, Reply, Request
from texts import plans as words


def ask(request: Request, kind: RunKind, month: Month, **question: Any) -> Reply:
    """Keep the question; the answer follows when it is computed."""
    request.session.add(
        PlanningRun(
            kind=kind,
            month=str(month),
            question=question,
            asked_by=request.person.id,
            asked_at=request.now,
        )
    )
    return SOON


async def planned_month(request: Request, named: Sequence[Month] = ()) -> tuple[Month, PlanRow]:
    """The first of the named months that has a plan; without names the one that is being planned.

    Raises NothingToDo.
    """
    for month in named or _likely(request):
        plan = await plans.current(request.session, str(month))
        if plan is not None:
            return month, plan
    raise NothingToDo(words.nothing_planned(named[0] if named else Month.of(request.today).next))


def _likely(request: Request) -> list[Month]:
    """From the 15th on the month to come first; before, the running one."""
    this = Month.of(request.today)
    return [this.next, this] if request.today.day >= 15 else [this, this.next]


async def require_whole(request: Request, plan: PlanRow) -> None:
    """Only whoever sees all of a plan may try changes on it. Raises NothingToDo."""
    seen = {
        branch.id
        for branch in await visible.visible_branches(request.session, request.person, request.today)
    }
    lines = await plans.lines(request.session, PlanId(plan.id))
    if any(line.branch.id not in seen for line in lines):
        raise NothingToDo(words.only_whole(Month.parse(plan.month)))
