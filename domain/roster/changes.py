"""What an import would change: rows of six tables, their references written as codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from domain.roster.lines import Sheet

Value = str | int | bool | date | time | None
Values = Mapping[str, Value]


class Table(StrEnum):
    """The tables an import writes, in the order in which rows may refer to earlier ones."""

    KINDS = "unit_kinds"
    UNITS = "units"
    BRANCHES = "branches"
    PEOPLE = "people"
    POSTS = "posts"
    ASSIGNMENTS = "assignments"


class ChangeKind(StrEnum):
    """What happens to a row; nothing is ever deleted."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as it is now: its number, and its columns with codes in place of references."""

    id: int
    values: Values


StoredRoster = Mapping[Table, tuple[Stored, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row to add or change; `before` and `after` hold only the columns that differ.

    `subject` is the code of the unit, branch or person of the sheet's line (of an assignment,
    both codes); `name` is what people call it; `row` is None when the line is gone.
    """

    table: Table
    kind: ChangeKind
    sheet: Sheet
    subject: str
    name: str
    row: int | None
    id: int | None
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything an import would change, and how many lines of each sheet would change nothing."""

    rows: tuple[Change, ...]
    unchanged: Mapping[Sheet, int]
    # Dated rows in force today before the import, to tell how large a share would end.
    in_force: Mapping[Sheet, int]


def difference(stored: Stored, wanted: Values) -> tuple[dict[str, Value], dict[str, Value]]:
    """The columns in which a row differs from what is wanted: as they are, as they should be."""
    after = {name: value for name, value in wanted.items() if stored.values[name] != value}
    return {name: stored.values[name] for name in after}, after


def in_force(row: Stored, day: date) -> bool:
    """Whether a dated row has not ended by the day; one that is still to begin counts."""
    until = row.values["valid_to"]
    return until is None or (isinstance(until, date) and until > day)
