"""Really no more messages?"""

from db import outbox
from db.people import PersonRow
from domain.asks import AskKind
from domain.messages import Why
from handlers.base import Asked, Reader, Reply, Request, told
from texts import joining as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes: silence on every path from now on, and what waits is taken back."""
    if value == "no":
        return told(words.not_stopped())
    row = await request.session.get_one(PersonRow, request.person.id)
    row.silent = True
    await outbox.withdraw(request.session, request.now, Why.STOPPED, person_id=request.person.id)
    return told(words.stopped())


READER = Reader(AskKind.STOP, choose)
