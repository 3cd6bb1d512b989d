"""T-7 and T-3, and three hours before: ask the cadres who have not answered."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from db import visits
from db.base import Session
from domain import asks, timing
from domain.calendar import at, local_date
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Ask, Words
from domain.timing import Audience
from scheduler.base import Notice, Reminder
from texts import visits as words


async def silent(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Visits without an answer one can plan with."""
    found = await visits.visits_of_meetings(session, [m.id for m in meetings])
    return [Notice(v.cadre.id, v.meeting, v) for v in found if not v.answered]


async def silent_today(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """The same, with the other silent visits of that day: the last word comes once a day."""
    found = {n.visit.id: n for n in await silent(session, meetings, now) if n.visit is not None}
    days = {
        (n.person_id, local_date(n.meeting.starts_at))
        for n in found.values()
        if n.meeting.starts_at > now
    }
    for person_id, day in sorted(days):
        until = at(day + timedelta(days=1), time())
        for visit in await visits.visits_of_person(session, person_id, now, until):
            if not visit.answered:
                found.setdefault(visit.id, Notice(person_id, visit.meeting, visit))
    return list(found.values())


def _visits(notices: Sequence[Notice]) -> list[VisitFacts]:
    return [notice.visit for notice in notices if notice.visit is not None]


async def ask_again(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The question again, for all silent visits of the day in one message."""
    about = _visits(notices)
    return asks.visits(words.asked_again(about), about)


async def ask_last(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The last word, hours before."""
    about = _visits(notices)
    return asks.visits(words.last_word(about), about)


FIRST = Reminder(
    kind="visit_first_call",
    family="visit_ask",
    rank=20,
    due=lambda start: timing.first_call(start, Audience.CADRE),
    lapses=timing.first_call_lapses,
    notices=silent,
    compose=ask_again,
    before=timedelta(days=8),
)
SECOND = Reminder(
    kind="visit_second_call",
    family="visit_ask",
    rank=20,
    due=lambda start: timing.second_call(start, Audience.CADRE),
    lapses=timing.details,
    notices=silent,
    compose=ask_again,
    before=timedelta(days=4),
)
LAST = Reminder(
    kind="visit_last_word",
    family="visit_last_word",
    rank=10,
    due=timing.last_word,
    lapses=lambda start: start,
    notices=silent_today,
    compose=ask_last,
    before=timedelta(days=1),
)
