"""What became due and too late while no clock ticked: kept as lapsed, so that nothing is just gone.

What a reminder said now says again in its place is kept as replaced; for the rest the office is
asked to phone. Nothing is said to the office's own people here: they are told of the whole at once.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from db import beats, outbox
from db.base import Session
from domain.ids import MeetingId, PersonId
from domain.ledger import SUBJECTS
from domain.messages import Why, Words
from scheduler.base import Notice, Reminder
from scheduler.due import what

BEAT_EVERY = timedelta(minutes=5)  # so that not every tick has to write
PAUSE = timedelta(minutes=15)  # a clock that was seen this lately missed nothing

Found = tuple[Reminder, Notice]
Said = tuple[str, PersonId, MeetingId]  # what would answer it, whom, about which meeting


def said(found: Collection[Found]) -> frozenset[Said]:
    """What notices of this tick ask, in the terms of `replaced`."""
    return frozenset(
        (subject, notice.person_id, notice.meeting.id)
        for reminder, notice in found
        for subject in SUBJECTS.get(reminder.kind, ())
    )


def replaced(reminder: Reminder, notice: Notice, by: frozenset[Said]) -> bool:
    """Whether the same is asked now."""
    subjects = SUBJECTS.get(reminder.kind, ())
    return any((subject, notice.person_id, notice.meeting.id) in by for subject in subjects)


async def keep(
    session: Session, found: Sequence[Found], asked_now: frozenset[Said], now: datetime
) -> None:
    """A row for each, in the state it came to without being sent."""
    for reminder, notice in found:
        again = replaced(reminder, notice, asked_now)
        about = what(reminder, notice)
        await outbox.queue(
            session,
            key=f"missed:{about.key(notice.person_id)}",
            kind=reminder.family,
            person_id=notice.person_id,
            content=Words(""),
            now=now,
            due_at=reminder.due(notice.meeting.starts_at),
            lapses_at=reminder.lapses(notice.meeting.starts_at),
            occasions=[about],
            withheld=Why.REPLACED if again else Why.TOO_LATE,
        )
        if not again:
            await beats.seen(session, beats.LAPSED, now)
