"""Taking back a message that still waits, by its key: its matter was settled another way."""

from datetime import datetime

from sqlalchemy import select

from db.base import Session
from db.outbox import OutgoingRow, settle
from domain.messages import OutgoingState, Why


async def recall(session: Session, now: datetime, why: Why, *, prefix: str) -> bool:
    """Take back waiting messages by the beginning of their key; whether there were any."""
    rows = await session.scalars(
        select(OutgoingRow).where(
            OutgoingRow.key.startswith(prefix, autoescape=True),
            OutgoingRow.state == OutgoingState.WAITING,
        )
    )
    found = rows.all()
    for row in found:
        await settle(session, row, OutgoingState.WITHDRAWN, now, why)
    return bool(found)
