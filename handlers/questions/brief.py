"""Which action of the decision brief?"""

from domain.asks import AskKind
from handlers import briefing
from handlers.base import Asked, Reader, Reply, Request


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The action behind a number."""
    return await briefing.done(request, value)


READER = Reader(AskKind.BRIEF, choose)
