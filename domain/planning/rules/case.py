"""What a rule looks at (facts and plan with lookups) and what it answers (findings)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from domain.planning.dates import monday_of, phase_of
from domain.planning.facts import (
    Branch,
    BranchKey,
    CadreKey,
    CommuneKey,
    GroupKey,
    Month,
    PlannedMeeting,
    PlanningFacts,
    RotationMode,
    StandIn,
)
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan


class Hardness(Enum):
    """Whether a rule may never be broken, or only costs."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a hard rule, or one charge of a soft wish (`amount` is then its cost)."""

    code: str
    amount: int = 1
    branch: BranchKey | None = None
    month: Month | None = None
    cadre: CadreKey | None = None
    group: GroupKey | None = None
    commune: CommuneKey | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; `check` yields its findings on a case."""

    code: str
    hardness: Hardness
    check: Callable[["Case"], Iterable[Finding]]


Check = Callable[["Case"], Iterable[Finding]]


def hard(code: str) -> Callable[[Check], Rule]:
    """Declare a rule that may never be broken."""
    return lambda check: Rule(code, Hardness.HARD, check)


def soft(code: str) -> Callable[[Check], Rule]:
    """Declare a wish whose findings cost."""
    return lambda check: Rule(code, Hardness.SOFT, check)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting; `start` and `end` in minutes after midnight."""

    cadre: CadreKey
    branch: Branch
    month: Month
    date: date
    start: int
    end: int


class Case(Lookups):
    """A plan held against its facts. Only well-placed meetings count: of a known branch, in the
    horizon, and the first of their month."""

    def __init__(self, facts: PlanningFacts, plan: Plan) -> None:
        super().__init__(facts)
        self.plan = plan

    @cached_property
    def meetings(self) -> dict[MeetingKey, PlannedMeeting]:
        """The meetings that count, attendees known and without repetition."""
        found: dict[MeetingKey, PlannedMeeting] = {}
        for meeting in self.plan.meetings:
            key = MeetingKey(meeting.branch, meeting.month)
            if meeting.branch in self.branches and meeting.month in self.facts.months:
                found.setdefault(key, meeting)
        return found

    def attendees(self, meeting: PlannedMeeting) -> tuple[CadreKey, ...]:
        """Known people who attend, each once."""
        return tuple(dict.fromkeys(who for who in meeting.attend if who in self.cadres))

    def standins(self, meeting: PlannedMeeting) -> tuple[StandIn, ...]:
        """Who replaces whom, one entry a seat."""
        return tuple({pair.required: pair for pair in meeting.standins}.values())

    @cached_property
    def attendances(self) -> dict[CadreKey, list[Attendance]]:
        """Everything each person attends, people in order of their keys."""
        found: dict[CadreKey, list[Attendance]] = defaultdict(list)
        for key, meeting in self.meetings.items():
            branch, start = self.branches[key.branch], self.starts.get(meeting.part, 0)
            for who in self.attendees(meeting):
                end = start + branch.duration_min
                found[who].append(Attendance(who, branch, key.month, meeting.date, start, end))
        return {who: found[who] for who in sorted(found)}

    @cached_property
    def field_weeks(self) -> dict[tuple[CadreKey, Month], date]:
        """Field weeks that can be read: known rotating cadre, month of the horizon."""
        if self.mode is not RotationMode.CALENDAR:
            return {}
        return {
            (week.cadre, week.month): week.monday
            for week in self.plan.field_weeks
            if week.month in self.facts.months
            and week.cadre in self.cadres
            and self.cadres[week.cadre].rotates
        }

    @cached_property
    def phases(self) -> dict[CadreKey, int]:
        """Phases of known cadres."""
        if self.mode is not RotationMode.ROLLING:
            return {}
        return {x.cadre: x.phase for x in self.plan.phases if x.cadre in self.cadres}

    def in_field(self, cadre: CadreKey, monday: date) -> bool:
        """Whether the plan sends the cadre to the field in the week."""
        if self.mode is RotationMode.ROLLING:
            phase = self.phases.get(cadre)
            return phase is not None and phase == phase_of(monday, self.settings.rotation)
        return any(self.field_weeks.get((cadre, month)) == monday for month in self.facts.months)

    def is_field_day(self, cadre: CadreKey, month: Month, day: date) -> bool:
        """Whether the plan allows a rotating cadre to attend on the date for the month."""
        if self.mode is RotationMode.CALENDAR:
            return self.field_weeks.get((cadre, month)) == monday_of(day)
        return self.in_field(cadre, monday_of(day))

    def previous_date(self, key: MeetingKey) -> date | None:
        """Date of the branch's meeting before this one, if the gap rule knows it."""
        index = self.facts.months.index(key.month)
        if index == 0:
            return self.branches[key.branch].last_meeting
        before = self.meetings.get(MeetingKey(key.branch, self.facts.months[index - 1]))
        return before.date if before else None
