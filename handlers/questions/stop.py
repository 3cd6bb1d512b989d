"""Really no more messages?"""

from db import outbox, recall, visible
from db.people import PersonRow
from domain.asks import AskKind
from domain.ids import PersonId
from domain.meetings import PersonName
from domain.messages import Why
from handlers.base import Asked, Reader, Reply, Request, told
from handlers.posts import units_of
from texts import joining as words
from texts import office as office_words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes: silence on every path from now on, and what waits is taken back."""
    if value == "no":
        return told(words.not_stopped())
    row = await request.session.get_one(PersonRow, request.person.id)
    row.silent = True
    await recall.withdraw(request.session, request.now, Why.STOPPED, person_id=request.person.id)
    await _tell_office(request)
    return told(words.stopped())


async def _tell_office(request: Request) -> None:
    """From now on somebody has to phone: the coordinators hear it at once."""
    person, office = request.person, dict[PersonId, PersonName]()
    for unit_id in await units_of(request.session, person):
        for one in await visible.coordinators_of(request.session, unit_id, request.today):
            office[one.id] = one
    for coordinator in sorted(office.keys() - {person.id}):
        await outbox.queue(
            request.session,
            key=f"stopped:{person.id}:{request.now.isoformat()}:{coordinator}",
            kind="stopped",
            person_id=coordinator,
            content=office_words.stopped(person.name, person.code),
            now=request.now,
        )


READER = Reader(AskKind.STOP, choose)
