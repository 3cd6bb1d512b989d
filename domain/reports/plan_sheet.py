"""A month's plan laid out for paper: communes by weeks for the picture, one list a commune.

Only what stands where; words are in texts/papers.py, drawing in bot/papers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from domain.calendar import Month, Week, local, local_date
from domain.fold import fold
from domain.ids import UnitId

NOON = time(12)
EVENING = time(18)


class Standing(StrEnum):
    """Whether a line has a date, and why not."""

    DATED = "dated"
    UNDATED = "undated"  # the planner found none
    POSTPONED = "postponed"
    NOT_HELD = "not_held"


class DayPart(StrEnum):
    """Part of the day a meeting starts in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One branch's meeting as printed; `starts_at` is None unless the standing is DATED."""

    code: str
    village: str
    commune_id: UnitId
    commune: str
    place: str
    starts_at: datetime | None
    standing: Standing
    habitual: bool
    pinned: bool
    guests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A month's plan to be printed on a day: the draft, or the approved plan as it stands now."""

    month: Month
    approved: bool
    printed_on: date
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One commune: the lines of each week of the grid."""

    commune: str
    cells: tuple[tuple[PaperLine, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Communes by weeks; `apart` are the lines without a date."""

    weeks: tuple[Week, ...]
    rows: tuple[GridRow, ...]
    apart: tuple[PaperLine, ...]

    def count(self, week: int) -> int:
        """Meetings in the week at this place."""
        return sum(len(row.cells[week]) for row in self.rows)


@dataclass(frozen=True, slots=True)
class CommuneSheet:
    """One commune's list, earliest first; `name` is its file name without an ending."""

    commune: str
    name: str
    lines: tuple[PaperLine, ...]
    apart: tuple[PaperLine, ...]

    @property
    def pdf(self) -> str:
        """The name of the file it is printed from."""
        return f"{self.name}.pdf"


def part_of(starts_at: datetime) -> DayPart:
    """Morning until noon, evening from 18:00, local time."""
    clock = local(starts_at).time()
    if clock < NOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if clock < EVENING else DayPart.EVENING


def grid(paper: PlanPaper) -> Grid:
    """Every dated line in exactly one cell, in the weeks of the month and of moved meetings."""
    weeks = _weeks(paper)
    rows = []
    for (_, _, commune), lines in _by_commune(paper.lines):
        cells = tuple(tuple(_in(week, lines)) for week in weeks)
        rows.append(GridRow(commune, cells))
    return Grid(weeks, tuple(rows), tuple(sorted(_apart(paper.lines), key=_order)))


def commune_sheets(paper: PlanPaper) -> tuple[CommuneSheet, ...]:
    """One sheet a commune, by name; communes that share a name get file names of their own."""
    sheets = []
    taken = {"month"}  # the picture
    for (_, commune_id, commune), lines in _by_commune(paper.lines):
        name = "-".join("".join(c if c.isalnum() else " " for c in fold(commune)).split())
        name = f"{name or 'commune'}-{commune_id}" if name in taken or not name else name
        taken.add(name)
        dated = tuple(line for line in lines if line.starts_at is not None)
        sheets.append(CommuneSheet(commune, name, dated, tuple(_apart(lines))))
    return tuple(sheets)


def _weeks(paper: PlanPaper) -> tuple[Week, ...]:
    days = {local_date(line.starts_at) for line in paper.lines if line.starts_at is not None}
    first, last = min({paper.month.first, *days}), max({paper.month.last, *days})
    found = [Week.of(first)]
    while found[-1].sunday < last:
        found.append(Week(found[-1].monday + timedelta(weeks=1)))
    touching = {Week.of(day) for day in (*days, *paper.month.days())}
    return tuple(week for week in found if week in touching)


def _by_commune(
    lines: Iterable[PaperLine],
) -> list[tuple[tuple[str, UnitId, str], list[PaperLine]]]:
    ordered = sorted(lines, key=lambda line: (*_commune(line), _order(line)))
    return [(key, list(group)) for key, group in groupby(ordered, _commune)]


def _commune(line: PaperLine) -> tuple[str, UnitId, str]:
    return fold(line.commune), line.commune_id, line.commune


def _order(line: PaperLine) -> tuple[str, str]:
    """Earliest first, those without a date last, then by code."""
    when = "~" if line.starts_at is None else local(line.starts_at).isoformat()
    return when, line.code


def _in(week: Week, lines: Iterable[PaperLine]) -> Iterable[PaperLine]:
    return (
        line
        for line in lines
        if line.starts_at is not None and Week.of(local_date(line.starts_at)) == week
    )


def _apart(lines: Iterable[PaperLine]) -> Iterable[PaperLine]:
    return (line for line in lines if line.starts_at is None)
