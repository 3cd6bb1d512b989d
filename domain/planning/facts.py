"""What the planner is given: frozen records mirroring the `chibo-instance/1` file format.

Nothing here computes; `dates.py` knows months and weeks, `formats.py` reads and writes JSON.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NewType

BranchKey = NewType("BranchKey", str)
CadreKey = NewType("CadreKey", str)
CommuneKey = NewType("CommuneKey", str)
GroupKey = NewType("GroupKey", str)
PartKey = NewType("PartKey", str)
Month = NewType("Month", str)
"""A calendar month as `YYYY-MM`."""


class RotationMode(Enum):
    """How the field weeks of 3+1 are laid out."""

    CALENDAR = "calendar"
    ROLLING = "rolling"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rotation:
    """The reading of 3+1; spacings are in weeks between successive field weeks."""

    mode: RotationMode
    min_week_days: int
    anchor_monday: date
    cycle_weeks: int
    spacing_min: int
    spacing_max: int


@dataclass(frozen=True, slots=True)
class Part:
    """A start time a meeting may have, in minutes after midnight."""

    id: PartKey
    start: int


@dataclass(frozen=True, slots=True)
class Overnight:
    """Late evening here and early morning far away do not go together; minutes after midnight."""

    after_start: int
    before_start: int
    max_travel_min: int


@dataclass(frozen=True, slots=True)
class GapLimits:
    """Days between successive meetings of one branch."""

    min_days: int
    max_days: int
    hard: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices of the wishes, non-negative integers."""

    window: int
    part: int
    gap: int
    wanted: int
    standin: int
    standin_fair: int
    cycle: int
    weekend: int
    trip: int
    move_day: int
    move_part: int
    move_attend: int
    move_week: int


@dataclass(frozen=True, slots=True)
class PlanningSettings:
    """The versioned numbers of the planner."""

    rotation: Rotation
    parts: tuple[Part, ...]
    max_meetings_per_day: int
    same_commune_gap_min: int
    cross_commune_same_day: bool
    overnight: Overnight | None
    default_travel_min: int
    commune_max_per_day: int
    commune_max_per_part: int | None
    min_notice_days: int
    near_days: int
    near_mult: int
    gap: GapLimits
    gap_cap: int
    window_cap: int
    leave_away_days: int
    priority_mult: tuple[tuple[int, int], ...]
    weights: Weights


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An inclusive range of dates."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A date on which nobody meets, and why (a holiday, a larger event)."""

    date: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune; `max_per_day` overrides the setting."""

    id: CommuneKey
    max_per_day: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes on the road between two communes, either way."""

    a: CommuneKey
    b: CommuneKey
    minutes: int


@dataclass(frozen=True, slots=True)
class Group:
    """An office or a leadership that must not be emptied in any week."""

    id: GroupKey
    members: tuple[CadreKey, ...]
    max_away: int
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class BusyPart:
    """A single part of a date on which somebody cannot come."""

    date: date
    part: PartKey


@dataclass(frozen=True, slots=True)
class Cadre:
    """Somebody who attends meetings; rotating ones only in their field week."""

    id: CadreKey
    rotates: bool
    blackouts: tuple[Span, ...] = ()
    busy: tuple[BusyPart, ...] = ()
    max_per_day: int | None = None
    phase: int | None = None
    last_field_week: date | None = None
    standin_count: int = 0
    name: str = ""


class WindowKind(Enum):
    """How a branch describes its habitual days."""

    DAYS_OF_MONTH = "dom"
    NTH_WEEKDAY = "nth"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, slots=True)
class Window:
    """A branch's habit: days `first` to `last`, or the `n`-th weekday of the month (-1 last)."""

    kind: WindowKind
    hard: bool
    first: int = 0
    last: int = 0
    n: int = 0
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch; `slots[i]` lists the parts it can use on ISO weekday i + 1."""

    id: BranchKey
    commune: CommuneKey
    priority: int
    duration_min: int
    required: tuple[CadreKey, ...]
    wanted: tuple[CadreKey, ...]
    standins: tuple[CadreKey, ...]
    no_standin: bool
    slots: tuple[tuple[PartKey, ...], ...]
    window: Window | None = None
    prefer_part: PartKey | None = None
    blackouts: tuple[Span, ...] = ()
    last_meeting: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Locked:
    """A meeting confirmed for a date and part."""

    branch: BranchKey
    month: Month
    date: date
    part: PartKey


@dataclass(frozen=True, slots=True, order=True)
class Declined:
    """A cadre who will not come to a branch's meeting of a month."""

    branch: BranchKey
    month: Month
    cadre: CadreKey


@dataclass(frozen=True, slots=True, order=True)
class StandIn:
    """`standin` comes in place of `required`."""

    required: CadreKey
    standin: CadreKey


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A branch's meeting of a month: when, and everybody from above who comes."""

    branch: BranchKey
    month: Month
    date: date
    part: PartKey
    attend: tuple[CadreKey, ...]
    standins: tuple[StandIn, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class FieldWeek:
    """The Monday of a cadre's field week in a month (calendar rotation)."""

    cadre: CadreKey
    month: Month
    monday: date


@dataclass(frozen=True, slots=True, order=True)
class Phase:
    """A cadre's place in the cycle (rolling rotation)."""

    cadre: CadreKey
    phase: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The announced plan that a new plan should disturb as little as possible."""

    meetings: tuple[PlannedMeeting, ...]
    field_weeks: tuple[FieldWeek, ...] = ()
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanningFacts:
    """Everything one planning run may know; the same facts always give the same plan."""

    id: str
    months: tuple[Month, ...]
    today: date | None
    settings: PlanningSettings
    closed_days: tuple[ClosedDay, ...]
    communes: tuple[Commune, ...]
    travel: tuple[Travel, ...]
    groups: tuple[Group, ...]
    cadres: tuple[Cadre, ...]
    branches: tuple[Branch, ...]
    locked: tuple[Locked, ...] = ()
    declined: tuple[Declined, ...] = ()
    baseline: Baseline | None = None
