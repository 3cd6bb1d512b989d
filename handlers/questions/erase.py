"""Really erase my data?"""

from db import audit, mydata, recall
from domain.asks import AskKind
from domain.messages import Why
from handlers.base import Asked, Reader, Reply, Request, told
from texts import mydata as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes forgets the person's own data; this answer is the last message."""
    if value == "no":
        return told(words.not_erased())
    await recall.withdraw(request.session, request.now, Why.STOPPED, person_id=request.person.id)
    await mydata.erase(request.session, request.person.id, request.now)
    await audit.note(request.session, request.now, request.actor_id, "data.erase")
    return told(words.erased())


READER = Reader(AskKind.ERASE, choose)
