"""What happened with the meeting? The secretary's report."""

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.attendance import MeetingOutcome
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState
from domain.replies import Confidence
from domain.reply_numbers import six_numbers
from domain.reply_results import understand_result
from handlers import reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.questions.new_date import at_typed_date
from handlers.questions.numbers import completed
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Held, moved, postponed, not held."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if meeting.state != MeetingState.PLANNED and not asked.payload.get("again"):
        return await and_next(request, refusals.stale())
    return await reporting.outcome(request, meeting, MeetingOutcome(value))


async def read(request: Request, asked: Asked) -> Reply | None:
    """A report in words, with or without its numbers."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    return await read_about(request, meeting)


async def read_about(request: Request, meeting: MeetingFacts) -> Reply | None:
    """What free text reports about one meeting; None when it reports nothing for sure."""
    said = six_numbers(request.text)
    if said is not None:
        complete = completed(said, meeting)
        if complete is not None:
            return await reporting.numbers(request, meeting, complete)
    found = understand_result(request.text)
    if found.confidence is not Confidence.SURE or found.outcome is None:
        return None
    if found.outcome is MeetingOutcome.MOVED and found.new_date:
        over = meeting.starts_at <= request.now
        moved = await at_typed_date(request, meeting, held_over=over, named=found.new_date)
        if moved is not None:
            return moved
    return await reporting.outcome(request, meeting, found.outcome, reason=found.reason)


READER = Reader(AskKind.RESULT, choose, read)
