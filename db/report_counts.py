"""Every figure of a report as SQL: one statement counts meetings, visits and branches by unit.

Rows that are alike are counted first, and the conditions asked of the few kinds there are; the
meetings, which visits are counted from too, are read once. That keeps a summary of 100,000
branches under two seconds.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)

from db.among import among
from db.base import Session
from db.branches import Branch
from db.given_rows import rows_given
from db.people import PersonRow
from db.prepared import Bind, lasting, prepared
from db.report_branches import branch_conditions, branches_view
from db.report_meetings import (
    meeting_conditions,
    meetings_view,
    standing_conditions,
    standings_view,
)
from db.report_scope import Scope
from db.report_visits import SAID, judged, substituted_view, visit_conditions, witnesses_view
from db.visits import Visit
from domain.attendance import SixNumbers
from domain.ids import PersonId, UnitId
from domain.meetings import PersonName
from domain.reports.facts import CadreRow, Figure, Figures, Standing
from domain.reports.periods import Period

Conditions = Mapping[Figure, ColumnElement[bool]]
Ask = Callable[[FromClause], Conditions]

_NUMBERS = ("total", "present", "excused", "unexcused", "free", "minutes")
_OF_MEETINGS = ("standing", "numbered", "low", "short", "thematic", "grade")  # what tells apart
_OF_BRANCHES = ("held", "thematic")
_OF_VISITS = ("version", "starts_at", "result_version", "outcome")  # what visits ask of meetings
_COUNTED = ("id", "branch_id", "unit_id", *_OF_MEETINGS, *_OF_VISITS, *_NUMBERS)


@dataclass(slots=True)
class Counted:
    """Figures by unit, and the codes of branches with a meeting that nobody reported."""

    units: dict[UnitId, dict[Figure, int]] = field(default_factory=dict)
    members: dict[UnitId, SixNumbers] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    def named(self, about: Scope) -> dict[tuple[str, UnitId], Figures]:
        """By the unit's name when branches are counted, and its id."""
        nothing = Figures()
        return {
            (about.tree.name_at(unit, about.as_of), unit): Figures(
                self.units[unit], self.members.get(unit, nothing.members)
            )
            for unit in sorted(self.units)
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """Some figures by unit: the query's columns are the unit, sums of numbers, the figures."""

    query: Select[Any]
    figures: tuple[Figure, ...]
    numbers: int = 0  # sums


@dataclass(frozen=True, slots=True)
class _Count:
    """Parts in one statement: place of the part, unit, code, values. The last part is silent."""

    query: Select[Any]
    parts: Sequence[_Part]


async def everything(session: Session, about: Scope) -> Counted:
    """All figures of a period."""
    return await _counted(session, about, _everything())


async def standings(session: Session, about: Scope) -> Counted:
    """Only what became of the meetings of a period."""
    return await _counted(session, about, _standings())


async def _counted(session: Session, about: Scope, count: _Count) -> Counted:
    found = Counted()
    for place, key, code, *values in await session.execute(count.query, about.values):
        if place == len(count.parts):
            found.silent.add(code)
            continue
        part, unit = count.parts[place], UnitId(key)
        if part.numbers:
            found.members[unit] = SixNumbers(*values[: part.numbers])
        counts = dict(zip(part.figures, values[part.numbers :], strict=False))
        found.units.setdefault(unit, {}).update(counts)
    return found


@cache
def _everything() -> _Count:
    planned = _only(meetings_view(), _COUNTED).cte("planned_meetings")
    witnesses = witnesses_view(planned).subquery("witnesses")
    visits = judged(_kinds(witnesses, "unit_id", SAID)).subquery("kinds_of_visits")
    taken = substituted_view(planned).subquery("substituted_visits")
    # what is grouped by would otherwise be counted twice for every branch
    branches = branches_view().cte("counted_branches").prefix_with("MATERIALIZED")
    return _together(
        planned,
        _tally(_kinds(planned, "unit_id", _OF_MEETINGS, _NUMBERS), meeting_conditions, _NUMBERS),
        _tally(visits, visit_conditions),
        _tally(_kinds(taken, "unit_id"), _substituted),
        _tally(_kinds(branches, "unit_id", _OF_BRANCHES), branch_conditions),
    )


@cache
def _standings() -> _Count:
    columns = ("branch_id", "unit_id", "standing")
    planned = _only(standings_view(), columns).cte("planned_meetings")
    kinds = _kinds(planned, "unit_id", ("standing",))
    return _together(planned, _tally(kinds, standing_conditions))


def _only(view: Select[Any], columns: Collection[str]) -> Select[Any]:
    """The view with some of its columns: what is kept aside for several readers is narrow."""
    return view.with_only_columns(*(view.selected_columns[name] for name in columns))


def _substituted(_: FromClause) -> Conditions:
    return {Figure.SUBSTITUTED: true()}


def _kinds(
    view: FromClause, by: str, alike: Sequence[str] = (), sums: Sequence[str] = ()
) -> Subquery:
    """How many rows of the view are alike in some columns, by one column; sums of numbers."""
    told = [view.c[by].label("key"), *(view.c[name] for name in alike)]
    numbers = [func.sum(view.c[name]).filter(view.c.numbered).label(name) for name in sums]
    return select(*told, func.count().label("rows"), *numbers).group_by(*told).subquery()


def _tally(kinds: FromClause, asked: Ask, sums: Sequence[str] = ()) -> _Part:
    """By the key of the kinds: the sums, and how many rows meet the condition of each figure."""
    conditions = asked(kinds)
    counts = [_sum(case((condition, kinds.c.rows), else_=0)) for condition in conditions.values()]
    totals = [_sum(kinds.c[name]) for name in sums]
    query = select(kinds.c.key, *totals, *counts).group_by(kinds.c.key)
    return _Part(query, tuple(conditions), len(sums))


def _sum(of: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(of), 0), Integer)


def _together(planned: CTE, *parts: _Part) -> _Count:
    width = max(part.numbers + len(part.figures) for part in parts)
    queries = [_padded(place, part, width) for place, part in enumerate(parts)]
    silent = (
        select(literal(len(parts)), planned.c.unit_id, Branch.code, *[literal(0)] * width)
        .join(Branch, Branch.id == planned.c.branch_id)
        .where(planned.c.standing == Standing.UNREPORTED.value)
    )
    whole = union_all(*queries, silent).subquery("counted")
    return _Count(lasting(select(whole)), parts)


def _padded(place: int, part: _Part, width: int) -> Select[Any]:
    unit, *values = part.query.subquery().c
    values += [literal(0)] * (width - len(values))
    return select(
        literal(place).label("place"),
        unit.label("unit_id"),
        cast(null(), String(40)).label("code"),
        *(value.label(f"value_{number}") for number, value in enumerate(values)),
    )


async def of_cadres(
    session: Session, about: Scope, person_ids: Collection[PersonId] | None
) -> dict[PersonId, Figures]:
    """Figures of the visits of each cadre who has any, or of those asked for."""
    found: dict[PersonId, dict[Figure, int]] = {}
    values = {**about.values, "persons": person_ids}
    for part in _of_cadres(every=person_ids is None):
        for person, *counts in await session.execute(part.query, values):
            counted = dict(zip(part.figures, counts, strict=True))
            found.setdefault(PersonId(person), {}).update(counted)
    return {person: Figures(counts) for person, counts in found.items()}


@cache
def _of_cadres(*, every: bool) -> tuple[_Part, _Part]:
    planned = meetings_view().subquery("planned_meetings")
    made = [witnesses_view(planned), substituted_view(planned)]
    if not every:
        persons = bindparam("persons", type_=Integer())
        made = [one.where(among(Visit.person_id, persons)) for one in made]
    witnesses, taken = (one.subquery() for one in made)
    visits = judged(_kinds(witnesses, "person_id", SAID)).subquery()
    return (
        _lasting(_tally(visits, visit_conditions)),
        _lasting(_tally(_kinds(taken, "person_id"), _substituted)),
    )


async def by_period(
    session: Session, about: Scope, periods: Sequence[Period]
) -> tuple[Figures, ...]:
    """Figures of the meetings of each of the periods, which lie in the scope."""
    part = _by_period()
    given = [(place, one.since, one.until) for place, one in enumerate(periods)]
    rows = await session.execute(part.query, {**about.values, "periods": given})
    found = {place: dict(zip(part.figures, counts, strict=True)) for place, *counts in rows}
    return tuple(Figures(found.get(place, {})) for place in range(len(periods)))


@cache
def _by_period() -> _Part:
    planned = meetings_view().subquery("planned_meetings")
    periods = rows_given("periods", place=int, since=datetime, until=datetime)
    at = planned.c.at
    inside = and_(periods.c.since <= at, periods.c.until > at)
    view = select(planned, periods.c.place).join(periods, inside).subquery("meetings_of_periods")
    return _lasting(_tally(_kinds(view, "place", _OF_MEETINGS), meeting_conditions))


def _lasting(part: _Part) -> _Part:
    return replace(part, query=lasting(part.query))


async def named(session: Session, found: Mapping[PersonId, Figures]) -> tuple[CadreRow, ...]:
    """Cadres' names to their figures, by name."""
    rows = await session.execute(_names(), {"ids": list(found)})
    return tuple(
        CadreRow(PersonName(PersonId(number), name), found[PersonId(number)])
        for number, name in rows
    )


@prepared
def _names(ids: Bind) -> Select[int, str]:
    return (
        select(PersonRow.id, PersonRow.name)
        .where(among(PersonRow.id, ids))
        .order_by(PersonRow.name_fold, PersonRow.id)
    )
