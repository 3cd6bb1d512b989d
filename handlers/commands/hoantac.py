"""/hoantac: take back a change of the plan within ten minutes."""

from domain.people import FOR_BRANCH, OFFICE, Role
from handlers.base import Command, Reply, Request
from handlers.undoing import undo
from texts import help as help_words


async def run(request: Request) -> Reply:
    """The latest change this person made or agreed to."""
    return await undo(request)


COMMAND = Command(
    ("hoantac", "undo"),
    frozenset({Role.CADRE, *FOR_BRANCH, *OFFICE}),
    help_words.hoantac,
    run,
    order=78,
    always=True,
)
