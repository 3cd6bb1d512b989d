"""Each time the office phoned somebody: reached or not, and what it entered for them since."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.inbox import IncomingRow, IncomingState
from domain.contacts import LastContact
from domain.ids import PersonId


class CallAttempt(Base):
    """One telephone call of the office; append-only but for what its entries add.

    `steps` counts what was entered for the person; `told_from`: entries from then on are in the
    newest message that tells the person of them.
    """

    __tablename__ = "call_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id"), index=True)
    reached: Mapped[bool]
    at: Mapped[datetime]
    steps: Mapped[int] = mapped_column(default=0)
    told_from: Mapped[datetime]


async def add(
    session: Session,
    person_id: PersonId,
    actor: PersonId,
    now: datetime,
    *,
    reached: bool,
    call_id: int | None = None,
) -> CallAttempt:
    """A call was made just now."""
    row = CallAttempt(
        person_id=person_id,
        actor_id=actor,
        call_id=call_id,
        reached=reached,
        at=now,
        steps=0,
        told_from=now,
    )
    session.add(row)
    await session.flush()
    return row


async def last_contacts(
    session: Session, person_ids: Collection[PersonId]
) -> dict[PersonId, LastContact]:
    """For each of the people, when they were last heard, and calls in vain since then."""
    wrote = await _latest_writing(session, person_ids)
    rows = await session.scalars(
        select(CallAttempt)
        .where(CallAttempt.person_id.in_(person_ids))
        .order_by(CallAttempt.at, CallAttempt.id)
    )
    made: dict[PersonId, list[CallAttempt]] = {}
    for row in rows:
        made.setdefault(PersonId(row.person_id), []).append(row)
    return {person: _contact(wrote.get(person), made.get(person, [])) for person in set(person_ids)}


async def _latest_writing(
    session: Session, person_ids: Collection[PersonId]
) -> dict[PersonId, datetime]:
    query = (
        select(IncomingRow.person_id, func.max(IncomingRow.received_at))
        .where(
            IncomingRow.person_id.in_(person_ids),
            IncomingRow.handled_by.is_distinct_from("gone"),
            IncomingRow.state != IncomingState.FAILED,
        )
        .group_by(IncomingRow.person_id)
    )
    return {PersonId(who): at for who, at in await session.execute(query) if who is not None}


def _contact(wrote_at: datetime | None, made: list[CallAttempt]) -> LastContact:
    reached = [row.at for row in made if row.reached]
    heard = max([*reached, *([wrote_at] if wrote_at else [])], default=None)
    missed = [row.at for row in made if not row.reached and (heard is None or row.at > heard)]
    return LastContact(
        wrote_at=wrote_at,
        phoned_at=reached[-1] if reached else None,
        missed=len(missed),
        missed_at=missed[-1] if missed else None,
    )
