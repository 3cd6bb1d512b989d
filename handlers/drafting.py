"""Changing a draft by hand: a previewed move put into effect, lines pinned, the check run again."""

from collections.abc import Collection
from datetime import date, datetime

from db import audit, plans
from db.branches import Branch
from db.plan_facts import plan_facts
from db.planning_runs import PlanningRun
from db.plans import PlanLine, PlanRow, PlanState
from domain import habits
from domain.calendar import Month, local_date
from domain.errors import NothingToDo
from domain.ids import BranchId, PersonId, PlanId
from domain.planning.certificate import certify
from handlers import draft_changes
from handlers.base import Request
from handlers.planning_jobs.draft import stored
from texts import plans as words


async def draft_of(request: Request, plan_id: int) -> PlanRow:
    """The draft, locked until the end of the transaction. Raises NothingToDo when it is none."""
    plan = await request.session.get_one(PlanRow, plan_id, with_for_update=True)
    month = Month.parse(plan.month)
    if plan.state == PlanState.APPROVED:
        raise NothingToDo(words.already_approved(month))
    if plan.state != PlanState.DRAFT:
        raise NothingToDo(words.replaced_draft(month))
    return plan


async def put_into_effect(request: Request, plan: PlanRow, run: PlanningRun) -> int:
    """Move the lines of a previewed answer and pin the one asked for; how many others moved."""
    assert run.answer is not None
    session, branch_id = request.session, BranchId(run.question["branch"])
    before, moved = await draft_changes.picture(session, plan), 0
    for line_id, text in run.answer["lines"].items():
        line = await session.get_one(PlanLine, int(line_id))
        line.starts_at = datetime.fromisoformat(text)
        line.problem = None
        line.habitual = await _habitual(request, line, Month.parse(plan.month))
        moved += line.branch_id != branch_id
    for line_id, guests in run.answer["guests"].items():
        await plans.seat(session, int(line_id), guests)
    asked = await plans.line_of(session, PlanId(plan.id), branch_id)
    asked.pinned = True
    for person, monday in run.answer["weeks"].items():
        await plans.place_field_week(
            session, PlanId(plan.id), PersonId(int(person)), date.fromisoformat(monday)
        )
    await changed(request, plan)
    await draft_changes.note(request, plan, before)
    await audit.note(
        session, request.now, request.actor_id, "plan.move", line=asked.id, others=moved
    )
    return moved


async def _habitual(request: Request, line: PlanLine, month: Month) -> bool:
    assert line.starts_at is not None
    branch = await request.session.get_one(Branch, line.branch_id)
    return habits.is_habitual(branch.habit, month, local_date(line.starts_at))


async def pin(
    request: Request, plan: PlanRow, branches: Collection[BranchId], *, keep: bool
) -> None:
    """Pin lines where they are, or let the next draft move them again."""
    before = await draft_changes.picture(request.session, plan)
    for branch_id in branches:
        line = await plans.line_of(request.session, PlanId(plan.id), branch_id)
        line.pinned = keep
    await changed(request, plan)
    await draft_changes.note(request, plan, before)
    word = "plan.pin" if keep else "plan.unpin"
    await audit.note(
        request.session, request.now, request.actor_id, word, branches=sorted(branches)
    )


async def changed(request: Request, plan: PlanRow) -> None:
    """Count the change and run the independent check again."""
    plan.version += 1
    await request.session.flush()
    await check(request, plan)


async def check(request: Request, plan: PlanRow) -> None:
    """The independent check of a plan as it stands today: the roster may have changed under it."""
    about = await plan_facts(request.session, Month.parse(plan.month), request.today)
    assert about is not None
    plan.certificate = stored(certify(about.facts, about.plan))
    if about.plan.cost != plan.cost:
        plan.cost, plan.solved = about.plan.cost, "feasible"
