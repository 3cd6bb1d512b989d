"""Which bots have something to send, for processes that ask on behalf of all."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select

from db.base import Session
from db.outbox import OutgoingRow
from domain.messages import OutgoingState


async def with_work(session: Session, now: datetime) -> Sequence[tuple[str, str]]:
    """Channel and bot of everything that is due, or that somebody was sending."""
    due = and_(OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.due_at <= now)
    found = await session.execute(
        select(OutgoingRow.channel, OutgoingRow.bot)
        .where(
            or_(due, OutgoingRow.state == OutgoingState.SENDING), OutgoingRow.channel.is_not(None)
        )
        .distinct()
    )
    return [(channel or "", bot or "") for channel, bot in found]
