"""Whom does the office enter an answer for? A task of the call list, or one of several people."""

from db import attempts
from db.calls import CallFacts
from domain import asks
from domain.asks import AskKind
from domain.ids import PersonId
from handlers import call_list, entering
from handlers.answering_for import TALKED_ABOUT, answered_for
from handlers.base import Asked, Reader, Reply, Request, told
from texts import calls as words
from texts import on_behalf as on_behalf_words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A person, a task, another page, or what became of a call."""
    what, _, number = value.partition(":")
    if what == "person":
        said = str(asked.payload.get("said", ""))
        return await entering.enter_for(request, PersonId(int(number)), said)
    tasks = await call_list.listed(request)
    if what == "page":
        return await call_list.page(request, tasks, int(number)) or told(words.done_already())
    task = next((call for call in tasks if call.id == int(number)), None)
    if task is None:
        return told(words.done_already())
    return await (_open(request, task) if what == "call" else _phoned(request, task, what))


async def _open(request: Request, task: CallFacts) -> Reply:
    """The person's question; a task without one only asks whether they were reached.

    A coordinator who reads about themself, and need not be asked more, has been reached by that.
    """
    if task.person.id == request.person.id and task.reason in TALKED_ABOUT:
        await entering.talked(request, task.person.id, by="wrote")
        return told(words.reads_of_oneself())
    if task.person.id == request.person.id or await answered_for(request, task.person.id):
        entry = await entering.from_call(request, task)
        if entry is not None:
            return entry
    return asks.call_list(words.talked_asked(task.person.name, task.id))


async def _phoned(request: Request, task: CallFacts, what: str) -> Reply:
    reached = what == "talked"
    await attempts.add(
        request.session,
        task.person.id,
        request.person.id,
        request.now,
        reached=reached,
        call_id=task.id,
    )
    if reached:
        await entering.talked(request, task.person.id)
        return told(words.talked(task.person.name))
    missed = (await attempts.last_contacts(request.session, [task.person.id]))[task.person.id]
    return told(on_behalf_words.not_reached(task.person.name, missed.missed))


READER = Reader(AskKind.CALL_LIST, choose)
