"""What is new of the reminders that are due."""

from collections.abc import Sequence
from datetime import datetime

from db import outbox
from db.base import Session
from domain.meetings import MeetingFacts
from scheduler.base import Notice, Reminder


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
