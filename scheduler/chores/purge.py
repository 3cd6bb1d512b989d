"""Every night: raw texts older than 30 days are purged, calls about begun meetings end."""

from datetime import datetime, timedelta

from db import calls, inbox, questions
from db.base import Session
from scheduler.base import Chore

KEEP = timedelta(days=30)


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """Forget the words, keep what they meant; nobody is warned about the past."""
    await inbox.forget_texts(session, now - KEEP)
    await questions.forget_words(session, now - KEEP)
    await calls.close_past(session, now)


CHORE = Chore("purge", "15 2 * * *", timedelta(days=1), run)
