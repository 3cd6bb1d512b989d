"""To which time does the meeting move? One of the offered days, or one typed."""

from datetime import datetime

from db import calls
from db import meetings as meetings_db
from db.calls import CallReason
from domain.asks import AskKind
from domain.attendance import MeetingOutcome
from domain.calendar import at, local
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState
from domain.replies import understand
from domain.reply_dates import read_date
from domain.reply_times import read_time
from handlers import moving, reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import answers, refusals
from texts import meetings as words

MOVABLE = (MeetingState.PLANNED, MeetingState.POSTPONED, MeetingState.NOT_HELD)


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """An offered day, or "later": then the meeting is postponed without a date."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    held_over = bool(asked.payload["held_over"])
    if meeting.state not in MOVABLE:
        return await and_next(request, refusals.stale())
    if value == answers.NO_MAKEUP.value:
        return await and_next(request, words.no_makeup(meeting))
    if value != answers.LATER.value:
        return await moving.check(
            request, meeting, datetime.fromisoformat(value), held_over=held_over
        )
    await calls.open_call(
        request.session, CallReason.NEW_DATE, request.person.id, request.now, meeting=meeting
    )
    if meeting.state is MeetingState.POSTPONED:
        return await and_next(request, answers.date_later())
    return await reporting.outcome(request, meeting, MeetingOutcome.POSTPONED)


async def read(request: Request, asked: Asked) -> Reply | None:
    """A date in words or digits; without an hour the meeting keeps its own."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    return await at_typed_date(request, meeting, held_over=bool(asked.payload["held_over"]))


async def at_typed_date(
    request: Request, meeting: MeetingFacts, *, held_over: bool, named: str | None = None
) -> Reply | None:
    """Check a move to the date in the text, or in the part of it that names the new date.

    None when there is none.
    """
    text = named or request.text
    day = read_date(text, request.today)
    if day is None:
        return None
    hour = read_time(text) or local(meeting.starts_at).time()
    return await moving.check(
        request,
        meeting,
        at(day, hour),
        held_over=held_over,
        reason=understand(request.text).reason,
    )


READER = Reader(AskKind.NEW_DATE, choose, read)
