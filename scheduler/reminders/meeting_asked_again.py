"""T-7 and T-3: ask the secretaries who have not confirmed the date."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import meetings as meetings_db
from db import people, visits
from db.base import Session
from domain import asks, timing
from domain.asks import AskKind
from domain.calendar import local_date
from domain.meetings import MeetingFacts
from domain.messages import Ask, Words
from domain.timing import Audience
from scheduler.base import Notice, Reminder
from texts import meetings as words


async def secretaries(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Who answers for the branch of each meeting."""
    branches = [m.branch.id for m in meetings]
    answering = await people.answering_for(session, branches, local_date(now))
    return [Notice(answering[m.branch.id].id, m) for m in meetings if m.branch.id in answering]


async def unconfirmed(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Secretaries of meetings nobody confirmed as they now stand."""
    answered = await meetings_db.confirmed(session, meetings)
    return await secretaries(session, [m for m in meetings if m.id not in answered], now)


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """One meeting asks; further ones of the same person are asked after the answer."""
    meeting = notices[0].meeting
    guests = await visits.visits_of_meetings(session, [meeting.id])
    names = [v.cadre.name for v in guests if v.coming or not v.answered]
    return asks.meeting(AskKind.CONFIRM, words.confirm_asked_again(meeting, names), meeting.id)


FIRST = Reminder(
    kind="meeting_first_call",
    family="meeting_ask",
    rank=25,
    due=lambda start: timing.first_call(start, Audience.SECRETARY),
    lapses=timing.first_call_lapses,
    notices=unconfirmed,
    compose=compose,
    before=timedelta(days=8),
)
SECOND = Reminder(
    kind="meeting_second_call",
    family="meeting_ask",
    rank=25,
    due=lambda start: timing.second_call(start, Audience.SECRETARY),
    lapses=timing.details,
    notices=unconfirmed,
    compose=compose,
    before=timedelta(days=4),
)
