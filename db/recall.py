"""Taking back messages that wait: their matter was settled otherwise, or their time is over."""

from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, String, bindparam, func, select, type_coerce

from db.base import Session
from db.outbox import Occasion, OutgoingRow
from db.prepared import Bind, lasting, prepared
from db.settling import give_up, settle
from domain.ids import MeetingId, PersonId
from domain.messages import OutgoingState, Why


async def recall(session: Session, now: datetime, why: Why, *, prefix: str) -> bool:
    """Take back waiting messages by the beginning of their key; whether there were any."""
    found = (await session.scalars(_waiting(), {"prefix": prefix})).all()
    for row in found:
        await settle(session, row, OutgoingState.WITHDRAWN, now, why)
    return bool(found)


@prepared
def _waiting(prefix: Bind) -> Select[OutgoingRow]:
    beginning = type_coerce(prefix, String)
    begins = func.substr(OutgoingRow.key, 1, func.length(beginning)) == beginning
    return select(OutgoingRow).where(OutgoingRow.state == OutgoingState.WAITING, begins)


async def withdraw(
    session: Session,
    now: datetime,
    why: Why,
    *,
    meeting_id: MeetingId | None = None,
    person_id: PersonId | None = None,
) -> None:
    """Take back what waits for a meeting, for a person, or for both.

    A waiting message that also served other occasions gives them free: the next tick says them
    again from the facts as they are then. A message being sent right now can no longer be taken
    back, but it is not tried a second time.
    """
    about = {"meeting": meeting_id, "person": person_id}
    given = {name: value for name, value in about.items() if value is not None}
    for row in await session.scalars(_undelivered(frozenset(given)), given):
        if row.state == OutgoingState.SENDING:
            row.lapses_at = now
            continue
        await settle(session, row, OutgoingState.WITHDRAWN, now, why)
        if meeting_id is not None:
            await _set_free(session, row, Occasion.meeting_id.is_distinct_from(meeting_id))


async def lapse(session: Session, row: OutgoingRow, now: datetime) -> None:
    """The moment of a waiting message has passed: it is not sent, and the office asked to phone.

    Occasions that it would still be in time for are set free: the next tick says them again.
    """
    await give_up(session, row, OutgoingState.LAPSED, Why.TOO_LATE, now)
    await _set_free(session, row, Occasion.lapses_at > now)


async def _set_free(session: Session, row: OutgoingRow, which: ColumnElement[bool]) -> None:
    free = select(Occasion).where(Occasion.outgoing_id == row.id, which)
    for occasion in await session.scalars(free):
        await session.delete(occasion)


@cache
def _undelivered(about: frozenset[str]) -> Select[OutgoingRow]:
    meeting = select(Occasion.outgoing_id).where(Occasion.meeting_id == bindparam("meeting"))
    conditions = {
        "meeting": OutgoingRow.id.in_(meeting),
        "person": OutgoingRow.person_id == bindparam("person"),
    }
    found = select(OutgoingRow).where(
        OutgoingRow.state.in_((OutgoingState.WAITING, OutgoingState.SENDING)),
        OutgoingRow.kind != "answer",
        *(conditions[name] for name in sorted(about)),
    )
    return lasting(found)
