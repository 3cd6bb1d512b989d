"""/start and /dangky for somebody who has joined: receive messages again."""

from db import calls
from db.calls import CallReason
from db.people import PersonRow
from handlers.base import EVERYBODY, Command, Reply, Request
from handlers.pending import and_next
from texts import help as help_words
from texts import joining as words


async def run(request: Request) -> Reply:
    """Silence ends; a code typed again changes nothing."""
    row = await request.session.get_one(PersonRow, request.person.id)
    if row.silent:
        row.silent = False
        await calls.close_calls(
            request.session,
            request.now,
            by="wrote",
            reasons=[CallReason.UNREACHABLE],
            person_id=request.person.id,
        )
        return await and_next(request, words.resumed())
    return await and_next(request, words.already(request.person.name))


COMMAND = Command(
    ("start", "dangky", "join"), EVERYBODY, help_words.start, run, takes_words=True, order=95
)
