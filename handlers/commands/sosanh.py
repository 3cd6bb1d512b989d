"""/sosanh: a period beside the one before it, whole and by commune."""

from domain.errors import NotUnderstood
from domain.fold import fold
from domain.reports.listings import Look
from domain.reports.periods import PeriodKind
from domain.rights import ROLES, Act
from handlers import looking
from handlers.base import Command, Reply, Request
from handlers.period_asked import read
from texts import help as help_words
from texts.reports import summary as words

_KINDS = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nam": PeriodKind.YEAR,
}


async def run(request: Request) -> Reply:
    """Nothing: this month and the last; `tuan`, `quy`, `nam`; `thang 11`."""
    word, _, rest = fold(request.text).partition(" ")
    kind = _KINDS.get(word, PeriodKind.MONTH)
    period = read(kind, rest if word in _KINDS else word, request.today)
    if period is None:
        raise NotUnderstood(words.which_period(), "/sosanh thang 11")
    return await looking.compared(request, Look(period))


COMMAND = Command(
    ("sosanh", "compare"),
    ROLES[Act.LOOK],
    help_words.sosanh,
    run,
    takes_words=True,
    order=9,
)
