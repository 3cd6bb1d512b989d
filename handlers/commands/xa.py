"""/xa: the month of one commune (or any unit the person sees), its numbers to be opened."""

from domain.errors import NotUnderstood
from domain.reports.listings import Look
from domain.reports.periods import Period, PeriodKind
from domain.rights import ROLES, Act
from handlers import looking, reach
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts.reports import summary as words


async def run(request: Request) -> Reply:
    """A name or code, without accents or in part."""
    if not request.text.strip():
        raise NotUnderstood(words.which_unit(), words.UNIT_EXAMPLE)
    unit = await reach.unit(request, request.text)
    look = Look(Period.of(PeriodKind.MONTH, request.today), unit.id)
    return await looking.summed_up(request, look)


COMMAND = Command(
    ("xa", "commune"),
    ROLES[Act.LOOK],
    help_words.xa,
    run,
    takes_words=True,
    order=10,
)
