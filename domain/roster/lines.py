"""Typed lines of the office's workbook: four sheets, their columns, one record a row."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from domain.habits import Habit
from domain.people import Role


class Sheet(StrEnum):
    """The four sheets, in the order in which they are read."""

    UNITS = "units"
    BRANCHES = "branches"
    PEOPLE = "people"
    ASSIGNMENTS = "assignments"


class Column(StrEnum):
    """Every column of every sheet; `texts.roster_sheets` knows their headers."""

    CODE = "code"
    NAME = "name"
    KIND = "kind"
    PARENT = "parent"
    MAX_AWAY = "max_away"
    VILLAGE = "village"
    COMMUNE = "commune"
    PLACE = "place"
    MEMBERS = "members"
    EXEMPT = "exempt"
    HABIT = "habit"
    TIME = "time"
    MINUTES = "minutes"
    ROUTE = "route"
    TITLE = "title"
    PHONE = "phone"
    ROLES = "roles"
    BRANCHES = "branches"
    OFFICE = "office"
    SEES = "sees"
    ROTATES = "rotates"
    PERSON = "person"
    BRANCH = "branch"
    DECISION = "decision"
    SINCE = "since"
    UNTIL = "until"


COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.UNITS: (
        Column.CODE,
        Column.NAME,
        Column.KIND,
        Column.PARENT,
        Column.MAX_AWAY,
        Column.SINCE,
        Column.UNTIL,
    ),
    Sheet.BRANCHES: (
        Column.CODE,
        Column.VILLAGE,
        Column.COMMUNE,
        Column.PLACE,
        Column.MEMBERS,
        Column.EXEMPT,
        Column.HABIT,
        Column.TIME,
        Column.MINUTES,
        Column.ROUTE,
        Column.SINCE,
        Column.UNTIL,
    ),
    Sheet.PEOPLE: (
        Column.CODE,
        Column.NAME,
        Column.TITLE,
        Column.PHONE,
        Column.ROLES,
        Column.BRANCHES,
        Column.OFFICE,
        Column.SEES,
        Column.ROTATES,
        Column.SINCE,
        Column.UNTIL,
    ),
    Sheet.ASSIGNMENTS: (
        Column.PERSON,
        Column.BRANCH,
        Column.DECISION,
        Column.SINCE,
        Column.UNTIL,
    ),
}

# Columns a sheet cannot do without; a sheet that lacks another one has that fact blank.
NEEDED: dict[Sheet, frozenset[Column]] = {
    Sheet.UNITS: frozenset({Column.CODE, Column.NAME, Column.KIND, Column.PARENT}),
    Sheet.BRANCHES: frozenset(
        {
            Column.CODE,
            Column.VILLAGE,
            Column.COMMUNE,
            Column.PLACE,
            Column.MEMBERS,
            Column.HABIT,
            Column.TIME,
        }
    ),
    Sheet.PEOPLE: frozenset(
        {Column.CODE, Column.NAME, Column.ROLES, Column.BRANCHES, Column.OFFICE}
    ),
    Sheet.ASSIGNMENTS: frozenset({Column.PERSON, Column.BRANCH, Column.DECISION}),
}


@dataclass(frozen=True, slots=True)
class Term:
    """From a day until a day, exclusive; None is "as it is, else today" and "still"."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies inside; a missing beginning began long ago."""
        return (self.since or date.min) <= day < (self.until or date.max)

    def overlaps(self, other: "Term") -> bool:
        """Whether the two share a day."""
        return (self.since or date.min) < (other.until or date.max) and (
            other.since or date.min
        ) < (self.until or date.max)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit; `row` is the row number in the sheet, `parent` a unit's code."""

    row: int
    code: str
    name: str
    kind: str
    parent: str | None = None
    max_away: int | None = None
    term: Term = Term()


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A branch; `commune` is a unit's code, `minutes` on the road from the commune's centre."""

    row: int
    code: str
    village: str
    commune: str
    place: str
    members: int
    exempt: int
    habit: Habit | None
    time: time
    minutes: int | None = None
    route: str | None = None
    term: Term = Term()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the roles held; `sees` are the units a leader or coordinator looks after.

    Roles held over different dates stand on several lines with the same code.
    """

    row: int
    code: str
    name: str
    title: str
    phone: str | None
    roles: tuple[Role, ...]
    branches: tuple[str, ...] = ()
    office: str | None = None
    sees: tuple[str, ...] = ()
    rotates: bool = False
    term: Term = Term()


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """A cadre assigned to a branch by a numbered decision."""

    row: int
    person: str
    branch: str
    decision: str
    term: Term = Term()


Line = UnitLine | BranchLine | PersonLine | AssignmentLine


@dataclass(frozen=True, slots=True)
class Roster:
    """All good lines of a workbook, and every code it declares, also on lines that are wrong."""

    units: tuple[UnitLine, ...] = ()
    branches: tuple[BranchLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    assignments: tuple[AssignmentLine, ...] = ()
    declared: dict[Sheet, frozenset[str]] = field(default_factory=dict)

    @property
    def by_sheet(self) -> dict[Sheet, tuple[Line, ...]]:
        """The lines of each sheet."""
        return {
            Sheet.UNITS: self.units,
            Sheet.BRANCHES: self.branches,
            Sheet.PEOPLE: self.people,
            Sheet.ASSIGNMENTS: self.assignments,
        }

    @property
    def first_lines(self) -> tuple[PersonLine, ...]:
        """The first line of each person: it says who they are; later lines only add posts."""
        found: dict[str, PersonLine] = {}
        for line in self.people:
            found.setdefault(line.code, line)
        return tuple(found.values())
