"""What was promised and what happened, and whether the six numbers of a meeting make sense."""

from dataclasses import dataclass
from enum import StrEnum


class Promise(StrEnum):
    """What a cadre intends about one visit, or a secretary about holding one meeting."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    LATE = "late"
    UNSURE = "unsure"


class Presence(StrEnum):
    """What happened with one visit."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class MeetingOutcome(StrEnum):
    """What happened with one meeting: moved, postponed and not held are three different things."""

    HELD = "held"
    MOVED = "moved"
    POSTPONED = "postponed"
    NOT_HELD = "not_held"


class ReasonCategory(StrEnum):
    """Why somebody cannot come, or a meeting is not held: a category, never a sentence."""

    WORK = "work"
    HEALTH = "health"
    FAMILY = "family"
    DISASTER = "disaster"
    OTHER = "other"
    NONE = "none"


class NumbersProblem(StrEnum):
    """Why six numbers cannot be right."""

    NEGATIVE = "negative"
    SUM = "sum"  # total is not present + excused + unexcused + exempt
    ROSTER = "roster"  # total is not the branch's number of members
    MINUTES = "minutes"  # under 10 minutes or over 6 hours


@dataclass(frozen=True, slots=True)
class SixNumbers:
    """Members of the branch: total, present, excused, unexcused, exempt; and minutes of meeting.

    The rate is present / (total - exempt), as branches report it.
    """

    total: int
    present: int
    excused: int
    unexcused: int
    exempt: int
    minutes: int

    @property
    def due(self) -> int:
        """Members who had to attend."""
        return self.total - self.exempt


def problems(numbers: SixNumbers, *, roster_size: int) -> tuple[NumbersProblem, ...]:
    """What is wrong with the numbers, most telling first; empty when they can be recorded.

    A total that differs from the roster is only a question (members come and go): the caller may
    accept it after the secretary confirms.
    """
    found = []
    parts = (numbers.present, numbers.excused, numbers.unexcused, numbers.exempt)
    if min(numbers.total, *parts, numbers.minutes) < 0:
        found.append(NumbersProblem.NEGATIVE)
    if sum(parts) != numbers.total:
        found.append(NumbersProblem.SUM)
    if not 10 <= numbers.minutes <= 360:
        found.append(NumbersProblem.MINUTES)
    if numbers.total != roster_size:
        found.append(NumbersProblem.ROSTER)
    return tuple(found)
