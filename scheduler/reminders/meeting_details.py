"""T-2: upload the documents; T-1, 18:30: the details to the secretary."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import meetings as meetings_db
from db import visits
from db.base import Session
from domain import asks, timing
from domain.asks import AskKind
from domain.messages import Ask, Words
from scheduler.base import Content, Notice, Reminder, Told
from scheduler.reminders.meeting_asked_again import secretaries
from texts import meetings as words


async def compose_upload(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """A short line a meeting."""
    return Words("\n".join(words.upload(notice.meeting).text for notice in notices))


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Content:
    """Hour, place and who comes; whoever has not confirmed is asked in the same breath."""
    texts = []
    for notice in notices:
        guests = await visits.visits_of_meetings(session, [notice.meeting.id])
        coming = [v.cadre.name for v in guests if v.coming]
        unanswered = [v.cadre.name for v in guests if not v.answered]
        texts.append(words.details(notice.meeting, coming, unanswered).text)
    text = "\n\n".join(texts)
    answered = await meetings_db.confirmed(session, [n.meeting for n in notices])
    open_ones = [n.meeting for n in notices if n.meeting.id not in answered]
    if not open_ones:
        return Words(text)
    asked = words.holds_asked(open_ones[0])
    return Told(text, asks.meeting(AskKind.CONFIRM, asked, open_ones[0].id))


UPLOAD = Reminder(
    kind="upload",
    family="upload",
    rank=60,
    due=timing.upload,
    lapses=timing.details,
    notices=secretaries,
    compose=compose_upload,
    before=timedelta(days=3),
)
DETAILS = Reminder(
    kind="meeting_details",
    family="meeting_details",
    rank=35,
    due=timing.details,
    lapses=lambda start: start,
    notices=secretaries,
    compose=compose,
    before=timedelta(days=2),
)
