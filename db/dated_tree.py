"""The tree of units as it was at each instant of a span: who belonged below whom, and when.

Units are few, so the tree is computed here and given to the queries as rows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import Select, select

from db import pasts
from db.base import Session
from db.prepared import prepared
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

    @property
    def spans(self) -> tuple[tuple[UnitId, datetime, datetime], ...]:
        """When each unit belonged to the subtree; the spans of a unit do not touch."""
        found: list[tuple[UnitId, datetime, datetime]] = []
        for stay in sorted(self.stays, key=lambda one: (one.unit_id, one.since)):
            last = found[-1] if found else None
            if last is not None and last[0] == stay.unit_id and stay.since <= last[2]:
                found[-1] = (stay.unit_id, last[1], max(stay.until, last[2]))
            else:
                found.append((stay.unit_id, stay.since, stay.until))
        return tuple(found)

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
    for unit_id, parent_id, name, valid_from, valid_to in await session.execute(_units()):
        earlier = past.get(unit_id, [])
        since = earlier[-1].until if earlier else at_midnight(valid_from)
        until = FOREVER if valid_to is None else at_midnight(valid_to)
        parent = None if parent_id is None else UnitId(parent_id)
        found += [*earlier, Stay(UnitId(unit_id), parent, name, since, until)]
    return found


@prepared
def _units() -> Select[int, int | None, str, date, date | None]:
    columns = (Unit.id, Unit.parent_id, Unit.name, Unit.valid_from, Unit.valid_to)
    return select(*columns).order_by(Unit.id)
