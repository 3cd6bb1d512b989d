"""Pauses of reminders: for whom, why, from when until when, who asked, and how each ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, func, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from db.base import Base, Session
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.units import Unit, subtree
from domain.attendance import ReasonCategory
from domain.calendar import local_date
from domain.ids import PersonId, UnitId
from domain.pausing import Pause, PauseEnd, Pauses


class PauseRow(Base):
    """One pause: of a person, or of a unit with everything below it."""

    __tablename__ = "pauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime]
    until: Mapped[datetime]  # when it ends by itself
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: the clock
    ended_how: Mapped[str | None] = mapped_column(String(20))


GOING_ON = PauseRow.ended_at.is_(None)


async def pause(
    session: Session,
    *,
    person_id: PersonId | None,
    unit_id: UnitId | None,
    reason: ReasonCategory,
    actor_id: PersonId,
    since: datetime,
    until: datetime,
) -> int:
    """Begin a pause of a person or of a unit; its id."""
    row = PauseRow(
        person_id=person_id,
        unit_id=unit_id,
        reason=reason,
        actor_id=actor_id,
        since=since,
        until=until,
    )
    session.add(row)
    await session.flush()
    return row.id


async def end(
    session: Session, pause_id: int, now: datetime, how: PauseEnd, by: PersonId | None
) -> None:
    """End a pause that is in force."""
    row = await session.get_one(PauseRow, pause_id)
    row.ended_at, row.ended_how, row.ended_by = now, how, by
    await session.flush()


async def resume(session: Session, pause_id: int) -> None:
    """A pause that was ended by mistake is in force again."""
    row = await session.get_one(PauseRow, pause_id)
    row.ended_at = row.ended_how = row.ended_by = None
    await session.flush()


async def unended(session: Session, *, locked: bool = False) -> tuple[Pause, ...]:
    """Pauses nobody has ended, oldest first, also those whose time is just over."""
    if locked:  # by id, because an outer join cannot be locked
        await session.execute(select(PauseRow.id).where(GOING_ON).with_for_update())
    return await _read(session, _unended())


async def in_force(session: Session, now: datetime) -> Pauses:
    """What rests now."""
    return Pauses(await unended(session)).at(now)


async def touching(session: Session, since: datetime, until: datetime) -> Pauses:
    """Pauses that were in force at some instant of `[since, until)`; undone ones never were."""
    return Pauses(await _read(session, _touching(), first=since, last=until))


async def one(session: Session, pause_id: int) -> Pause:
    """A pause known to exist."""
    return (await _read(session, _one(), pause=pause_id))[0]


Rows = Select[PauseRow, str | None, str | None, str]


def _rows() -> Rows:
    actor = aliased(PersonRow)
    return (
        select(PauseRow, PersonRow.name, Unit.name, actor.name)
        .outerjoin(PersonRow, PersonRow.id == PauseRow.person_id)
        .outerjoin(Unit, Unit.id == PauseRow.unit_id)
        .join(actor, actor.id == PauseRow.actor_id)
        .order_by(PauseRow.id)
    )


@prepared
def _unended() -> Rows:
    return _rows().where(GOING_ON)


@prepared
def _touching(first: Bind, last: Bind) -> Rows:
    over = func.coalesce(PauseRow.ended_at, PauseRow.until)
    real = or_(PauseRow.ended_how.is_(None), PauseRow.ended_how != PauseEnd.UNDONE)
    return _rows().where(PauseRow.since < last, over > first, real)


@prepared
def _one(pause: Bind) -> Rows:
    return _rows().where(PauseRow.id == pause)


async def _read(session: Session, query: Rows, **values: Any) -> tuple[Pause, ...]:
    return tuple(
        [
            _facts(row, person or unit or "", by, await _below(session, row))
            for row, person, unit, by in await session.execute(query, values)
        ]
    )


def _facts(row: PauseRow, name: str, by: str, units: frozenset[UnitId]) -> Pause:
    return Pause(
        id=row.id,
        name=name,
        person_id=None if row.person_id is None else PersonId(row.person_id),
        unit_id=None if row.unit_id is None else UnitId(row.unit_id),
        units=units,
        reason=ReasonCategory(row.reason),
        by=by,
        since=row.since,
        until=row.until if row.ended_at is None else row.ended_at,
    )


async def _below(session: Session, row: PauseRow) -> frozenset[UnitId]:
    if row.unit_id is None:
        return frozenset()
    return frozenset(await subtree(session, (UnitId(row.unit_id),), local_date(row.since)))
