"""The coordinator approves somebody who agreed to stand in."""

from domain.asks import AskKind
from handlers.base import Asked, Reader, Reply, Request
from handlers.standing_in import decided


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """1 approves, 2 does not."""
    return await decided(request, asked.payload["ask"], approves=value == "yes")


READER = Reader(AskKind.APPROVE_STAND_IN, choose)
