"""Whether somebody may take figures away, and the schedule that goes with them.

Asked again when a file is made, so that a post that has ended opens nothing.
"""

from datetime import datetime

from db import dated_tree, plans, visible
from db.base import Session
from db.papers import plan_paper
from domain.calendar import local_date
from domain.ids import PlanId, UnitId
from domain.people import Person
from domain.reports.periods import Period, PeriodKind
from domain.reports.plan_sheet import PlanPaper
from domain.rights import Act, may

Roots = tuple[UnitId, ...]


async def allowed(session: Session, person: Person, roots: Roots, now: datetime) -> bool:
    """Whether the person may take figures of all these units away, by the posts held today."""
    day = local_date(now)
    places = [await visible.place(session, root, day) for root in roots]
    return bool(roots) and all(may(person, Act.EXPORT, place) for place in places)


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
