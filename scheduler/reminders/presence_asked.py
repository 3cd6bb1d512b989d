"""T+2h and once more the next day: did the meeting take place, was the cadre there?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import visits
from db.base import Session
from db.told import latest_results, presences
from domain import asks, timing
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Words
from scheduler.base import Notice, Reminder
from texts import visits as words

EXPECTED = (MeetingState.PLANNED, MeetingState.HELD)


async def _met_or_not(session: Session, meetings: Sequence[MeetingFacts]) -> Sequence[MeetingFacts]:
    """Those that were to take place; the branch alone does not settle afterwards that one did not.

    Whoever heard beforehand that a meeting is off is not asked about it.
    """
    results = await latest_results(session, [m.id for m in meetings])
    return [
        m
        for m in meetings
        if m.state in EXPECTED or ((said := results.get(m.id)) and said.at >= m.starts_at)
    ]


async def unreported(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Cadres who have not reported and had not declined."""
    over = await _met_or_not(session, meetings)
    found = await visits.visits_of_meetings(session, [m.id for m in over])
    said = await presences(session, [v.id for v in found])
    return [
        Notice(v.cadre.id, v.meeting, v)
        for v in found
        if (v.coming or not v.answered)
        and not any(report.witness_id == v.cadre.id for report in said.get(v.id, ()))
    ]


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """The first visit asks; further ones are asked after its answer."""
    visit = notices[0].visit
    assert visit is not None
    return asks.presence(words.presence_asked(visit), visit)


ASKED = Reminder(
    kind="presence_asked",
    family="presence",
    rank=7,
    due=timing.result_asked,
    lapses=timing.result_chased,
    notices=unreported,
    compose=compose,
    states=tuple(MeetingState),
    after=timedelta(days=2),
)
CHASED = Reminder(
    kind="presence_chased",
    family="presence",
    rank=7,
    due=timing.result_chased,
    lapses=timing.report_overdue,
    notices=unreported,
    compose=compose,
    states=tuple(MeetingState),
    after=timedelta(days=4),
)
