"""What became of each occasion: told, answered, or not reached and who was asked to phone.

An occasion is one thing one person is to hear: about one version of a meeting, or a message that is
about none. Answers to what somebody wrote are no occasions: whoever asked can ask again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import OutgoingId
from domain.meetings import MeetingFacts, PersonName
from domain.messages import OutgoingState, Why


class Fate(StrEnum):
    """Exactly one holds of an occasion at any moment; the first three are how one ends."""

    ANSWERED = "answered"
    TOLD = "told"
    TO_PHONE = "to_phone"  # it did not reach the person, and somebody was asked to phone
    WAITING = "waiting"  # not sent yet
    NEEDLESS = "needless"  # taken back: there is nothing left to say


class Subject(StrEnum):
    """What answers an occasion."""

    VISIT = "visit"  # the cadre's promise
    DATE = "date"  # the secretary's confirmation
    RESULT = "result"  # what became of the meeting
    PRESENCE = "presence"  # whether the cadre was there
    GUESTS = "guests"  # who came
    NEW_DATE = "new_date"


# By kind of occasion: which facts of the person answer it; none of a kind that only tells. A kind
# that is missing here is answered by its own question, if it has one.
SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "publish": (Subject.VISIT, Subject.DATE),
    "moved": (Subject.VISIT, Subject.DATE),
    "meeting_first_call": (Subject.DATE,),
    "meeting_second_call": (Subject.DATE,),
    "meeting_details": (),
    "upload": (),
    "visit_first_call": (Subject.VISIT,),
    "visit_second_call": (Subject.VISIT,),
    "visit_last_word": (Subject.VISIT,),
    "visit_details": (),
    "result_asked": (Subject.RESULT,),
    "result_chased": (Subject.RESULT,),
    "result_chased_again": (Subject.RESULT,),
    "presence_asked": (Subject.PRESENCE,),
    "presence_chased": (Subject.PRESENCE,),
    "guests_asked": (Subject.GUESTS,),
    "new_date_asked": (Subject.NEW_DATE,),
    "new_date_asked_again": (Subject.NEW_DATE,),
    "call_silent": (),
    "call_unreported": (),
}


@dataclass(frozen=True, slots=True)
class Phoning:
    """Who was asked to phone, since when, and what came of it."""

    since: datetime
    asked: tuple[PersonName, ...]
    tries: int = 0
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One state a message came to."""

    state: OutgoingState
    reason: Why | None
    attempt: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One occasion of one person, and the message that was to say it."""

    key: str
    kind: str
    person: PersonName
    meeting: MeetingFacts | None
    outgoing_id: OutgoingId
    channel: str | None
    due_at: datetime
    state: OutgoingState
    reason: Why | None
    state_at: datetime
    attempts: int
    delivered_at: datetime | None = None
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    phoning: Phoning | None = None

    @property
    def fate(self) -> Fate:
        """The one thing that is true of it now."""
        return fate(self.state, answered=self.answered_at is not None, arrived=self.arrived)

    @property
    def arrived(self) -> bool:
        """Whether the network told that it reached the person."""
        return self.delivered_at is not None or self.seen_at is not None


def fate(state: OutgoingState, *, answered: bool, arrived: bool = False) -> Fate:
    """What an occasion came to: an answer counts whatever became of the message."""
    if answered:
        return Fate.ANSWERED
    if arrived or state is OutgoingState.SENT:
        return Fate.TOLD
    if state in (OutgoingState.WAITING, OutgoingState.SENDING):
        return Fate.WAITING
    if state is OutgoingState.WITHDRAWN:
        return Fate.NEEDLESS
    return Fate.TO_PHONE
