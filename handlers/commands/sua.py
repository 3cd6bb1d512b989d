"""/sua: answer the last answered question again; the earlier answer stays as history."""

from db import questions
from domain.messages import Ask, Words
from handlers.base import EVERYBODY, Command, Reply, Request, told
from texts import answers as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """The question itself comes back, so that nothing has to be remembered."""
    last = await questions.last_reopenable(request.session, request.person.id)
    if last is None:
        return told(words.nothing_to_correct())
    payload = {**last.payload, "again": True}
    return Ask(last.kind, Words(words.correct(last.text), last.choices()), payload)


COMMAND = Command(("sua", "sualai", "edit"), EVERYBODY, help_words.sua, run, order=80)
