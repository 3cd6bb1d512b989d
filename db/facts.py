"""Facts for reports: every figure of a period and a subtree, counted in SQL, and its rows.

`scope` says what a report is about; `figures` counts it by unit; `meeting_rows`, `visit_rows` and
`branch_rows` open one figure to its rows; `period_facts` is what a summary needs.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from db import pauses, planner_settings, report_counts, report_rows
from db.base import Session
from db.dated_tree import dated_tree
from db.report_scope import Scope
from db.withheld import units_of
from domain import rights
from domain.ids import BranchId, PersonId, UnitId
from domain.pausing import Pause, Pauses
from domain.people import Person
from domain.reports import rules
from domain.reports.facts import (
    BranchRow,
    CadreRow,
    Figure,
    Figures,
    MeetingRow,
    PeriodFacts,
    VisitRow,
)
from domain.reports.periods import Period
from domain.rights import Act

AHEAD = timedelta(days=7)
EXCEPTIONS = (
    Figure.MOVED,
    Figure.POSTPONED,
    Figure.NOT_HELD,
    Figure.UNREPORTED,
)


async def scope(
    session: Session, roots: Collection[UnitId], since: datetime, until: datetime, now: datetime
) -> Scope:
    """What a report is about: the subtree of the roots as it was at each instant of the span."""
    tree = await dated_tree(session, roots, since, until)
    resting = await pauses.touching(
        session, min(since, now), max(until, now + timedelta(seconds=1))
    )
    changes = await planner_settings.changes(session)
    return Scope(tree, since, until, now, rules.dated(changes), resting)


async def figures(session: Session, about: Scope) -> dict[tuple[str, UnitId], Figures]:
    """Every figure by the unit (name at the end of the period, id) that its branches belong to."""
    return (await report_counts.everything(session, about)).named(about)


async def meeting_rows(
    session: Session,
    about: Scope,
    *figures_asked: Figure,
    limit: int | None = None,
    offset: int = 0,
    branch_id: BranchId | None = None,
    unit_id: UnitId | None = None,
) -> tuple[MeetingRow, ...]:
    """The meetings that any of the figures counts, by commune and time."""
    page = report_rows.Page(limit, offset, branch_id, unit_id)
    return await report_rows.meetings(session, about, figures_asked, page)


async def visit_rows(
    session: Session,
    about: Scope,
    *figures_asked: Figure,
    limit: int | None = None,
    offset: int = 0,
    person_id: PersonId | None = None,
    branch_id: BranchId | None = None,
    unit_id: UnitId | None = None,
) -> tuple[VisitRow, ...]:
    """The visits that any of the figures counts, by commune and time."""
    page = report_rows.Page(limit, offset, branch_id, unit_id, person_id)
    return await report_rows.visits(session, about, figures_asked, page)


async def branch_rows(
    session: Session,
    about: Scope,
    figure: Figure = Figure.BRANCHES,
    *,
    limit: int | None = None,
    offset: int = 0,
    unit_id: UnitId | None = None,
) -> tuple[BranchRow, ...]:
    """The branches that a figure counts, by commune and code."""
    page = report_rows.Page(limit, offset, None, unit_id)
    return await report_rows.branches(session, about, figure, page)


async def cadre_rows(
    session: Session, about: Scope, person_ids: Collection[PersonId] | None = None
) -> tuple[CadreRow, ...]:
    """Cadres with visits of the period (or those asked for), by name, with their own figures."""
    found = await report_counts.of_cadres(session, about, person_ids)
    return await report_counts.named(session, found)


def roots_for(person: Person) -> tuple[UnitId, ...]:
    """The units whose subtrees a person's reports are about."""
    return rights.roots(person, Act.LOOK)


async def period_facts(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime, *, most: int = 200
) -> PeriodFacts:
    """Everything a summary says; `most`: exceptions listed at most."""
    wide = await _around(session, roots, period, now)
    return await _facts(session, wide, period, most)


async def two_periods(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime, *, most: int = 200
) -> tuple[PeriodFacts, PeriodFacts]:
    """A period and, of the one before it, only what became of its meetings."""
    wide = await _around(session, roots, period, now)
    return await _facts(session, wide, period, most), await _before(session, wide, period)


async def _around(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime
) -> Scope:
    """The subtree from the period before until a week from now: read once for all parts."""
    since = min(period.previous.since, now)
    return await scope(session, roots, since, max(period.until, now + AHEAD), now)


async def _facts(session: Session, wide: Scope, period: Period, most: int) -> PeriodFacts:
    about = wide.during(period.since, period.until)
    units = about.tree.units_at(about.as_of)
    ahead = wide.during(wide.now, wide.now + AHEAD)
    over = period.until <= wide.now  # then nobody asks for what is still ahead
    counted = await report_counts.everything(session, about)
    return PeriodFacts(
        period=period,
        name=about.name,
        now=about.now,
        rules=about.rules,
        units=counted.named(about),
        exceptions=await meeting_rows(session, about, *EXCEPTIONS, limit=most),
        silent=frozenset(counted.silent),
        silent_ahead=0 if over else await report_rows.silent(session, ahead),
        pauses=await _pauses_here(session, about.pauses.at(about.now), units),
    )


async def _before(session: Session, wide: Scope, period: Period) -> PeriodFacts:
    """The meetings of the period before; no visits, and no rows."""
    before = period.previous
    about = wide.during(before.since, before.until)
    counted = await report_counts.standings(session, about)
    units, silent = counted.named(about), frozenset(counted.silent)
    return PeriodFacts(before, about.name, about.now, about.rules, units, (), silent, 0, ())


async def _pauses_here(
    session: Session, resting: Pauses, units: frozenset[UnitId]
) -> tuple[Pause, ...]:
    """Those that silence something or somebody in the units."""
    here = []
    for pause in resting.all:
        person = pause.person_id
        silenced = pause.units if person is None else await units_of(session, person)
        if not silenced.isdisjoint(units):
            here.append(pause)
    return tuple(here)


async def trend(
    session: Session, roots: Collection[UnitId], last: Period, count: int, now: datetime
) -> tuple[tuple[Period, Figures], ...]:
    """Meetings' figures of so many periods up to `last`, oldest first.

    A meeting moved from one of them to another counts where it is now.
    """
    periods = [last.shifted(-back) for back in range(count - 1, -1, -1)]
    about = await scope(session, roots, periods[0].since, last.until, now)
    return tuple(zip(periods, await report_counts.by_period(session, about, periods), strict=True))
