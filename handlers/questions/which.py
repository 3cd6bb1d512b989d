"""Which of several branches, cadres or units of one name?"""

from domain.asks import AskKind
from handlers import cards
from handlers.base import Asked, Reader, Reply, Request


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The card behind a number."""
    return await cards.chosen(request, value)


READER = Reader(AskKind.WHICH, choose)
