"""/nam: the summary of a year, of the subtree a person sees."""

from domain.reports.periods import PeriodKind
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from handlers.period_asked import period_asked
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: this year; `-1`: the one before; `2026`: that one."""
    return await period_asked(request, PeriodKind.YEAR)


COMMAND = Command(
    ("nam", "year"),
    ROLES[Act.LOOK],
    help_words.nam,
    run,
    takes_words=True,
    order=8,
)
