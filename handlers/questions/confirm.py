"""Does the branch keep the date?"""

from db import calls, recall
from db import meetings as meetings_db
from db.calls import CallReason
from domain.asks import AskKind
from domain.attendance import MeetingOutcome
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Why
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.reply_keep import keeps
from domain.reply_results import understand_result
from handlers import reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.moving import ask_date, confirmation
from handlers.pending import and_next
from handlers.questions.new_date import at_typed_date
from texts import meetings as words
from texts import refusals


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Keep, or move."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if meeting.state != MeetingState.PLANNED or meeting.starts_at <= request.now:
        return await and_next(request, refusals.stale())
    if value == "move":
        return await ask_date(request, meeting)
    return await keep(request, meeting)


async def keep(request: Request, meeting: MeetingFacts) -> Reply:
    """The branch keeps the date: record it and stop asking."""
    request.session.add(confirmation(request, meeting, holds=True))
    await recall.withdraw(
        request.session,
        request.now,
        Why.ANSWERED,
        meeting_id=meeting.id,
        person_id=request.person.id,
    )
    await calls.close_calls(
        request.session,
        request.now,
        by="answer",
        reasons=[CallReason.UNCONFIRMED],
        meeting_id=meeting.id,
    )
    await request.session.flush()
    return await and_next(request, words.confirmed(meeting))


async def read(request: Request, asked: Asked) -> Reply | None:
    """Yes in words, a wish to move, a postponement, or straight away a new date."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if meeting.state != MeetingState.PLANNED or meeting.starts_at <= request.now:
        return await _late(request, meeting)
    return await read_about(request, meeting)


async def _late(request: Request, meeting: MeetingFacts) -> Reply:
    """The hour has come: that it was put off is still worth hearing, the rest is too late."""
    found = understand_result(request.text)
    sure = meeting.state is MeetingState.PLANNED and found.confidence is Confidence.SURE
    if sure and found.outcome in (MeetingOutcome.POSTPONED, MeetingOutcome.NOT_HELD):
        return await reporting.outcome(request, meeting, found.outcome, reason=found.reason)
    return await and_next(request, refusals.stale())


async def read_about(request: Request, meeting: MeetingFacts) -> Reply | None:
    """What words say about a meeting ahead; None when they say nothing for sure."""
    found = understand_result(request.text)
    if found.confidence is Confidence.SURE and found.outcome is MeetingOutcome.POSTPONED:
        return await reporting.outcome(request, meeting, found.outcome, reason=found.reason)
    if keeps(request.text):
        return await keep(request, meeting)
    moved = await at_typed_date(request, meeting, held_over=False)
    if moved is not None:
        return moved
    if found.confidence is Confidence.SURE and found.outcome is MeetingOutcome.MOVED:
        return await ask_date(request, meeting)
    understood = understand(request.text, Expected.DATE)
    if understood.confidence is Confidence.SURE and understood.label is Label.ATTEND:
        return await keep(request, meeting)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await ask_date(request, meeting)
    return None


READER = Reader(AskKind.CONFIRM, choose, read)
