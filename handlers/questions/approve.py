"""Publish this plan?"""

from domain.asks import AskKind
from domain.calendar import Month
from domain.errors import NothingToDo
from handlers import drafting
from handlers.base import Asked, Reader, Reply, Request, told
from handlers.planning import broken
from handlers.publishing import publish
from texts import plans as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes publishes, once; a draft that was replaced meanwhile is not published."""
    if value == "no":
        return told(words.not_approved())
    plan = await drafting.draft_of(request, asked.payload["plan"])
    await drafting.check(request, plan)
    month = Month.parse(plan.month)
    if broken(plan):
        raise NothingToDo(words.not_certified(month, broken(plan)))
    done = await publish(request, plan)
    return told(words.approved(month, done.meetings, done.queued, done.unreachable))


READER = Reader(AskKind.APPROVE, choose)
