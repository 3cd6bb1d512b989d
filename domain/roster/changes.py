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

    `whole` is every column as it is now (of a new row: as it will be);
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
    whole: Values


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


@dataclass(frozen=True, slots=True)
class Item:
    """What changes for one line of a sheet, or for one that is gone (`row` is None)."""

    sheet: Sheet
    kind: ChangeKind
    row: int | None
    subject: str
    name: str
    changes: tuple[Change, ...]


def items(changes: Changes) -> tuple[Item, ...]:
    """The changes by line of the workbook, in the order of sheets and rows, lines gone last."""
    groups: dict[tuple[Sheet, str, int | None], list[Change]] = {}
    for change in changes.rows:
        if change.table is not Table.KINDS:
            groups.setdefault((change.sheet, change.subject, change.row), []).append(change)
    found = [
        Item(sheet, _kind(group), row, subject, group[0].name, tuple(group))
        for (sheet, subject, row), group in groups.items()
    ]
    sheets = list(Sheet)
    return tuple(
        sorted(found, key=lambda i: (sheets.index(i.sheet), i.row is None, i.row or 0, i.subject))
    )


def _kind(group: list[Change]) -> ChangeKind:
    # A line is new or gone as its own row is; posts that come and go change their person.
    first = group[0]
    if first.kind is ChangeKind.ADDED and first.table is not Table.POSTS:
        return ChangeKind.ADDED
    if all(change.kind is ChangeKind.ENDED for change in group) and first.row is None:
        return ChangeKind.ENDED
    return ChangeKind.CHANGED
