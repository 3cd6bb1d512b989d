"""Which figure of a report is to be opened?"""

from domain.asks import AskKind
from handlers import looking
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The list behind a number, its next page, or the summary again."""
    look = await looking.look_of(request, asked.payload)
    if look is None:
        return await and_next(request, refusals.stale())
    return await looking.opened(request, look, value)


READER = Reader(AskKind.REPORT, choose)
