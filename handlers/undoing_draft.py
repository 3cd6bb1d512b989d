"""Taking back a change of a draft made by hand: lines, guests and field weeks as they were."""

from datetime import date, datetime
from typing import Any

from db import audit, plans
from db.base import Session
from db.deeds import Deed
from db.plans import PlanLine, PlanRow, PlanState
from domain.calendar import Month
from domain.errors import NothingToDo
from domain.ids import PersonId, PlanId
from handlers import drafting
from handlers.base import Request
from texts import undoing as words


async def undo(request: Request, deed: Deed) -> str:
    """The draft as it was before, checked again; not once it was approved, made anew or changed."""
    session = request.session
    plan = await session.get_one(PlanRow, deed.detail["plan"], with_for_update=True)
    if plan.state != PlanState.DRAFT or plan.version != deed.detail["version"]:
        raise NothingToDo(words.changed_since())
    for line_id, was in deed.detail["lines"].items():
        await _put_back(session, int(line_id), was)
    await _weeks_back(session, PlanId(plan.id), deed.detail["weeks"])
    await drafting.changed(request, plan)
    await audit.note(session, request.now, request.actor_id, "plan.undo", plan=plan.id)
    return words.draft_name(Month.parse(plan.month), len(deed.detail["lines"]))


async def _put_back(session: Session, line_id: int, was: list[Any]) -> None:
    starts_at, habitual, pinned, problem, guests = was
    line = await session.get_one(PlanLine, line_id)
    line.starts_at = datetime.fromisoformat(starts_at) if starts_at else None
    line.habitual, line.pinned, line.problem = habitual, pinned, problem
    await plans.seat(session, line_id, guests)


async def _weeks_back(session: Session, plan_id: PlanId, before: dict[str, str]) -> None:
    for person in await plans.field_weeks(session, plan_id):
        if str(person) not in before:
            await plans.drop_field_week(session, plan_id, person)
    for person_id, monday in before.items():
        await plans.place_field_week(
            session, plan_id, PersonId(int(person_id)), date.fromisoformat(monday)
        )
