"""T-1, 18:30: the details to the cadres who come (and to those who have not said no)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import people, visits
from db.base import Session
from domain import asks, timing
from domain.calendar import local_date
from domain.meetings import MeetingFacts
from scheduler.base import Content, Notice, Reminder, Told
from texts import visits as words


async def coming(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Everybody but those who declined: silence is not a no."""
    found = await visits.visits_of_meetings(session, [m.id for m in meetings])
    return [Notice(v.cadre.id, v.meeting, v) for v in found if v.coming or not v.answered]


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Content:
    """All meetings of tomorrow in one message; whoever is silent is asked in the same breath."""
    about = [notice.visit for notice in notices if notice.visit is not None]
    branches = [v.meeting.branch.id for v in about]
    answering = await people.answering_for(session, branches, local_date(now))
    secretaries = {
        v.meeting.id: answering[v.meeting.branch.id].name
        for v in about
        if v.meeting.branch.id in answering
    }
    details = words.details(about, secretaries)
    silent = [v for v in about if not v.answered]
    if not silent:
        return details
    return Told(details.text, asks.visits(words.asked(silent), silent))


DETAILS = Reminder(
    kind="visit_details",
    family="visit_details",
    rank=30,
    due=timing.details,
    lapses=lambda start: start,
    notices=coming,
    compose=compose,
    before=timedelta(days=2),
)
