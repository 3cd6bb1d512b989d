"""When something is next due: a waiting message of one bot or of any, or a meeting."""

from datetime import datetime

from sqlalchemy import Select, exists, func, select

from db.base import Session
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.prepared import Bind, prepared
from domain.messages import OutgoingState


@prepared
def _waiting() -> Select[datetime]:
    return select(func.min(OutgoingRow.due_at)).where(
        OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.channel.is_not(None)
    )


async def next_message(session: Session) -> datetime | None:
    """When the next waiting message is due; it may be now."""
    found: datetime | None = await session.scalar(_waiting())
    return found


@prepared
def _of_bot(channel: Bind, bot: Bind, now: Bind) -> Select[datetime]:
    return select(func.min(OutgoingRow.due_at)).where(
        OutgoingRow.state == OutgoingState.WAITING,
        OutgoingRow.channel == channel,
        OutgoingRow.bot == bot,
        OutgoingRow.due_at > now,
    )


async def next_of_bot(session: Session, channel: str, bot: str, now: datetime) -> datetime | None:
    """When the next message of a bot falls due after now; None when nothing waits for its time."""
    values = {"channel": channel, "bot": bot, "now": now}
    found: datetime | None = await session.scalar(_of_bot(), values)
    return found


@prepared
def _look(channel: Bind, bot: Bind, now: Bind) -> Select[datetime, bool]:
    waiting = OutgoingRow.state == OutgoingState.WAITING
    first = (
        select(func.min(OutgoingRow.due_at))
        .where(waiting, OutgoingRow.channel == channel, OutgoingRow.bot == bot)
        .scalar_subquery()
    )
    return select(first, exists().where(waiting, OutgoingRow.lapses_at <= now))


async def look(
    session: Session, channel: str, bot: str, now: datetime
) -> tuple[datetime | None, bool]:
    """When a message of a bot is due, at the earliest; and whether any, of anybody, is too late."""
    values = {"channel": channel, "bot": bot, "now": now}
    first, late = (await session.execute(_look(), values)).one()
    return first, late


@prepared
def _starts(since: Bind, until: Bind) -> Select[datetime]:
    found = select(Meeting.starts_at).where(Meeting.starts_at >= since, Meeting.starts_at < until)
    return found.distinct().order_by(Meeting.starts_at)


async def starts_between(
    session: Session, since: datetime, until: datetime
) -> tuple[datetime, ...]:
    """When meetings start in `[since, until)`, whatever their state; each instant once."""
    return tuple(await session.scalars(_starts(), {"since": since, "until": until}))
