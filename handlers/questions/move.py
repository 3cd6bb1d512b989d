"""These are the consequences of moving the meeting: do it?"""

from datetime import datetime

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.ids import MeetingId
from domain.meetings import MeetingState
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers import moving
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import meetings as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes moves it, after checking once more; no leaves everything as it is."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if meeting.state not in (MeetingState.PLANNED, MeetingState.POSTPONED):
        return await and_next(request, refusals.stale())
    if value == "no":
        return await and_next(request, words.not_moved())
    new = datetime.fromisoformat(asked.payload["to"])
    held_over = bool(asked.payload["held_over"])
    await moving.check(request, meeting, new, held_over=held_over)
    return await moving.apply(request, meeting, new, held_over=held_over)


async def read(request: Request, asked: Asked) -> Reply | None:
    """Only a sure yes or no."""
    understood = understand(request.text, Expected.DATE)
    if understood.confidence is not Confidence.SURE:
        return None
    if understood.label is Label.ATTEND:
        return await choose(request, asked, "yes")
    return await choose(request, asked, "no") if understood.label is Label.ABSENT else None


READER = Reader(AskKind.MOVE, choose, read)
