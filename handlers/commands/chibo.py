"""/chibo: one branch: its meetings of the quarter, its numbers, who came, what comes next."""

from datetime import timedelta

from db import audit, facts, people, visible
from domain.errors import NotUnderstood, OutOfReach, SeveralFound
from domain.meetings import BranchFacts
from domain.people import Role
from domain.reports.facts import Figure
from domain.reports.periods import Period, PeriodKind
from domain.rights import ROLES, Act
from handlers import reach
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts.reports import cards as words

AHEAD = timedelta(days=45)


async def run(request: Request) -> Reply:
    """A code, or part of the village's name."""
    branch = await _branch(request)
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
    await audit.looked(request.session, request.now, request.actor_id, seen, COMMAND.name)
    secretaries = await people.post_holders(
        request.session, [branch.id], Role.SECRETARY, request.today
    )
    return told(words.branch(branch, secretaries.get(branch.id, ()), quarter, meetings, visits))


async def _branch(request: Request) -> BranchFacts:
    asked = request.text.strip()
    if not asked:
        raise NotUnderstood(words.which_branch(), words.BRANCH_EXAMPLE)
    found = await visible.find_branches(request.session, request.person, asked, request.today)
    units = await visible.visible_units(request.session, request.person, request.today)
    found = tuple(one for one in found if one.commune_id in units)
    if not found:
        raise OutOfReach(asked, await reach.own(request))
    if len(found) > 1:
        shown = tuple(words.short(one) for one in found[: reach.MOST_SHOWN])
        raise SeveralFound(asked, shown)
    return found[0]


COMMAND = Command(
    ("chibo", "branch"),
    ROLES[Act.LOOK],
    help_words.chibo,
    run,
    takes_words=True,
    order=11,
)
