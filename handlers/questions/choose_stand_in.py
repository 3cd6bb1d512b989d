"""Who is to be asked to take my visit?"""

from db import visits
from domain.asks import AskKind
from domain.ids import PersonId, VisitId
from domain.meetings import MeetingState, VisitFacts
from handlers.asking_colleague import ask_named, ask_person
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import refusals


async def _visit(request: Request, asked: Asked) -> VisitFacts | None:
    found = await visits.visits(request.session, [VisitId(asked.payload["visit"])])
    planned = bool(found) and found[0].meeting.state is MeetingState.PLANNED
    return found[0] if planned and found[0].meeting.starts_at > request.now else None


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """One of the colleagues offered."""
    visit = await _visit(request, asked)
    if visit is None:
        return await and_next(request, refusals.stale())
    return await ask_person(request, visit, PersonId(int(value)))


async def read(request: Request, asked: Asked) -> Reply | None:
    """Another colleague's name."""
    visit = await _visit(request, asked)
    if visit is None:
        return await and_next(request, refusals.stale())
    return await ask_named(request, visit, request.text)


READER = Reader(AskKind.CHOOSE_STAND_IN, choose, read)
