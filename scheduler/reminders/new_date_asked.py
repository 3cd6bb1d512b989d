"""A day after the old date, and again: which new date does a postponed meeting get?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.base import Session
from db.moves import situation
from domain import asks, moves, timing
from domain.calendar import Month, local_date
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Words
from scheduler.base import Notice, Reminder
from scheduler.reminders.meeting_asked_again import secretaries
from texts import meetings as words


async def compose(session: Session, notices: Sequence[Notice], now: datetime) -> Words | Ask:
    """Only days that fit the cadres' field week are offered."""
    meeting = notices[0].meeting
    about = await situation(session, meeting, now)
    weeks = [guest.name for guest in about.guests if guest.field_week is not None]
    text = words.new_date_asked(meeting, moves.offered(about), weeks)
    return asks.new_date(text, meeting.id, held_over=False)


async def of_this_month(
    session: Session, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """Secretaries of postponed meetings whose month is not over."""
    left = [m for m in meetings if Month.parse(m.month).last > local_date(now)]
    return await secretaries(session, left, now)


def _reminder(kind: str, days: int) -> Reminder:
    return Reminder(
        kind=kind,
        family="new_date",
        rank=9,
        due=lambda start: timing.days_before(start, -days, timing.DEFAULT.secretary_evening),
        lapses=lambda start: timing.days_before(start, -days - 2, timing.DEFAULT.secretary_evening),
        notices=of_this_month,
        compose=compose,
        states=(MeetingState.POSTPONED,),
        after=timedelta(days=days + 3),
    )


FIRST = _reminder("new_date_asked", 1)
SECOND = _reminder("new_date_asked_again", 4)
