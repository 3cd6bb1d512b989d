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


Rows = Select[*tuple[Any, ...]]


def _rows() -> Rows:
    actor = aliased(PersonRow)
    subject = PauseRow.person_id, PersonRow.name, PauseRow.unit_id, Unit.name
    span = PauseRow.since, func.coalesce(PauseRow.ended_at, PauseRow.until)
    return (
        select(PauseRow.id, *subject, PauseRow.reason, actor.name, *span)
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
        [await _pause(session, *columns) for columns in await session.execute(query, values)]
    )


async def _pause(
    session: Session,
    number: int,
    person_id: int | None,
    person: str | None,
    unit_id: int | None,
    unit: str | None,
    reason: str,
    by: str,
    since: datetime,
    until: datetime,
) -> Pause:
    return Pause(
        id=number,
        name=person or unit or "",
        person_id=None if person_id is None else PersonId(person_id),
        unit_id=None if unit_id is None else UnitId(unit_id),
        units=await _below(session, unit_id, since),
        reason=ReasonCategory(reason),
        by=by,
        since=since,
        until=until,
    )


async def _below(session: Session, unit_id: int | None, since: datetime) -> frozenset[UnitId]:
    if unit_id is None:
        return frozenset()
    return frozenset(await subtree(session, (UnitId(unit_id),), local_date(since)))
