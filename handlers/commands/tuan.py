"""/tuan: the weekly summary of the subtree a person sees, now or for an earlier week."""

from domain.reports.periods import PeriodKind
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from handlers.period_asked import period_asked
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: this week; `-1`: the week before; `49`: the latest such week."""
    return await period_asked(request, PeriodKind.WEEK)


COMMAND = Command(
    ("tuan", "week"),
    ROLES[Act.LOOK],
    help_words.tuan,
    run,
    takes_words=True,
    order=5,
)
