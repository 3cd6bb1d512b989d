"""Will you stand in (or trade weeks)? Consent is an explicit yes."""

from domain.asks import AskKind
from domain.reply_take import takes
from handlers.base import Asked, Reader, Reply, Request
from handlers.standing_in import answered


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """1 takes it, 2 does not."""
    return await answered(request, asked.payload["ask"], takes=value == "yes")


async def read(request: Request, asked: Asked) -> Reply | None:
    """Only a sure yes or no in words; "received" is neither."""
    said = takes(request.text)
    return None if said is None else await answered(request, asked.payload["ask"], takes=said)


READER = Reader(AskKind.STAND_IN, choose, read)
