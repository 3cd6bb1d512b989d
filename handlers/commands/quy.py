"""/quy: the summary of a quarter, of the subtree a person sees."""

from domain.reports.periods import PeriodKind
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from handlers.period_asked import period_asked
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: this quarter; `-1`: the one before; `4`: that one."""
    return await period_asked(request, PeriodKind.QUARTER)


COMMAND = Command(
    ("quy", "quarter"),
    ROLES[Act.LOOK],
    help_words.quy,
    run,
    takes_words=True,
    order=7,
)
