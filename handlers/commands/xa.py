"""/xa: the month of one commune (or any unit the person sees), its numbers to be opened."""

from domain.errors import NotUnderstood
from domain.rights import ROLES, Act
from handlers import cards
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts.reports import summary as words


async def run(request: Request) -> Reply:
    """A name or code, without accents or in part."""
    asked = request.text.strip()
    if not asked:
        raise NotUnderstood(words.which_unit(), words.UNIT_EXAMPLE)
    return await cards.unit(request, asked)


COMMAND = Command(
    ("xa", "commune"),
    ROLES[Act.LOOK],
    help_words.xa,
    run,
    takes_words=True,
    order=10,
)
