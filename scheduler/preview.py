"""What the reminders will say in the coming days, from the same declarations, as the facts are now.

Whoever answers before then is left out when the time comes, so every question says that it is only
asked of the silent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import meetings as meetings_db
from db import pauses as pauses_db
from db.base import Session
from domain import timing
from domain.ids import PersonId
from domain.ledger import SUBJECTS
from domain.meetings import MeetingFacts, MeetingState
from scheduler import pausing
from scheduler.base import Notice, Reminder
from scheduler.due import new_notices, what
from scheduler.windows import concerns

WIDEST = timedelta(days=14)  # how far from its meeting any reminder is


@dataclass(frozen=True, slots=True)
class Ahead:
    """One thing one person is to hear; what falls on the same instant becomes one message.

    `if_silent`: only when it is not answered by then; `about`: by whom, when not by the person.
    """

    at: datetime
    kind: str
    person_id: PersonId
    meeting: MeetingFacts
    if_silent: bool
    about: PersonId | None
    paused: bool


async def ahead(
    session: Session, reminders: Sequence[Reminder], now: datetime, until: datetime
) -> tuple[Ahead, ...]:
    """Everything reminders would say in `(now, until]`, earliest first."""
    near = await meetings_db.meetings_between(
        session, now - WIDEST, until + WIDEST, states=tuple(MeetingState)
    )
    found: list[Ahead] = []
    for reminder in reminders:
        times: dict[datetime, list[MeetingFacts]] = {}
        for meeting in near:
            due, lapses = reminder.due(meeting.starts_at), reminder.lapses(meeting.starts_at)
            if now < due <= until and due < lapses and concerns(reminder, meeting, due):
                times.setdefault(due, []).append(meeting)
        heard: set[str] = set()
        for due, meetings in sorted(times.items()):
            new = await new_notices(session, reminder, meetings, due)
            said = [n for n in new if what(reminder, n).key(n.person_id) not in heard]
            heard |= {what(reminder, n).key(n.person_id) for n in said}
            pauses = await pauses_db.in_force(session, due)
            _, rests = pausing.parted(pauses, [(reminder, notice) for notice in said])
            resting = {id(notice) for _, notice in rests}
            found += [_ahead(reminder, n, due, paused=id(n) in resting) for n in said]
    return tuple(sorted(found, key=lambda one: (one.at, one.person_id, one.kind)))


def _ahead(reminder: Reminder, notice: Notice, due: datetime, *, paused: bool) -> Ahead:
    return Ahead(
        timing.audible(due),
        reminder.kind,
        notice.person_id,
        notice.meeting,
        bool(SUBJECTS.get(reminder.kind)) or notice.about is not None,
        notice.about,
        paused,
    )
