"""/hinh: the picture of a week (or another period), behind a short-lived address."""

from domain import rights
from domain.errors import NotUnderstood
from domain.reports.periods import Period, PeriodKind
from domain.rights import ROLES, Act
from domain.web_chats import CHANNEL
from handlers import period_words, reach
from handlers.base import Command, Export, Reply, Request, told
from texts import help as help_words
from texts.reports import state_picture as words
from texts.reports import summary as summary_words


async def run(request: Request) -> Reply:
    """Nothing: this week. A period, a commune's name after it: that part."""
    period, rest = _period(request)
    roots = rights.roots(request.person, Act.EXPORT)
    if rest:
        roots = ((await reach.unit(request, rest, Act.EXPORT)).id,)
    export = Export(request.person.id, period, roots)
    address = request.policy.export(export, request.address.channel == CHANNEL)
    return told(words.nowhere() if address is None else words.offered(period, address))


def _period(request: Request) -> tuple[Period, str]:
    if not request.text.strip():
        return Period.of(PeriodKind.WEEK, request.today), ""
    try:
        return period_words.period(request.text, request.today)
    except ValueError:
        raise NotUnderstood(summary_words.which_period(), words.EXAMPLE) from None


COMMAND = Command(
    ("hinh", "picture"), ROLES[Act.EXPORT], help_words.hinh, run, takes_words=True, order=8
)
