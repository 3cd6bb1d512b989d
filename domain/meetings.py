"""Facts about meetings and visits, as handlers, reminders and words see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.attendance import Promise, ReasonCategory
from domain.ids import BranchId, MeetingId, PersonId, UnitId, VisitId


class MeetingState(StrEnum):
    """Where a meeting stands; `postponed` waits for a new date, `not_held` will not take place."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    HELD = "held"
    NOT_HELD = "not_held"


class MeetingKind(StrEnum):
    """Kinds of branch meetings."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as others see them: nothing but the name."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch on the day of the question; `members` includes the `exempt`."""

    id: BranchId
    code: str
    village: str
    commune_id: UnitId
    commune: str
    place: str
    members: int
    exempt: int


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A published meeting. `version` grows when its time changes."""

    id: MeetingId
    branch: BranchFacts
    month: str
    starts_at: datetime
    place: str
    state: MeetingState
    version: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A cadre's duty at a meeting, with the latest answer for the meeting's present version."""

    id: VisitId
    meeting: MeetingFacts
    cadre: PersonName
    promise: Promise | None
    reason: ReasonCategory
    minutes_late: int | None

    @property
    def answered(self) -> bool:
        """Whether the cadre gave an answer one can plan with; `unsure` is not one."""
        return self.promise not in (None, Promise.UNSURE)

    @property
    def coming(self) -> bool:
        return self.promise in (Promise.COMING, Promise.LATE)
