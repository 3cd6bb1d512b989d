"""What could not be sent in the evening waits for the morning: an outage that ends wakes nobody."""

from datetime import datetime

from sqlalchemy import or_, update

from db.base import Session
from db.outbox import OutgoingRow
from domain import timing
from domain.messages import OutgoingState


async def wait_for_morning(session: Session, channel: str, bot: str, now: datetime) -> None:
    """In quiet hours, put off what was due before them or is being tried again.

    Answers go at any hour; so does what somebody who is awake asked for (due since then).
    """
    since = timing.quiet_since(now)
    if since is None:
        return
    await session.execute(
        update(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
            OutgoingRow.due_at <= now,
            OutgoingRow.urgent.is_(False),
            or_(OutgoingRow.due_at < since, OutgoingRow.attempts > 0),
        )
        .values(due_at=timing.audible(now))
        .execution_options(synchronize_session="fetch")
    )
