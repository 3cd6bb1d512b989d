"""The tree of units as it was at each instant of a span: who belonged below whom, and when.

Units are few, so the tree is computed here and given to the queries as lists of ids.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from db import pasts
from db.base import Session
from db.units import Unit
from domain.calendar import at_midnight
from domain.ids import UnitId

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stay:
    """A unit with one name below one parent, from an instant until another."""

    unit_id: UnitId
    parent_id: UnitId | None
    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DatedTree:
    """The subtree of some roots during `[since, until)`: the stays of its units in it.

    A unit that came or went has stays that cover only a part of the span.
    """

    since: datetime
    until: datetime
    roots: tuple[UnitId, ...]
    stays: tuple[Stay, ...]
    _names: Mapping[UnitId, tuple[Stay, ...]] = field(repr=False)

    def holds(
        self,
        unit: ColumnElement[int],
        instant: ColumnElement[datetime] | InstrumentedAttribute[datetime],
    ) -> ColumnElement[bool]:
        """The condition that a unit belongs to the subtree at an instant of the span."""
        spans: dict[tuple[datetime, datetime], list[UnitId]] = {}
        for stay in self._spans():
            spans.setdefault((stay.since, stay.until), []).append(stay.unit_id)
        parts = [
            unit.in_(ids)
            if (begins, ends) == (self.since, self.until)
            else and_(unit.in_(ids), instant >= begins, instant < ends)
            for (begins, ends), ids in sorted(spans.items())
        ]
        return or_(*parts) if parts else false()

    def _spans(self) -> Iterable[Stay]:
        """Stays of one unit that touch are one span."""
        found: dict[UnitId, list[Stay]] = {}
        for stay in sorted(self.stays, key=lambda one: (one.unit_id, one.since)):
            spans = found.setdefault(stay.unit_id, [])
            if spans and stay.since <= spans[-1].until:
                joined = max(stay.until, spans[-1].until)
                spans[-1] = Stay(stay.unit_id, None, "", spans[-1].since, joined)
            else:
                spans.append(stay)
        return [stay for spans in found.values() for stay in spans]

    def units_at(self, instant: datetime) -> frozenset[UnitId]:
        """Units of the subtree at an instant of the span."""
        return frozenset(s.unit_id for s in self.stays if s.since <= instant < s.until)

    def name_at(self, unit_id: UnitId, instant: datetime) -> str:
        """What a unit was called at an instant; after its end its last name."""
        stays = self._names[unit_id]
        return next((s.name for s in stays if s.since <= instant < s.until), stays[-1].name)

    @property
    def name(self) -> str:
        """Names of the roots as they are now."""
        return ", ".join(self._names[root][-1].name for root in self.roots if root in self)

    def __contains__(self, unit_id: UnitId) -> bool:
        """Whether there ever was such a unit, in the subtree or not."""
        return unit_id in self._names


async def dated_tree(
    session: Session, roots: Collection[UnitId], since: datetime, until: datetime
) -> DatedTree:
    """The subtree of the roots during `[since, until)`."""
    every = await _stays(session)
    names: dict[UnitId, list[Stay]] = {}
    below: dict[UnitId | None, list[Stay]] = {}
    for stay in every:
        names.setdefault(stay.unit_id, []).append(stay)
        below.setdefault(stay.parent_id, []).append(stay)
    found: list[Stay] = []
    for root in roots:
        open_ = [_within(stay, since, until) for stay in names.get(root, ())]
        while open_:
            part = open_.pop()
            if part is not None:
                found.append(part)
                open_ += [_within(s, part.since, part.until) for s in below.get(part.unit_id, ())]
    by_name = {unit: tuple(stays) for unit, stays in names.items()}
    return DatedTree(since, until, tuple(roots), tuple(found), by_name)


def _within(stay: Stay, since: datetime, until: datetime) -> Stay | None:
    """The part of a stay inside a span."""
    begins, ends = max(stay.since, since), min(stay.until, until)
    if begins >= ends:
        return None
    return Stay(stay.unit_id, stay.parent_id, stay.name, begins, ends)


async def _stays(session: Session) -> list[Stay]:
    """Every stay of every unit, oldest first: those of the past, then the one that holds."""
    past: dict[int, list[Stay]] = {}
    for row in await pasts.of_units(session):
        parent = None if row.parent_id is None else UnitId(row.parent_id)
        stay = Stay(UnitId(row.unit_id), parent, row.name, row.since, row.until)
        past.setdefault(row.unit_id, []).append(stay)
    found = []
    columns = (Unit.id, Unit.parent_id, Unit.name, Unit.valid_from, Unit.valid_to)
    for unit_id, parent_id, name, valid_from, valid_to in await session.execute(
        select(*columns).order_by(Unit.id)
    ):
        earlier = past.get(unit_id, [])
        since = earlier[-1].until if earlier else at_midnight(valid_from)
        until = FOREVER if valid_to is None else at_midnight(valid_to)
        parent = None if parent_id is None else UnitId(parent_id)
        found += [*earlier, Stay(UnitId(unit_id), parent, name, since, until)]
    return found
