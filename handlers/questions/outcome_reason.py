"""Why was the meeting moved, postponed or not held? A category."""

from dataclasses import replace
from datetime import datetime

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.attendance import MeetingOutcome, ReasonCategory
from domain.ids import MeetingId
from domain.replies import Confidence, understand
from domain.reply_results import understand_result
from handlers import moving, reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import meetings as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The report again, with its reason; the one without stays as history."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    outcome, why = MeetingOutcome(asked.payload["outcome"]), ReasonCategory(value)
    version, to = int(asked.payload.get("version", meeting.version)), asked.payload.get("to")
    if meeting.version > version + (to is not None):
        return await and_next(request, refusals.stale())
    new = datetime.fromisoformat(to) if to else None
    told_of = replace(meeting, version=version)
    request.session.add(moving.result(request, told_of, outcome, reason=why, new_starts_at=new))
    await request.session.flush()
    if new is not None:
        return await and_next(request, words.move_reason_recorded(meeting, why))
    return await reporting.after_reason(request, meeting, outcome, why)


async def read(request: Request, asked: Asked) -> Reply | None:
    """A reason in words; a report of something else is not one."""
    found = understand_result(request.text)
    other = found.outcome not in (None, MeetingOutcome(asked.payload["outcome"]))
    if other and found.confidence is Confidence.SURE:
        return None
    why = understand(request.text).reason
    return None if why is ReasonCategory.NONE else await choose(request, asked, why)


READER = Reader(AskKind.OUTCOME_REASON, choose, read)
