"""The facts every report is made of: figures of a period and a subtree, and the rows behind them.

A `Figure` names one number. `Figures` holds all of them for a set of branches and can be added up;
each figure equals the number of rows that db/facts.py opens it to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.attendance import MeetingOutcome, ReasonCategory, SixNumbers
from domain.calendar import Month
from domain.ids import UnitId
from domain.meetings import BranchFacts, MeetingFacts, MeetingKind, PersonName, VisitFacts
from domain.pausing import Pause
from domain.reports.periods import Period
from domain.reports.rules import DatedRules
from domain.witnesses import Surprise


class Standing(StrEnum):
    """What became of a meeting of the period; every meeting has exactly one."""

    HELD = "held"
    MOVED = "moved"  # out of the period
    POSTPONED = "postponed"
    NOT_HELD = "not_held"
    UNREPORTED = "unreported"
    RESTING = "resting"  # over and not reported, and the office paused reminders about it
    UPCOMING = "upcoming"  # or under way: nobody has been asked yet


class VisitStanding(StrEnum):
    """What became of a visit; every visit of the period has exactly one."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNSEEN = "unseen"  # the meeting is over and nobody said
    DISPUTED = "disputed"  # two sides report otherwise; counted nowhere else
    RESTING = "resting"  # in a pause: unsaid or absent, and not marked
    AHEAD = "ahead"  # the meeting is still to come
    OFF = "off"  # the meeting was moved out of the period, postponed, not held, or rests


class Grade(StrEnum):
    """How a branch itself grades its meeting; the labels are words."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"


class Figure(StrEnum):
    """One number of a report that opens to rows: meetings (m), visits (v) or branches (b)."""

    HELD = "m:held"
    MOVED = "m:moved"
    POSTPONED = "m:postponed"
    NOT_HELD = "m:not_held"
    UNREPORTED = "m:unreported"
    RESTING = "m:resting"
    UPCOMING = "m:upcoming"
    MEETINGS = "m:all"
    WITH_NUMBERS = "m:with_numbers"  # held, and the six numbers are known
    LOW_TURNOUT = "m:low_turnout"  # of those with numbers: under the rule of the day
    UNDER_NORM = "m:under_norm"  # of those with numbers: shorter than the rule of the day
    THEMATIC = "m:thematic"  # held, and thematic
    GRADED_GOOD = "m:good"
    GRADED_FAIR = "m:fair"
    GRADED_AVERAGE = "m:average"
    GRADED_POOR = "m:poor"
    PRESENT = "v:present"
    EXCUSED = "v:excused"
    ABSENT = "v:absent"
    UNSEEN = "v:unseen"
    DISPUTED = "v:disputed"
    VISITS_RESTING = "v:resting"
    AHEAD = "v:ahead"
    OFF = "v:off"
    VISITS = "v:all"
    DUE = "v:due"  # to meetings that took place or should have: the base of rates
    UNANSWERED = "v:unanswered"  # nobody knows whether they come, or came: due or ahead
    DECLINED = "v:declined"  # still ahead, and they will not come
    KEPT = "v:kept"  # promised, and came
    CAME_UNANSWERED = "v:came_unanswered"
    CAME_DECLINED = "v:came_declined"
    MISSED_PROMISED = "v:missed_promised"
    MISSED_UNANSWERED = "v:missed_unanswered"
    SUBSTITUTED = "v:substituted"  # somebody else took them over; beside the visits, not of them
    BRANCHES = "b:all"  # in force at the end of the period, or now
    BRANCHES_MET = "b:met"  # at least one meeting held
    BRANCHES_NOT_MET = "b:not_met"
    BRANCHES_THEMATIC = "b:thematic"  # at least one thematic meeting held
    BRANCHES_NO_THEMATIC = "b:no_thematic"

    @property
    def of_meetings(self) -> bool:
        return self.value[0] == "m"

    @property
    def of_visits(self) -> bool:
        return self.value[0] == "v"

    @property
    def of_branches(self) -> bool:
        return self.value[0] == "b"


STANDINGS: Mapping[Standing, Figure] = {one: Figure(f"m:{one.value}") for one in Standing}
VISIT_STANDINGS: Mapping[VisitStanding, Figure] = {
    one: Figure(f"v:{one.value}") for one in VisitStanding
}
GRADES: Mapping[Grade, Figure] = {one: Figure(f"m:{one.value}") for one in Grade}
SURPRISES: Mapping[Surprise, Figure] = {one: Figure(f"v:{one.value}") for one in Surprise}
DUE = (
    VisitStanding.PRESENT,
    VisitStanding.EXCUSED,
    VisitStanding.ABSENT,
    VisitStanding.UNSEEN,
    VisitStanding.DISPUTED,
)
NO_MEMBERS = SixNumbers(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure, zero where nothing counts; `members` sums the six numbers of WITH_NUMBERS."""

    counts: Mapping[Figure, int] = field(default_factory=dict)
    members: SixNumbers = NO_MEMBERS

    def __getitem__(self, figure: Figure) -> int:
        return self.counts.get(figure, 0)

    def __add__(self, other: "Figures") -> "Figures":
        counts = {one: self[one] + other[one] for one in {*self.counts, *other.counts}}
        return Figures(counts, added([self.members, other.members]))

    def of(self, standing: Standing) -> int:
        """Meetings of one standing."""
        return self[STANDINGS[standing]]


def added(numbers: Iterable[SixNumbers]) -> SixNumbers:
    """The sums of six numbers, one by one."""
    found = list(numbers)
    return SixNumbers(
        total=sum(n.total for n in found),
        present=sum(n.present for n in found),
        excused=sum(n.excused for n in found),
        unexcused=sum(n.unexcused for n in found),
        exempt=sum(n.exempt for n in found),
        minutes=sum(n.minutes for n in found),
    )


def whole(parts: Iterable[Figures]) -> Figures:
    """The figures of all parts together."""
    total = Figures()
    for part in parts:
        total = total + part
    return total


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that was planned in the period, as it stands now, where it belonged on its day.

    `moved_from`: its time in the period when it has left it. `numbers` None: not reported.
    `reminders`: how often somebody was asked for its result.
    """

    meeting: MeetingFacts
    kind: MeetingKind
    standing: Standing
    outcome: MeetingOutcome | None
    reason: ReasonCategory
    numbers: SixNumbers | None
    moved_from: datetime | None
    thematic: bool
    grade: Grade | None
    low_turnout: bool
    under_norm: bool
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit to a meeting of the period: what was promised and what both sides make of it.

    `substitute`: who took it over, if anybody. `reminders`: how often the cadre was asked.
    """

    visit: VisitFacts
    standing: VisitStanding
    surprise: Surprise | None
    substitute: PersonName | None = None
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch, and how many of its meetings of the period were held, and thematic."""

    branch: BranchFacts
    held: int
    thematic: int


@dataclass(frozen=True, slots=True)
class CadreRow:
    """A cadre and the figures of their own visits of the period."""

    cadre: PersonName
    figures: Figures


@dataclass(frozen=True, slots=True)
class Annexed:
    """An annex of a closed month: its number, when it was made, how many figures it corrects."""

    number: int
    made_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Closing:
    """When a month was closed, and the annexes that are about what is shown."""

    at: datetime
    annexes: tuple[Annexed, ...]


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Everything a summary says of one period of one subtree, as known now.

    `units`: figures of each unit that has branches, by the name it had (its id beside); `name`:
    of the subtree's roots. `exceptions`: the first meetings that did not simply take place, of
    `figures` many. `silent`: codes of branches with a meeting nobody reported. `silent_ahead`:
    unanswered visits of the seven days after now, not resting. `pauses`: those in force now in the
    subtree. `closing`: the figures are those of a closed month; `closed_months`: of a longer
    period, whose own figures are of today.
    """

    period: Period
    name: str
    now: datetime
    rules: DatedRules
    units: Mapping[tuple[str, UnitId], Figures]
    exceptions: tuple[MeetingRow, ...]
    silent: frozenset[str]
    silent_ahead: int
    pauses: tuple[Pause, ...]
    closing: Closing | None = None
    closed_months: tuple[Month, ...] = ()

    @property
    def figures(self) -> Figures:
        """Of the whole subtree."""
        return whole(self.units.values())
