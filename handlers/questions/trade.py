"""These are the consequences of trading weeks: propose it?"""

from domain.asks import AskKind
from domain.ids import PersonId
from handlers.asking_colleague import propose_trade
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import trades


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """1 asks the colleague, 2 leaves everything as it is."""
    if value == "no":
        return await and_next(request, trades.dropped())
    colleague = PersonId(asked.payload["colleague"])
    return await propose_trade(request, asked.payload["month"], colleague)


READER = Reader(AskKind.TRADE, choose)
