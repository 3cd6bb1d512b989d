"""What the office entered for somebody after a telephone call, as that person is told of it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory, SixNumbers
from domain.meetings import MeetingFacts


class EnteredKind(StrEnum):
    """Which of the person's facts was entered."""

    PROMISE = "promise"
    PRESENCE = "presence"  # the person's own
    GUEST = "guest"  # whether a cadre came to the person's branch
    RESULT = "result"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Entered:
    """One fact entered; which of the further fields matter depends on its kind."""

    kind: EnteredKind
    meeting: MeetingFacts
    cadre: str = ""
    promise: Promise | None = None
    reason: ReasonCategory = ReasonCategory.NONE
    presence: Presence | None = None
    held: bool = True
    outcome: MeetingOutcome | None = None
    numbers: SixNumbers | None = None
    moved: bool = False  # the meeting as it now stands is at the new time
