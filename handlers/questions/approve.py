"""Publish this plan?"""

from db.plans import PlanRow, PlanState
from domain.asks import AskKind
from domain.calendar import Month
from domain.errors import NothingToDo
from handlers.base import Asked, Reader, Reply, Request, told
from handlers.publishing import publish
from texts import plans as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes publishes, once; a draft that was replaced meanwhile is not published."""
    if value == "no":
        return told(words.not_approved())
    plan = await request.session.get_one(PlanRow, asked.payload["plan"], with_for_update=True)
    month = Month.parse(plan.month)
    if plan.state == PlanState.APPROVED:
        raise NothingToDo(words.already_approved(month))
    if plan.state != PlanState.DRAFT:
        raise NothingToDo(words.replaced_draft(month))
    done = await publish(request, plan)
    return told(words.approved(month, done.meetings, done.queued, done.unreachable))


READER = Reader(AskKind.APPROVE, choose)
