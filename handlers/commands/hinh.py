"""/hinh: the picture of a week (or another period); a short-lived address where files cannot go."""

from domain import rights
from domain.errors import NotUnderstood
from domain.exports import PICTURE, Export
from domain.reports.periods import Period, PeriodKind
from domain.rights import ROLES, Act
from domain.web_chats import CHANNEL
from handlers import period_words, reach
from handlers.attaching import attached
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts.reports import state_picture as words
from texts.reports import summary as summary_words


async def run(request: Request) -> Reply:
    """Nothing: this week. A period, a commune's name after it: that part."""
    period, rest = _period(request)
    roots, names = rights.roots(request.person, Act.EXPORT), await reach.own(request, Act.EXPORT)
    if rest:
        unit = await reach.unit(request, rest, Act.EXPORT)
        roots, names = (unit.id,), (unit.name,)
    export = Export(request.person.id, str(period), roots)
    address = request.policy.export(export, request.address.channel == CHANNEL)
    if request.takes_files:
        return attached(export, PICTURE, words.LABEL, ", ".join(names), address)
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
