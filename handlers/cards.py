"""The card of one branch, cadre or unit by its name; a choice by digit when several are meant.

Whom the person may look at is asked anew for every card, also for one that was chosen.
"""

from collections.abc import Sequence
from datetime import timedelta

from db import audit, cadres, facts, people, visible
from domain import asks
from domain.errors import OutOfReach
from domain.meetings import BranchFacts, PersonName
from domain.messages import Option
from domain.people import Role
from domain.reports.facts import Figure
from domain.reports.listings import Look
from domain.reports.periods import Period, PeriodKind
from domain.rights import Act
from handlers import looking, reach
from handlers.base import Reply, Request, told
from texts.reports import cards as words

AHEAD = timedelta(days=45)
MOST = 9  # options at most
_BRANCH, _CADRE, _UNIT = "branch", "cadre", "unit"


async def branch(request: Request, asked: str) -> Reply:
    """The branch of that code or part of a village's name. Raises OutOfReach."""
    found = await visible.find_branches(request.session, request.person, asked, request.today)
    units = await visible.visible_units(request.session, request.person, request.today)
    found = tuple(one for one in found if one.commune_id in units)
    if not found:
        raise OutOfReach(asked, await reach.own(request))
    if len(found) > 1:
        return _choice(asked, _BRANCH, [(one.code, words.short(one)) for one in found])
    return await _branch(request, found[0])


async def _branch(request: Request, branch: BranchFacts) -> Reply:
    """Its meetings of the quarter and of the weeks ahead, its numbers, who came."""
    quarter = Period.of(PeriodKind.QUARTER, request.today)
    until = max(quarter.until, request.now + AHEAD)
    about = await facts.scope(
        request.session, [branch.commune_id], quarter.since, until, request.now
    )
    meetings = await facts.meeting_rows(
        request.session, about, Figure.MEETINGS, branch_id=branch.id
    )
    visits = await facts.visit_rows(request.session, about, Figure.VISITS, branch_id=branch.id)
    seen = [row.visit.cadre.id for row in visits]
    await audit.looked(request.session, request.now, request.actor_id, seen, "chibo")
    secretaries = await people.post_holders(
        request.session, [branch.id], Role.SECRETARY, request.today
    )
    return told(words.branch(branch, secretaries.get(branch.id, ()), quarter, meetings, visits))


async def cadre(request: Request, asked: str) -> Reply:
    """The cadre of that code or part of a name. Raises OutOfReach."""
    found = await cadres.find_cadres(request.session, request.person, asked, request.today)
    if not found:
        raise OutOfReach(asked, await reach.own(request, Act.LOOK_AT_PERSON))
    if len(found) > 1:
        named = [(one.code, f"{one.code} {one.name.name}") for one in found]
        return _choice(asked, _CADRE, named)
    return await _cadre(request, found[0].name)


async def _cadre(request: Request, cadre: PersonName) -> Reply:
    """Their visits of the year in what the person sees; each look is in the audit log."""
    await audit.looked(request.session, request.now, request.actor_id, [cadre.id], "canbo")
    year = Period.of(PeriodKind.YEAR, request.today)
    roots = facts.roots_for(request.person)
    about = await facts.scope(request.session, roots, year.since, year.until, request.now)
    own = await facts.cadre_rows(request.session, about, [cadre.id])
    rows = await facts.visit_rows(request.session, about, Figure.VISITS, person_id=cadre.id)
    return told(words.cadre(cadre, year, about.name, own, rows))


async def unit(request: Request, asked: str) -> Reply:
    """The month of the unit of that code or name. Raises OutOfReach."""
    found = await reach.units(request, asked)
    if len(found) > 1:
        return _choice(asked, _UNIT, [(one.code, f"{one.code} {one.name}") for one in found])
    look = Look(Period.of(PeriodKind.MONTH, request.today), found[0].id)
    return await looking.summed_up(request, look)


def _choice(asked: str, kind: str, found: Sequence[tuple[str, str]]) -> Reply:
    """Which of them? Codes and names."""
    options = tuple(Option(f"{kind}:{code}", label) for code, label in found[:MOST])
    return asks.which(words.several(asked, options, len(found) - len(options)))


async def chosen(request: Request, value: str) -> Reply:
    """The card behind a digit. Raises OutOfReach when it is no longer the person's to see."""
    kind, _, code = value.partition(":")
    return await {_BRANCH: branch, _CADRE: cadre, _UNIT: unit}[kind](request, code)
