"""/xuat: the figures of a week, month, quarter or year as files, behind a short-lived address."""

from db import audit
from domain import rights
from domain.calendar import Month
from domain.errors import NotUnderstood, OutOfReach
from domain.rights import ROLES, Act
from domain.web_chats import CHANNEL
from handlers import period_words, reach
from handlers.base import Command, Export, Reply, Request
from texts import exports as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Nothing: this month. A period, a commune's name after it: that part."""
    try:
        period, rest = period_words.period(request.text, request.today)
    except ValueError:
        example = words.example(Month.of(request.today))
        raise NotUnderstood(words.which_period(), example) from None
    roots = rights.roots(request.person, Act.EXPORT)
    names = await reach.own(request, Act.EXPORT)
    if not roots:
        raise OutOfReach(request.text, ())
    if rest:
        unit = await reach.unit(request, rest, Act.EXPORT)
        roots, names = (unit.id,), (unit.name,)
    said = ", ".join(names)
    export = Export(request.person.id, period, roots)
    address = request.policy.export(export, request.address.channel == CHANNEL)
    if address is None:
        return words.nowhere(period, request.person.code)
    audit.exported(request.session, request.now, request.actor_id, COMMAND.name, str(period), said)
    return words.offered(period, said, address)


COMMAND = Command(
    ("xuat", "export"), ROLES[Act.EXPORT], help_words.xuat, run, takes_words=True, order=24
)
