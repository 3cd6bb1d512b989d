"""Why was the meeting postponed or not held? A category."""

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.attendance import MeetingOutcome, ReasonCategory
from domain.ids import MeetingId
from domain.replies import understand
from handlers import moving, reporting
from handlers.base import Asked, Reader, Reply, Request


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The report again, with its reason; the one without stays as history."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    outcome, why = MeetingOutcome(asked.payload["outcome"]), ReasonCategory(value)
    request.session.add(moving.result(request, meeting, outcome, reason=why))
    await request.session.flush()
    return await reporting.after_reason(request, meeting, outcome, why)


async def read(request: Request, asked: Asked) -> Reply | None:
    """A reason in words."""
    why = understand(request.text).reason
    return None if why is ReasonCategory.NONE else await choose(request, asked, why)


READER = Reader(AskKind.OUTCOME_REASON, choose, read)
