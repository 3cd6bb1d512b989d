"""T+2h, the next morning, and two days later: what happened with the meeting?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.base import Session
from db.told import latest_results
from domain import asks, timing
from domain.asks import AskKind
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Words
from scheduler.base import Notice, Reminder
from scheduler.reminders.meeting_asked_again import secretaries
from texts import meetings as words

STATES = (MeetingState.PLANNED, MeetingState.HELD)


async def unreported(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Secretaries who owe the result, or the numbers of a meeting that was held."""
    results = await latest_results(session, [m.id for m in meetings])
    owed = [m for m in meetings if (r := results.get(m.id)) is None or r.total is None]
    return await secretaries(session, owed, now)


def _ask(meeting: MeetingFacts, text: Words) -> Ask:
    if meeting.state is MeetingState.HELD:
        return asks.meeting(AskKind.NUMBERS, words.numbers_asked(meeting), meeting.id)
    return asks.meeting(AskKind.RESULT, text, meeting.id)


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The oldest meeting asks; further ones are asked after its answer."""
    meeting = notices[0].meeting
    return _ask(meeting, words.result_asked(meeting))


async def compose_again(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The same, saying that no report came."""
    meeting = notices[0].meeting
    return _ask(meeting, words.result_asked_again(meeting))


ASKED = Reminder(
    kind="result_asked",
    family="result",
    rank=5,
    due=timing.result_asked,
    lapses=timing.result_chased,
    notices=unreported,
    compose=compose,
    states=STATES,
    after=timedelta(days=2),
)
CHASED = Reminder(
    kind="result_chased",
    family="result",
    rank=5,
    due=timing.result_chased,
    lapses=timing.result_chased_again,
    notices=unreported,
    compose=compose_again,
    states=STATES,
    after=timedelta(days=3),
)
CHASED_AGAIN = Reminder(
    kind="result_chased_again",
    family="result",
    rank=5,
    due=timing.result_chased_again,
    lapses=timing.report_overdue,
    notices=unreported,
    compose=compose_again,
    states=STATES,
    after=timedelta(days=4),
)
