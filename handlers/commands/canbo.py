"""/canbo: one cadre's own year: visits due, attended, excused; each look is in the audit log."""

from db import audit, cadres, facts
from domain.errors import NotUnderstood, OutOfReach, SeveralFound
from domain.meetings import PersonName
from domain.reports.facts import Figure
from domain.reports.periods import Period, PeriodKind
from domain.rights import ROLES, Act
from handlers import reach
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts.reports import cards as words


async def run(request: Request) -> Reply:
    """A code, or part of the name: somebody assigned in the branches the person sees."""
    cadre = await _cadre(request)
    await audit.looked(request.session, request.now, request.actor_id, [cadre.id], COMMAND.name)
    year = Period.of(PeriodKind.YEAR, request.today)
    roots = facts.roots_for(request.person)
    about = await facts.scope(request.session, roots, year.since, year.until, request.now)
    own = await facts.cadre_rows(request.session, about, [cadre.id])
    rows = await facts.visit_rows(request.session, about, Figure.VISITS, person_id=cadre.id)
    return told(words.cadre(cadre, year, about.name, own, rows))


async def _cadre(request: Request) -> PersonName:
    asked = request.text.strip()
    if not asked:
        raise NotUnderstood(words.which_cadre(), words.CADRE_EXAMPLE)
    found = await cadres.find_cadres(request.session, request.person, asked, request.today)
    if not found:
        raise OutOfReach(asked, await reach.own(request, Act.LOOK_AT_PERSON))
    if len(found) > 1:
        shown = tuple(f"{one.code} {one.name.name}" for one in found[: reach.MOST_SHOWN])
        raise SeveralFound(asked, shown)
    return found[0].name


COMMAND = Command(
    ("canbo", "cadre"),
    ROLES[Act.LOOK_AT_PERSON],
    help_words.canbo,
    run,
    takes_words=True,
    order=12,
)
