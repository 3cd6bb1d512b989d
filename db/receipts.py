"""What networks tell about messages they took: that they arrived, that they were seen."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, update

from db.base import Session, UtcDateTime
from db.outbox import OutgoingRow


async def note(
    session: Session,
    channel: str,
    bot: str,
    numbers: Sequence[str],
    *,
    seen: bool,
    at: datetime,
) -> int:
    """Keep a receipt for messages by the network's ids, the first of its kind; how many we know."""
    column = OutgoingRow.seen_at if seen else OutgoingRow.delivered_at
    known = [
        OutgoingRow.channel == channel,
        OutgoingRow.bot == bot,
        OutgoingRow.network_id.in_(numbers),
    ]
    found = await session.scalars(
        update(OutgoingRow)
        .where(*known)
        .values({column: func.coalesce(column, bindparam(None, at, type_=UtcDateTime()))})
        .returning(OutgoingRow.id)
    )
    return len(found.all())
