"""Which visit is a colleague to take?"""

from db import visits
from domain.asks import AskKind
from domain.ids import VisitId
from handlers.asking_colleague import ask_named, offer
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """One of the visits ahead: the colleague named is asked, or those who could are offered."""
    found = await visits.visits(request.session, [VisitId(int(value))])
    if not found or found[0].meeting.starts_at <= request.now:
        return await and_next(request, refusals.stale())
    name = asked.payload["colleague"]
    return await (ask_named(request, found[0], name) if name else offer(request, found[0]))


READER = Reader(AskKind.GIVE_VISIT, choose)
