"""Why can you not attend? A category, never a sentence."""

from db import visits
from domain.asks import AskKind
from domain.attendance import ReasonCategory
from domain.ids import VisitId
from domain.replies import Asked as Expected
from domain.replies import Label, understand
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.questions.visits import PROMISED, still_open, why_closed
from handlers.visiting import give_reason, record


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered category; it is wanted although somebody else may hold the visit by now."""
    about = await visits.visits_ever(request.session, [VisitId(v) for v in asked.payload["visits"]])
    return await give_reason(request, about, ReasonCategory(value))


async def read(request: Request, asked: Asked) -> Reply | None:
    """A reason in words; or a correction ("không, tôi đi được")."""
    understood = understand(request.text, Expected.VISIT)
    if understood.label in (Label.ATTEND, Label.LATE):
        about = await still_open(request, asked)
        if not about:
            return await and_next(request, await why_closed(request, asked))
        promise = PROMISED[understood.label]
        return await record(request, about, promise, minutes_late=understood.minutes_late)
    if understood.reason is not ReasonCategory.NONE:
        return await choose(request, asked, understood.reason)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await choose(request, asked, ReasonCategory.OTHER)
    return None


READER = Reader(AskKind.REASON, choose, read)
