"""The coordinator's call list: silent cadres three hours before, missing reports after chasing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import pauses, visible
from db.base import Session
from db.calls import CallReason
from domain import timing
from domain.calendar import local_date
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Words
from scheduler.base import Notice, Reminder
from scheduler.reminders import result_asked, visit_asked_again
from texts import office

TIME_TO_ANSWER = timedelta(days=1)


async def _to_office(session: Session, found: Sequence[Notice], now: datetime) -> Sequence[Notice]:
    """Address a notice about each to the coordinators of its meeting."""
    notices = []
    for notice in found:
        office_people = await visible.coordinators_of(
            session, notice.meeting.branch.commune_id, local_date(now)
        )
        notices += [
            Notice(c.id, notice.meeting, notice.visit, about=notice.person_id)
            for c in office_people
        ]
    return notices


async def silent(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Cadres who never answered."""
    found = await visit_asked_again.silent(session, meetings, now)
    return await _to_office(session, found, now)


async def unreported(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Secretaries who never reported; after a pause they get a day, because they are asked then."""
    found = await result_asked.unreported(session, meetings, now)
    lately = await pauses.touching(session, now - TIME_TO_ANSWER, now)
    found = [n for n in found if not lately.about(n.person_id, n.meeting)]
    return await _to_office(session, found, now)


async def compose_silent(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """All silent cadres in one message."""
    return office.silent_today([n.visit for n in notices if n.visit is not None])


async def compose_unreported(
    session: Session, notices: Sequence[Notice], now: datetime
) -> Words | Ask:
    """All missing reports in one message."""
    return office.unreported([n.meeting for n in notices])


SILENT = Reminder(
    kind="call_silent",
    family="call_silent",
    rank=40,
    due=timing.last_word,
    lapses=lambda start: start,
    notices=silent,
    compose=compose_silent,
    opens=CallReason.SILENT,
    before=timedelta(days=1),
)
UNREPORTED = Reminder(
    kind="call_unreported",
    family="call_unreported",
    rank=45,
    due=timing.report_overdue,
    lapses=lambda start: timing.report_overdue(start) + timedelta(days=2),
    notices=unreported,
    compose=compose_unreported,
    opens=CallReason.NOT_REPORTED,
    states=(MeetingState.PLANNED, MeetingState.HELD),
    after=timedelta(days=6),
)
