"""What becomes of a message, one state after another; each is kept."""

from datetime import datetime

from sqlalchemy import Update, update

from db import calls, questions
from db.base import Base, Session
from db.calls import CallReason
from db.outbox import OutgoingEvent, OutgoingRow, note_state
from db.prepared import Bind, prepared
from db.work import delivery_of, note_work
from domain.ids import OutgoingId, PersonId
from domain.messages import OutgoingState, Why

_OUTGOING = Base.metadata.tables[OutgoingRow.__tablename__]


async def sending(session: Session, message: OutgoingId, now: datetime) -> None:
    """A message begins its next attempt."""
    await session.execute(_sending(), {"message": message, "now": now})
    await note_state(session, message)


@prepared
def _sending(message: Bind, now: Bind) -> Update:
    return (
        update(_OUTGOING)
        .where(_OUTGOING.c.id == message)
        .values(
            state=OutgoingState.SENDING,
            state_at=now,
            reason=None,
            attempts=_OUTGOING.c.attempts + 1,
        )
    )


async def sent(session: Session, message: OutgoingId, now: datetime, network_id: str) -> None:
    """The network has taken a message, by this id of its own."""
    values = {"message": message, "now": now, "number": network_id}
    await session.execute(_sent(), values)
    await note_state(session, message)


@prepared
def _sent(message: Bind, now: Bind, number: Bind) -> Update:
    return (
        update(_OUTGOING)
        .where(_OUTGOING.c.id == message)
        .values(state=OutgoingState.SENT, state_at=now, reason=None, network_id=number)
    )


async def settle(
    session: Session,
    row: OutgoingRow,
    state: OutgoingState,
    now: datetime,
    why: Why | None = None,
    *,
    due_at: datetime | None = None,
) -> None:
    """Change the state of a message and keep the change. See also `sending` and `sent`."""
    row.state, row.state_at, row.reason = state, now, why
    if state is OutgoingState.WAITING and row.channel is not None:
        note_work(session, delivery_of(row.channel, row.bot or "", once=True))
    row.due_at = due_at or row.due_at
    session.add(
        OutgoingEvent(outgoing_id=row.id, state=state, reason=why, attempt=row.attempts, at=now)
    )
    gone = (OutgoingState.LAPSED, OutgoingState.WITHDRAWN, OutgoingState.REFUSED)
    if state in gone and row.question_id is not None:
        await questions.close(session, [row.question_id], now)


async def give_up(
    session: Session,
    row: OutgoingRow,
    state: OutgoingState,
    why: Why,
    now: datetime,
    *,
    task: CallReason = CallReason.UNDELIVERED,
) -> None:
    """A message that is not tried again, although nobody knows that it arrived.

    The office is asked to phone; not for the answer to somebody who can simply ask again.
    """
    await settle(session, row, state, now, why)
    if row.person_id is not None and row.kind != "answer":
        await calls.ask_to_phone(session, task, PersonId(row.person_id), now)
