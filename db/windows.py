"""On networks that let us write only after somebody wrote: who may be written to, and who waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Update, exists, func, or_, select, update

from db.base import Base, Session
from db.inbox import IncomingRow
from db.outbox import OutgoingRow
from db.people import PersonRow
from db.prepared import Bind, prepared
from domain.ids import PersonId
from domain.messages import Address, OutgoingState, Why

KNOCK = "knock"  # the kind of a template sent to a phone number so that the person writes


async def last_heard(session: Session, address: Address) -> datetime | None:
    """When somebody last wrote from a chat."""
    found: datetime | None = await session.scalar(
        select(func.max(IncomingRow.received_at)).where(
            IncomingRow.channel == address.channel,
            IncomingRow.bot == address.bot,
            IncomingRow.chat == address.chat,
            or_(IncomingRow.handled_by.is_(None), IncomingRow.handled_by != "gone"),
        )
    )
    return found


async def outside(
    session: Session, channel: str, bot: str, now: datetime, span: timedelta, *, most: int
) -> Sequence[OutgoingRow]:
    """Messages that are due to people who have not written within the span, oldest first."""
    wrote = exists().where(
        IncomingRow.channel == OutgoingRow.channel,
        IncomingRow.bot == OutgoingRow.bot,
        IncomingRow.chat == OutgoingRow.chat,
        IncomingRow.received_at > now - span,
        or_(IncomingRow.handled_by.is_(None), IncomingRow.handled_by != "gone"),
    )
    rows = await session.scalars(
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
            OutgoingRow.due_at <= now,
            OutgoingRow.kind != KNOCK,
            ~wrote,
        )
        .order_by(OutgoingRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


async def opened(session: Session, address: Address, now: datetime) -> None:
    """Somebody wrote: what was held for them is due."""
    await session.execute(
        _due_at_last(),
        {"network": address.channel, "of": address.bot, "to": address.chat, "at": now},
    )


@prepared
def _due_at_last(network: Bind, of: Bind, to: Bind, at: Bind) -> Update:
    outgoing = Base.metadata.tables[OutgoingRow.__tablename__]
    return (
        update(outgoing)
        .where(
            outgoing.c.channel == network,
            outgoing.c.bot == of,
            outgoing.c.chat == to,
            outgoing.c.state == OutgoingState.WAITING,
            outgoing.c.reason == Why.WINDOW,
        )
        .values(due_at=at)
    )


async def knocked_since(session: Session, person_id: PersonId, since: datetime) -> bool:
    """Whether somebody has been knocked for since an instant, or is about to be."""
    found = await session.scalar(
        select(OutgoingRow.id)
        .where(
            OutgoingRow.person_id == person_id,
            OutgoingRow.kind == KNOCK,
            OutgoingRow.queued_at > since,
            OutgoingRow.state != OutgoingState.REFUSED,
        )
        .limit(1)
    )
    return found is not None


async def phone_and_name(session: Session, person_id: PersonId) -> tuple[str | None, str]:
    """Where a template would reach somebody, and how it calls them."""
    row = await session.get_one(PersonRow, person_id)
    return row.phone, row.name
