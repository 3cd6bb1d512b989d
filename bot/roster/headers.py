"""Finding the header row of a sheet and which column is which, in any order."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.roster.grid import MAX_ROWS, Cell, Grid
from domain.roster.lines import COLUMNS, NEEDED, Column
from domain.roster.problems import Fault, Problem, Unreadable
from texts.roster_sheets import HEADERS, header_called

_LOOK_IN = 12  # rows: above the header there may be a title, a date, a motto


@dataclass(frozen=True, slots=True)
class Record:
    """One data row: its number and its cells by column; a column the sheet lacks is blank."""

    row: int
    cells: dict[Column, Cell]


@dataclass(frozen=True, slots=True)
class Found:
    """The data rows of a sheet, and what was noticed about its headers."""

    records: tuple[Record, ...]
    notes: tuple[Problem, ...]


def records_of(grid: Grid) -> Found:
    """The rows below the header. Raises Unreadable when the header cannot be relied upon."""
    header_row, places, notes = _header(grid)
    _refuse_merged(grid, header_row)
    if grid.cut:
        raise Unreadable(Problem(Fault.TOO_MANY_ROWS, (str(MAX_ROWS),), grid.sheet))
    blank = Cell(None)
    records = tuple(
        Record(
            row,
            {
                column: cells[places[column]]
                if column in places and places[column] < len(cells)
                else blank
                for column in COLUMNS[grid.sheet]
            },
        )
        for row, cells in grid.numbered()
        if row > header_row
    )
    known = tuple(record for record in records if any(cell.text for cell in record.cells.values()))
    return Found(known, notes)


def _header(grid: Grid) -> tuple[int, dict[Column, int], tuple[Problem, ...]]:
    sheet = grid.sheet
    best: tuple[int, tuple[Cell, ...]] | None = None
    most = 1  # one word that looks like a header can be a title
    for row, cells in grid.numbered():
        if row > _LOOK_IN:
            break
        count = len({header_called(sheet, cell.text) for cell in cells} - {None})
        if count > most:
            best, most = (row, cells), count
    if best is None:
        wanted = ", ".join(HEADERS[sheet][column][0] for column in COLUMNS[sheet])
        raise Unreadable(Problem(Fault.NO_HEADER, (wanted,), sheet))
    row, cells = best
    places: dict[Column, int] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for index, cell in enumerate(cells):
        column = header_called(sheet, cell.text)
        if column is None and cell.text:
            notes.append(Problem(Fault.EXTRA_COLUMN, (cell.text[:60],), sheet, row))
        elif column in places:
            problems.append(Problem(Fault.TWO_COLUMNS, (cell.text,), sheet, row))
        elif column is not None:
            places[column] = index
    problems += _missing(grid, row, cells, places)
    if problems:
        _refuse_merged(grid, row)  # a merged header explains the rest better
        raise Unreadable(*problems)
    return row, places, tuple(notes)


def _missing(
    grid: Grid, row: int, cells: tuple[Cell, ...], places: dict[Column, int]
) -> Iterator[Problem]:
    seen = ", ".join(cell.text[:30] for cell in cells if cell.text)
    for column in COLUMNS[grid.sheet]:
        if column in NEEDED[grid.sheet] and column not in places:
            header = HEADERS[grid.sheet][column][0]
            yield Problem(Fault.NO_COLUMN, (header, seen), grid.sheet, row)


def _refuse_merged(grid: Grid, header_row: int) -> None:
    # A merged title above the header harms nobody; anywhere else cells silently lose values.
    merged = [
        Problem(Fault.MERGED, (area,), grid.sheet, first)
        for first, last, area in sorted(grid.merged)
        if last >= header_row
    ]
    if merged:
        raise Unreadable(*merged)
