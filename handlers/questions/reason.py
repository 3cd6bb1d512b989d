"""Why can you not attend? A category, never a sentence."""

from db import visits
from domain.asks import AskKind
from domain.attendance import ReasonCategory
from domain.ids import VisitId
from domain.meetings import VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Label, understand
from handlers.base import Asked, Reader, Reply, Request
from handlers.questions.visits import PROMISED
from handlers.visiting import give_reason, record


async def _about(request: Request, asked: Asked) -> tuple[VisitFacts, ...]:
    return await visits.visits(request.session, [VisitId(v) for v in asked.payload["visits"]])


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered category."""
    return await give_reason(request, await _about(request, asked), ReasonCategory(value))


async def read(request: Request, asked: Asked) -> Reply | None:
    """A reason in words; or a correction ("không, tôi đi được")."""
    understood = understand(request.text, Expected.VISIT)
    about = await _about(request, asked)
    if understood.label in (Label.ATTEND, Label.LATE):
        promise = PROMISED[understood.label]
        return await record(request, about, promise, minutes_late=understood.minutes_late)
    if understood.reason is not ReasonCategory.NONE:
        return await give_reason(request, about, understood.reason)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await give_reason(request, about, ReasonCategory.OTHER)
    return None


READER = Reader(AskKind.REASON, choose, read)
