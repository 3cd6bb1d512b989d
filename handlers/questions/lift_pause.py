"""Which of the pauses in force is to end?"""

from db import pauses
from domain.asks import AskKind
from handlers import pause_lists, pausing
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import pauses as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """One of the pauses shown, unless somebody was faster."""
    if value == words.KEEP.value:
        return await and_next(request, words.kept())
    for pause in (await pauses.in_force(request.session, request.now)).all:
        if str(pause.id) == value and await pause_lists.may_lift(request, pause):
            return await pausing.lift(request, pause)
    return await and_next(request, refusals.stale())


READER = Reader(AskKind.LIFT_PAUSE, choose)
