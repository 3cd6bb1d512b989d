"""Every night: the raw text of messages is purged after 30 days; the facts stay."""

from datetime import datetime, timedelta

from db import inbox
from db.base import Session
from scheduler.base import Chore

KEEP = timedelta(days=30)


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """Forget the words, keep what they meant."""
    await inbox.forget_texts(session, now - KEEP)


CHORE = Chore("purge", "15 2 * * *", timedelta(days=1), run)
