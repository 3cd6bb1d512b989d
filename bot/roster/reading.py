"""From the raw rows of four sheets to typed lines, collecting every problem on the way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from bot.roster import cells
from bot.roster.cells import Wrong
from bot.roster.files import Source
from bot.roster.grid import Cell, CellKind
from bot.roster.headers import Record, records_of
from domain.roster.lines import (
    AssignmentLine,
    BranchLine,
    Column,
    PersonLine,
    Roster,
    Sheet,
    Term,
    UnitLine,
)
from domain.roster.problems import Fault, Problem, Unreadable
from texts.roster_sheets import is_example

T = TypeVar("T")
Read = Callable[[Cell], T]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says, and what is wrong with it; `notes` stop nothing."""

    roster: Roster
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    rows: Mapping[Sheet, int]  # that say something; a sheet that could not be read is missing


def read(source: Source) -> Reading:
    """Every sheet as typed lines; a line with a problem is left out and its problems listed."""
    problems: list[Problem] = []
    notes = list(source.notes)
    found: dict[Sheet, tuple[Record, ...]] = {}
    for sheet, grid in sorted(source.grids.items(), key=lambda item: list(Sheet).index(item[0])):
        try:
            header = records_of(grid)
        except Unreadable as unreadable:
            problems += unreadable.problems
            continue
        notes += header.notes
        found[sheet], skipped = _without_examples(sheet, header.records)
        if skipped:
            notes.append(Problem(Fault.EXAMPLES_SKIPPED, (str(skipped),), sheet))
    lines = {
        sheet: [_Line(sheet, record, problems) for record in records]
        for sheet, records in found.items()
    }
    roster = Roster(
        units=_good(_unit(line) for line in lines.get(Sheet.UNITS, ())),
        branches=_good(_branch(line) for line in lines.get(Sheet.BRANCHES, ())),
        people=_good(_person(line) for line in lines.get(Sheet.PEOPLE, ())),
        assignments=_good(_assignment(line) for line in lines.get(Sheet.ASSIGNMENTS, ())),
        declared={sheet: _declared(records) for sheet, records in found.items()},
    )
    rows = {sheet: len(records) for sheet, records in found.items()}
    problems += [
        Problem(Fault.NO_ROWS, (), sheet)
        for sheet, count in rows.items()
        if not count and sheet is not Sheet.ASSIGNMENTS
    ]
    return Reading(roster, tuple(problems), tuple(notes), rows)


def _without_examples(sheet: Sheet, records: tuple[Record, ...]) -> tuple[tuple[Record, ...], int]:
    column = Column.PERSON if sheet is Sheet.ASSIGNMENTS else Column.CODE
    kept = tuple(record for record in records if not is_example(record.cells[column].text))
    return kept, len(records) - len(kept)


def _declared(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(
        cells.canonical(record.cells[Column.CODE].text)
        for record in records
        if Column.CODE in record.cells
    )


def _good(lines: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(line for line in lines if line is not None)


@dataclass
class _Line:
    """Reads the cells of one row; `wrong` once a problem was found."""

    sheet: Sheet
    record: Record
    problems: list[Problem]
    wrong: bool = field(default=False)

    def may(self, column: Column, read: Read[T], blank: T) -> T:
        """What a cell says, `blank` if it says nothing or something wrong."""
        cell = self.record.cells[column]
        if cell.kind is CellKind.FORMULA:
            self.fault(Fault.FORMULA, column, cell.address)
        elif cell.kind is CellKind.ERROR:
            self.fault(Fault.EXCEL_ERROR, column, cell.address, cell.text)
        elif cell.text:
            try:
                return read(cell)
            except Wrong as wrong:
                self.fault(wrong.fault, column, *wrong.arguments)
        return blank

    def must(self, column: Column, read: Read[T], blank: T) -> T:
        """What a cell says; a blank one is a problem."""
        if not self.record.cells[column].text:
            self.fault(Fault.BLANK, column)
        return self.may(column, read, blank)

    def term(self) -> Term:
        """The dates of the row, the last day made exclusive."""
        since = self.may(Column.SINCE, cells.day, None)
        until = self.may(Column.UNTIL, cells.day_after, None)
        if since and until and until <= since:
            last = until - timedelta(days=1)
            shown = (f"{since:%d/%m/%Y}", f"{last:%d/%m/%Y}")
            self.fault(Fault.DATES_REVERSED, Column.UNTIL, *shown)
        return Term(since, until)

    def fault(self, fault: Fault, column: Column, *arguments: str) -> None:
        self.wrong = True
        self.problems.append(Problem(fault, arguments, self.sheet, self.record.row, column))


def _unit(line: _Line) -> UnitLine | None:
    found = UnitLine(
        row=line.record.row,
        code=line.must(Column.CODE, cells.code, ""),
        name=line.must(Column.NAME, cells.words(120), ""),
        kind=line.must(Column.KIND, cells.words(80), ""),
        parent=line.may(Column.PARENT, cells.code, None),
        max_away=line.may(Column.MAX_AWAY, cells.number(0, 1000), None),
        term=line.term(),
    )
    return None if line.wrong else found


def _branch(line: _Line) -> BranchLine | None:
    found = BranchLine(
        row=line.record.row,
        code=line.must(Column.CODE, cells.code, ""),
        village=line.must(Column.VILLAGE, cells.words(120), ""),
        commune=line.must(Column.COMMUNE, cells.code, ""),
        place=line.must(Column.PLACE, cells.words(160), ""),
        members=line.must(Column.MEMBERS, cells.number(1, 2000), 1),
        exempt=line.may(Column.EXEMPT, cells.number(0, 2000), 0),
        habit=line.may(Column.HABIT, cells.habit, None),
        time=line.must(Column.TIME, cells.clock, cells.NO_TIME),
        minutes=line.may(Column.MINUTES, cells.number(0, 1440), None),
        route=line.may(Column.ROUTE, cells.words(160), None),
        term=line.term(),
    )
    if not line.wrong and found.exempt > found.members:
        line.fault(Fault.MORE_EXEMPT, Column.EXEMPT, str(found.exempt), str(found.members))
    return None if line.wrong else found


def _person(line: _Line) -> PersonLine | None:
    found = PersonLine(
        row=line.record.row,
        code=line.must(Column.CODE, cells.code, ""),
        name=line.must(Column.NAME, cells.words(120), ""),
        title=line.may(Column.TITLE, cells.words(160), ""),
        phone=line.may(Column.PHONE, cells.phone, None),
        roles=line.must(Column.ROLES, cells.roles, ()),
        branches=line.may(Column.BRANCHES, cells.codes, ()),
        office=line.may(Column.OFFICE, cells.code, None),
        sees=line.may(Column.SEES, cells.codes, ()),
        rotates=line.may(Column.ROTATES, cells.yes_no, False),
        term=line.term(),
    )
    return None if line.wrong else found


def _assignment(line: _Line) -> AssignmentLine | None:
    found = AssignmentLine(
        row=line.record.row,
        person=line.must(Column.PERSON, cells.code, ""),
        branch=line.must(Column.BRANCH, cells.code, ""),
        decision=line.must(Column.DECISION, cells.words(80), ""),
        term=line.term(),
    )
    return None if line.wrong else found
