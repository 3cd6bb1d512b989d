"""Facts for reports: every figure of a period and a subtree, counted in SQL, and its rows.

`scope` says what a report is about; `figures` counts it by unit; `meeting_rows`, `visit_rows` and
`branch_rows` open one figure to its rows; `period_facts` is what a summary needs.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, case, cast, func, select

from db import pauses, planner_settings, report_rows
from db.base import Session
from db.dated_tree import dated_tree
from db.report_branches import branch_conditions, branches_view
from db.report_meetings import meeting_conditions, meetings_view
from db.report_scope import Scope
from db.report_visits import substituted_view, visit_conditions, visits_view
from db.withheld import units_of
from domain import rights
from domain.attendance import SixNumbers
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
_NUMBERS = ("total", "present", "excused", "unexcused", "free", "minutes")


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
    return await _figures(session, about, meetings_view(about))


async def _figures(
    session: Session, about: Scope, meetings: Subquery
) -> dict[tuple[str, UnitId], Figures]:
    counts: dict[UnitId, Counter[Figure]] = {}
    members: dict[UnitId, SixNumbers] = {}
    sums = [func.coalesce(func.sum(meetings.c[n]).filter(meetings.c.numbered), 0) for n in _NUMBERS]
    for unit, numbers, found in await _counted(
        session, meetings, meeting_conditions(meetings), sums
    ):
        counts.setdefault(unit, Counter()).update(found)
        members[unit] = SixNumbers(*numbers)
    visits, branches = visits_view(about, meetings), branches_view(about)
    taken = substituted_view(meetings)
    for view, conditions in (
        (visits, visit_conditions(visits)),
        (branches, branch_conditions(branches)),
        (taken, {Figure.SUBSTITUTED: taken.c.id.is_not(None)}),
    ):
        for unit, _, found in await _counted(session, view, conditions):
            counts.setdefault(unit, Counter()).update(found)
    nothing = Figures()
    return {
        (about.tree.name_at(unit, about.as_of), unit): Figures(
            dict(counts[unit]), members.get(unit, nothing.members)
        )
        for unit in sorted(counts)
    }


_Counted = list[tuple[UnitId, list[int], dict[Figure, int]]]


async def _counted(
    session: Session,
    view: Subquery,
    conditions: Mapping[Figure, ColumnElement[bool]],
    sums: Collection[ColumnElement[int]] = (),
) -> _Counted:
    """By unit: the sums, and how many rows meet each condition."""
    found: _Counted = []
    for unit, *values in await session.execute(_sums(view, view.c.unit_id, conditions, sums)):
        pairs = dict(zip(conditions, values[len(sums) :], strict=True))
        found.append((UnitId(unit), values[: len(sums)], pairs))
    return found


def _sums(
    view: Subquery,
    by: ColumnElement[int],
    conditions: Mapping[Figure, ColumnElement[bool]],
    sums: Collection[ColumnElement[int]] = (),
) -> Select[Any]:
    """By one column: the sums, and how many rows meet each condition."""
    numbers = [func.coalesce(func.sum(cast(one, Integer)), 0) for one in conditions.values()]
    chosen: list[ColumnElement[Any]] = [by, *sums, *numbers]
    return select(*chosen).group_by(by)


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
    view = meetings_view(about)
    conditions = [meeting_conditions(view)[figure] for figure in figures_asked]
    return await report_rows.meetings(
        session, about, view, conditions, report_rows.Page(limit, offset, branch_id, unit_id)
    )


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
    planned = meetings_view(about)
    if Figure.SUBSTITUTED in figures_asked:
        view = substituted_view(planned)
        return await report_rows.visits(session, about, planned, view, [], page)
    view = visits_view(about, planned)
    conditions = [visit_conditions(view)[figure] for figure in figures_asked]
    return await report_rows.visits(session, about, planned, view, conditions, page)


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
    view = branches_view(about)
    page = report_rows.Page(limit, offset, None, unit_id)
    return await report_rows.branches(session, about, view, branch_conditions(view)[figure], page)


async def cadre_rows(
    session: Session, about: Scope, person_ids: Collection[PersonId] | None = None
) -> tuple[CadreRow, ...]:
    """Cadres with visits of the period (or those asked for), by name, with their own figures."""
    found: dict[PersonId, Counter[Figure]] = {}
    planned = meetings_view(about)
    visits, taken = visits_view(about, planned), substituted_view(planned)
    for view, conditions in (
        (visits, visit_conditions(visits)),
        (taken, {Figure.SUBSTITUTED: taken.c.id.is_not(None)}),
    ):
        query = _sums(view, view.c.person_id, conditions)
        if person_ids is not None:
            query = query.where(view.c.person_id.in_(person_ids))
        for person, *values in await session.execute(query):
            counted = dict(zip(conditions, values, strict=True))
            found.setdefault(PersonId(person), Counter()).update(counted)
    return await report_rows.cadres(session, {one: Figures(dict(c)) for one, c in found.items()})


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
    return await _facts(session, wide, period, most), await _before(session, wide, period, most)


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
    view = meetings_view(about)  # once: making it costs more than running it
    exceptional = [meeting_conditions(view)[figure] for figure in EXCEPTIONS]
    page = report_rows.Page(limit=most)
    return PeriodFacts(
        period=period,
        name=about.name,
        now=about.now,
        rules=about.rules,
        units=await _figures(session, about, view),
        exceptions=await report_rows.meetings(session, about, view, exceptional, page),
        silent_ahead=await report_rows.silent(session, ahead),
        pauses=await _pauses_here(session, about.pauses.at(about.now), units),
    )


async def _before(session: Session, wide: Scope, period: Period, most: int) -> PeriodFacts:
    """The meetings of the period before; no visits, and only the unreported by name."""
    before = period.previous
    about = wide.during(before.since, before.until)
    view = meetings_view(about)
    counted = await _counted(session, view, meeting_conditions(view))
    unreported = [meeting_conditions(view)[Figure.UNREPORTED]]
    page = report_rows.Page(limit=most)
    silent = await report_rows.meetings(session, about, view, unreported, page)
    named = {(about.tree.name_at(unit, about.as_of), unit): found for unit, _, found in counted}
    units = {key: Figures(found) for key, found in named.items()}
    return PeriodFacts(before, about.name, about.now, about.rules, units, silent, 0, ())


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
    view = meetings_view(about)
    which = case(*((view.c.at < one.until, place) for place, one in enumerate(periods)))
    found: dict[int, dict[Figure, int]] = {}
    conditions = meeting_conditions(view)
    for place, *values in await session.execute(_sums(view, which, conditions)):
        found[place] = dict(zip(conditions, values, strict=True))
    return tuple((one, Figures(found.get(place, {}))) for place, one in enumerate(periods))
