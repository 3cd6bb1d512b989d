"""/nhapho: enter an answer for a person after a telephone call."""

from domain import asks
from domain.errors import NotUnderstood
from domain.people import OFFICE
from handlers import entering
from handlers.base import Command, Reply, Request
from handlers.naming_person import named_first
from handlers.posts import described
from texts import help as help_words
from texts import on_behalf as words

MOST = 6


async def run(request: Request) -> Reply:
    """Whom, and in the same line what they said; alone, the person's question is shown."""
    if not request.text:
        raise NotUnderstood(words.whom(), words.example())
    meant, name, rest = await named_first(request)
    if len(meant) == 1:
        return await entering.enter_for(request, meant[0].id, rest)
    shown = []
    for person in meant[:MOST]:
        held = "; ".join(await described(request.session, person))
        shown.append((f"person:{person.id}", person.name, held or person.code))
    return asks.call_list(words.choose_person(name, shown), rest)


COMMAND = Command(
    ("nhapho", "onbehalf"),
    OFFICE,
    help_words.nhapho,
    run,
    takes_words=True,
    order=16,
)
