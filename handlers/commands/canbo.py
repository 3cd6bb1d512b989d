"""/canbo: one cadre's own year: visits due, attended, excused; each look is in the audit log."""

from domain.errors import NotUnderstood
from domain.rights import ROLES, Act
from handlers import cards
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts.reports import cards as words


async def run(request: Request) -> Reply:
    """A code, or part of the name: somebody assigned in the branches the person sees."""
    asked = request.text.strip()
    if not asked:
        raise NotUnderstood(words.which_cadre(), words.CADRE_EXAMPLE)
    return await cards.cadre(request, asked)


COMMAND = Command(
    ("canbo", "cadre"),
    ROLES[Act.LOOK_AT_PERSON],
    help_words.canbo,
    run,
    takes_words=True,
    order=12,
)
