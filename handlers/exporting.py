"""The paper of a period for one person: closed figures where the month is closed, else today's.

Asked again when a link is opened, so that a post that has ended opens nothing.
"""

from datetime import datetime

from db import closing, dated_tree, period_papers, plans, visible
from db.base import Session
from db.papers import plan_paper
from domain.calendar import local_date
from domain.ids import PlanId, UnitId
from domain.people import Person
from domain.reports.facts import Figures
from domain.reports.period_paper import PeriodPaper, narrowed, read_paper
from domain.reports.periods import Period, PeriodKind
from domain.reports.plan_sheet import PlanPaper
from domain.rights import Act, may

Roots = tuple[UnitId, ...]


async def allowed(session: Session, person: Person, roots: Roots, now: datetime) -> bool:
    """Whether the person may take figures of all these units away, by the posts held today."""
    day = local_date(now)
    places = [await visible.place(session, root, day) for root in roots]
    return bool(roots) and all(may(person, Act.EXPORT, place) for place in places)


async def paper(session: Session, roots: Roots, period: Period, now: datetime) -> PeriodPaper:
    """The paper of the subtree of the roots; a closed month says what was closed."""
    frozen = await _closed(session, period)
    if frozen is None:
        return await period_papers.paper(session, roots, period, now)
    tree = await dated_tree.dated_tree(session, roots, period.since, period.until)
    units = frozenset(stay.unit_id for stay in tree.stays)
    before = await _figures_before(session, roots, units, period.previous, now)
    superior = await period_papers.superior(session, roots)
    return narrowed(frozen, units, tree.name, superior, before)


async def _closed(session: Session, period: Period) -> PeriodPaper | None:
    if period.kind is not PeriodKind.MONTH:
        return None
    found = await closing.closed(session, str(period))
    return None if found is None else read_paper(found.row.facts)


async def _figures_before(
    session: Session, roots: Roots, units: frozenset[UnitId], period: Period, now: datetime
) -> Figures:
    frozen = await _closed(session, period)
    if frozen is None:
        return await period_papers.figures(session, roots, period, now)
    return narrowed(frozen, units, "", "", Figures()).figures


async def schedule(
    session: Session, roots: Roots, period: Period, now: datetime
) -> PlanPaper | None:
    """The printable schedule of a month for the communes of the subtree; None without a plan."""
    if period.kind is not PeriodKind.MONTH:
        return None
    plan = await plans.current(session, str(period))
    if plan is None:
        return None
    tree = await dated_tree.dated_tree(session, roots, period.since, period.until)
    units = {stay.unit_id for stay in tree.stays}
    lines = await plans.lines(session, PlanId(plan.id))
    mine = [line for line in lines if line.branch.commune_id in units]
    return await plan_paper(session, plan, mine, local_date(now)) if mine else None
