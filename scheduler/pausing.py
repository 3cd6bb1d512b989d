"""The one place where the clock asks what rests: reminders and steps of paused people and communes.

What is kept from somebody stands in the outbox as withdrawn, with the reason. A word to the office
about somebody who is paused is not even kept: its time has not come.
"""

from collections.abc import Sequence
from datetime import datetime

from db import pauses as pauses_db
from db.base import Session
from db.withheld import units_of
from domain.ids import PersonId
from domain.messages import Why
from domain.pausing import Pauses
from scheduler.base import FollowUp, NextStep, Notice, Reminder

Found = tuple[Reminder, Notice]


def parted(pauses: Pauses, found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """What is said now, and what is withheld."""
    said: list[Found] = []
    withheld: list[Found] = []
    for reminder, notice in found:
        if notice.about is not None and pauses.about(notice.about, notice.meeting):
            continue
        rests = pauses.about(notice.person_id, notice.meeting)
        (withheld if rests else said).append((reminder, notice))
    return said, withheld


async def withheld_from(session: Session, pauses: Pauses, person_id: PersonId) -> Why | None:
    """Why something about no meeting is not said to a person now; None when it is."""
    if not pauses.all:
        return None
    rests = pauses.of(person_id, await units_of(session, person_id))
    return Why.PAUSED if rests else None


async def going_on(session: Session, follow_up: FollowUp, now: datetime) -> Sequence[NextStep]:
    """The next steps that do not rest; a step about no meeting never does."""
    steps = await follow_up.steps(session, now)
    if not steps:
        return ()
    pauses = await pauses_db.in_force(session, now)
    return [s for s in steps if s.meeting is None or not pauses.of_meeting(s.meeting)]
