"""/xuat: a week, month, quarter or year as files; a short-lived address where files cannot go."""

from db import audit
from domain import rights
from domain.calendar import Month
from domain.errors import NotUnderstood, OutOfReach
from domain.exports import Export, paper_names
from domain.messages import Words
from domain.reports.periods import Period
from domain.reports.plan_sheet import commune_sheets
from domain.rights import ROLES, Act
from domain.web_chats import CHANNEL
from handlers import exporting, period_words, reach
from handlers.attaching import attached
from handlers.base import Command, Reply, Request
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
    export = Export(request.person.id, str(period), roots)
    address = request.policy.export(export, request.address.channel == CHANNEL)
    if request.takes_files:
        return await _with_files(request, export, said, address)
    if address is None:
        return words.nowhere(period, request.person.code)
    await audit.exported(
        request.session, request.now, request.actor_id, COMMAND.name, str(period), said
    )
    return words.offered(period, said, address)


async def _with_files(request: Request, export: Export, unit: str, address: str | None) -> Reply:
    """Words, then each file; schedules of communes only of a single one, so that nobody drowns."""
    period = Period.parse(export.period)
    labels = {name: words.label(name) for name in paper_names(export.period)}
    plan = await exporting.schedule(request.session, export.roots, period, request.now)
    sheets = () if plan is None else commune_sheets(plan)
    if len(sheets) == 1:
        labels |= {sheets[0].pdf: words.schedule_label(sheets[0].commune)}
    others = words.example(Month.of(period.first)) if len(sheets) > 1 else ""
    await audit.exported(
        request.session, request.now, request.actor_id, COMMAND.name, str(period), unit
    )
    return Words(
        words.coming(period, unit, labels.values(), sheets_of=others),
        then=tuple(attached(export, name, what, unit, address) for name, what in labels.items()),
    )


COMMAND = Command(
    ("xuat", "export"), ROLES[Act.EXPORT], help_words.xuat, run, takes_words=True, order=24
)
