"""Finding whom a line begins with: by code, by name or part of it, or by their branch."""

from collections.abc import Sequence

from db import people, visible
from domain.errors import NothingFound
from domain.ids import PersonId
from domain.naming import by_code, by_name
from domain.people import FOR_BRANCH, Person, Role
from handlers.answering_for import everybody
from handlers.base import Request

LONGEST_NAME = 5  # words of a name, or of a village and its commune


async def named_first(request: Request) -> tuple[tuple[Person, ...], str, str]:
    """Whom the beginning of the text may mean, what named them, and the rest of the text.

    The longest beginning that names anybody counts. Raises NothingFound when none does.
    """
    found = await people.persons(request.session, await everybody(request), request.today)
    known = [p for p in found if p.holds(*FOR_BRANCH, Role.CADRE) and p.id != request.person.id]
    typed = request.text.split()
    for count in range(min(LONGEST_NAME, len(typed)), 0, -1):
        name = " ".join(typed[:count]).strip(" ,.:;-")
        meant = by_code(name, known) or await _by_name(request, known, name)
        if meant:
            return meant, name, " ".join(typed[count:]).strip(" ,.:;-")
    raise NothingFound(typed[0])


async def _by_name(request: Request, known: Sequence[Person], name: str) -> tuple[Person, ...]:
    """The whole name, or part of it; and who answers for the branches of that name or code."""
    named = by_name(name, known)
    branches = await visible.find_branches(request.session, request.person, name, request.today)
    hosts = await people.answering_for(request.session, [b.id for b in branches], request.today)
    ids: set[PersonId] = {host.id for host in hosts.values()}
    return (*named, *(p for p in known if p.id in ids and p not in named))
