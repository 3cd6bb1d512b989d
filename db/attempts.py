"""Each time the office phoned somebody: reached or not, and what it entered for them since."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session, insert_row
from db.inbox import IncomingRow, IncomingState
from db.people import PersonRow
from db.prepared import Bind, prepared
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
) -> int:
    """A call was made just now; its id."""
    number: int = await insert_row(
        session,
        CallAttempt,
        person_id=person_id,
        actor_id=actor,
        call_id=call_id,
        reached=reached,
        at=now,
        steps=0,
        told_from=now,
    )
    return number


async def last_contacts(
    session: Session, person_ids: Collection[PersonId]
) -> dict[PersonId, LastContact]:
    """For each of the people, when they were last heard, and calls in vain since then."""
    people = set(person_ids)
    if not people:
        return {}
    wrote = dict(iter(await session.execute(_latest_writing(), {"people": list(people)})))
    made: dict[PersonId, list[tuple[bool, datetime]]] = {}
    for person, reached, at in await session.execute(_made(), {"people": list(people)}):
        made.setdefault(PersonId(person), []).append((reached, at))
    return {person: _contact(wrote.get(person), made.get(person, [])) for person in people}


@prepared
def _made(people: Bind) -> Select[int, bool, datetime]:
    return (
        select(CallAttempt.person_id, CallAttempt.reached, CallAttempt.at)
        .where(among(CallAttempt.person_id, people))
        .order_by(CallAttempt.at, CallAttempt.id)
    )


@prepared
def _latest_writing(people: Bind) -> Select[*tuple[Any, ...]]:
    latest = (
        select(IncomingRow.received_at)
        .where(
            IncomingRow.person_id == PersonRow.id,
            IncomingRow.handled_by.is_distinct_from("gone"),
            IncomingRow.state != IncomingState.FAILED,
        )
        .order_by(IncomingRow.received_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(PersonRow.id, latest).where(among(PersonRow.id, people))


def _contact(wrote_at: datetime | None, made: list[tuple[bool, datetime]]) -> LastContact:
    reached = [at for spoke, at in made if spoke]
    heard = max([*reached, *([wrote_at] if wrote_at else [])], default=None)
    missed = [at for spoke, at in made if not spoke and (heard is None or at > heard)]
    return LastContact(
        wrote_at=wrote_at,
        phoned_at=reached[-1] if reached else None,
        missed=len(missed),
        missed_at=missed[-1] if missed else None,
    )
