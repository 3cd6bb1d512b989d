"""Two days later: which of the assigned cadres came? Asked once the numbers are known."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import witnesses
from db.base import Session
from db.told import latest_results
from domain import asks, timing
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask, Words
from scheduler.base import Notice, Reminder
from scheduler.reminders.meeting_asked_again import secretaries
from texts import witnesses as words


async def _unseen(session: Session, meetings: Sequence[MeetingFacts]) -> list[VisitFacts]:
    """Visits of whose cadre the branch has not said whether they came."""
    results = await latest_results(session, [m.id for m in meetings])
    told = [m.id for m in meetings if (r := results.get(m.id)) and r.total is not None]
    records = await witnesses.records_of_meetings(session, told)
    return [
        r.visit
        for r in records
        if r.current and r.secretary is not None and r.secretary.presence is None
    ]


async def unseen(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Secretaries who gave the numbers and said nothing of the guests."""
    open_ones = {visit.meeting.id for visit in await _unseen(session, meetings)}
    return await secretaries(session, [m for m in meetings if m.id in open_ones], now)


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The oldest meeting asks; further ones are asked after its answer."""
    about = await _unseen(session, [notices[0].meeting])
    return asks.guests(words.guests_asked(about), about)


ASKED = Reminder(
    kind="guests_asked",
    family="guests",
    rank=8,
    due=timing.result_chased_again,
    lapses=timing.report_overdue,
    notices=unseen,
    compose=compose,
    states=(MeetingState.HELD,),
    after=timedelta(days=4),
)
