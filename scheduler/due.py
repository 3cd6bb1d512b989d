"""Which reminders are due about a meeting, which were missed, and what is new of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from db import outbox
from db.base import Session
from domain.meetings import MeetingFacts
from scheduler.base import Notice, Reminder

Instant = Callable[[datetime], datetime]


def is_due(reminder: Reminder, meeting: MeetingFacts, now: datetime) -> bool:
    """Whether a reminder is to be said about a meeting now."""
    if meeting.state not in reminder.states:
        return False
    due, lapses = _span(reminder.due, reminder.lapses, meeting.starts_at)
    return due <= now < lapses and due >= meeting.published_at


async def new_notices(
    session: Session, reminder: Reminder, meetings: Sequence[MeetingFacts], now: datetime
) -> Sequence[Notice]:
    """What a reminder says about these meetings to people who have not heard it."""
    if not meetings:
        return ()
    found = await reminder.notices(session, meetings, now)
    keys = {what(reminder, notice).key(notice.person_id) for notice in found}
    taken = await outbox.taken(session, keys)
    return [n for n in found if what(reminder, n).key(n.person_id) not in taken]


def what(reminder: Reminder, notice: Notice) -> outbox.ForWhat:
    """The occasion of a notice."""
    return outbox.ForWhat(reminder.kind, notice.meeting.id, notice.meeting.version, notice.about)


def was_missed(reminder: Reminder, meeting: MeetingFacts, since: datetime, now: datetime) -> bool:
    """Whether it became due after `since` and is too late by now: nobody was there to say it."""
    if meeting.state not in reminder.states:
        return False
    due, lapses = _span(reminder.due, reminder.lapses, meeting.starts_at)
    return since < due and lapses <= now and due >= meeting.published_at


@lru_cache(maxsize=4096)
def _span(due: Instant, lapses: Instant, starts_at: datetime) -> tuple[datetime, datetime]:
    """From when until when a reminder is said; every tick asks it about the same meetings."""
    return due(starts_at), lapses(starts_at)
