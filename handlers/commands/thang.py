"""/thang: the summary of a month, of the subtree a person sees."""

from domain.reports.periods import PeriodKind
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from handlers.period_asked import period_asked
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: this month; `-1`: the one before; `11`: that one."""
    return await period_asked(request, PeriodKind.MONTH)


COMMAND = Command(
    ("thang", "month"),
    ROLES[Act.LOOK],
    help_words.thang,
    run,
    takes_words=True,
    order=6,
)
