"""These are the consequences of moving the meeting: do it?"""

from datetime import datetime

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.attendance import ReasonCategory
from domain.ids import MeetingId
from domain.meetings import MeetingState
from handlers import moving
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.yes_or_no import yes_or_no
from texts import meetings as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes moves it, after checking once more; no leaves everything as it is."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if meeting.state not in (MeetingState.PLANNED, MeetingState.POSTPONED, MeetingState.NOT_HELD):
        return await and_next(request, refusals.stale())
    if value == "no":
        return await and_next(request, words.not_moved())
    new = datetime.fromisoformat(asked.payload["to"])
    held_over = bool(asked.payload["held_over"])
    await moving.check(request, meeting, new, held_over=held_over)
    reason = ReasonCategory(asked.payload.get("reason", ReasonCategory.NONE))
    return await moving.apply(request, meeting, new, reason=reason)


READER = Reader(AskKind.MOVE, choose, yes_or_no(choose))
