"""What a reply can mean: the labels, how sure the program is, and what had been asked."""

from dataclasses import dataclass
from enum import StrEnum

from domain.attendance import ReasonCategory


class Asked(StrEnum):
    """What the person was asked last."""

    VISIT = "visit"  # will you come?
    RESULT = "result"  # did the meeting take place, were you there?
    AVAILABILITY = "availability"  # is there any day you cannot? (so "no" means free)
    DATE = "date"  # which date, or: do you keep this date?
    NOTHING = "nothing"


class Label(StrEnum):
    """What a reply says about coming."""

    ATTEND = "attend"
    ABSENT_WITH_REASON = "absent-with-reason"
    ABSENT = "absent"
    LATE = "late"
    UNSURE = "unsure"
    OTHER = "question/other"


Verdict = tuple[Label, ...]  # one label: sure; two: ask which


class Confidence(StrEnum):
    """SURE is recorded and echoed; ASK is never recorded, the person chooses between readings."""

    SURE = "sure"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Understanding:
    """One reply understood. When asking, `label` is the likelier of the two `readings`."""

    label: Label
    reason: ReasonCategory
    minutes_late: int | None
    confidence: Confidence
    readings: tuple[Label, ...]
    seen: str
