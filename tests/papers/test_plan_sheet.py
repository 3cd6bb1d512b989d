"""Where each line stands on paper: every dated one in exactly one cell, the others apart."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Week, local_date
from domain.ids import UnitId
from domain.reports.plan_sheet import (
    DayPart,
    PlanPaper,
    Standing,
    commune_sheets,
    grid,
    part_of,
)
from tests.papers.conftest import line


def test_weeks_of_the_month_and_of_a_meeting_moved_out_of_it(paper: PlanPaper) -> None:
    layout = grid(paper)
    assert [week.monday for week in layout.weeks] == [
        date(2026, 11, 30),
        date(2026, 12, 7),
        date(2026, 12, 14),
        date(2026, 12, 21),
        date(2026, 12, 28),
        date(2027, 1, 4),
    ]
    assert [row.commune for row in layout.rows] == ["Na Mèo", "Sơn Điện"]
    cells = [[[one.code for one in cell] for cell in row.cells] for row in layout.rows]
    assert cells == [
        [["NM01", "NM02"], [], [], [], [], []],
        [[], ["SD01"], [], [], ["SD02"], ["SD04"]],
    ]
    assert [layout.count(week) for week in range(6)] == [2, 1, 0, 0, 1, 1]
    assert [one.code for one in layout.apart] == ["NM03", "NM04", "SD03"]


def test_a_week_far_away_does_not_fill_the_picture_with_empty_ones() -> None:
    lines = (line("NM01", "2026-12-05 19:30"), line("NM02", "2027-02-10 19:30"))
    weeks = grid(PlanPaper(Month(2026, 12), True, date(2026, 12, 1), lines)).weeks
    assert weeks[-2:] == (Week(date(2026, 12, 28)), Week(date(2027, 2, 8)))
    assert len(weeks) == 6


def test_a_sheet_a_commune_earliest_first(paper: PlanPaper) -> None:
    first, second = commune_sheets(paper)
    assert (first.commune, first.name, second.name) == ("Na Mèo", "na-meo", "son-dien")
    assert [one.code for one in first.lines] == ["NM01", "NM02"]
    assert [one.code for one in first.apart] == ["NM03", "NM04"]
    assert [one.code for one in second.lines] == ["SD01", "SD02", "SD04"]


def test_communes_of_one_name_and_of_an_awkward_one_get_their_own_files() -> None:
    names = ("Tam Lư", "Tâm Lu", "Month", "../..", "a/b")
    lines = tuple(
        line(f"NM{n}", "2026-12-05 19:30", commune=name, commune_id=UnitId(n))
        for n, name in enumerate(names)
    )
    sheets = commune_sheets(PlanPaper(Month(2026, 12), False, date(2026, 11, 1), lines))
    assert {sheet.name for sheet in sheets} == {
        "tam-lu",
        "tam-lu-1",
        "month-2",
        "commune-3",
        "a-b",
    }


def test_parts_of_the_day() -> None:
    noon = datetime(2026, 12, 5, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
    minute = timedelta(minutes=1)
    assert part_of(noon - minute) is DayPart.MORNING
    assert part_of(noon) is DayPart.AFTERNOON
    assert part_of(noon + timedelta(hours=6) - minute) is DayPart.AFTERNOON
    assert part_of(noon + timedelta(hours=6)) is DayPart.EVENING


START = datetime(2026, 11, 25, tzinfo=UTC)
moments = st.integers(0, 45 * 24 * 2).map(lambda half: START + timedelta(minutes=30 * half))


@given(st.lists(st.tuples(st.integers(1, 4), st.none() | moments), max_size=30))
def test_every_line_stands_in_exactly_one_place(made: list[tuple[int, datetime | None]]) -> None:
    lines = tuple(
        replace(
            line(f"NM{n:02d}", None, commune=f"Xã {commune}", commune_id=UnitId(commune)),
            starts_at=moment,
            standing=Standing.DATED if moment else Standing.POSTPONED,
        )
        for n, (commune, moment) in enumerate(made)
    )
    paper = PlanPaper(Month(2026, 12), True, date(2026, 12, 1), lines)
    layout = grid(paper)
    placed = [one.code for row in layout.rows for cell in row.cells for one in cell]
    everybody = Counter(one.code for one in lines)
    assert Counter([*placed, *(one.code for one in layout.apart)]) == everybody
    assert sum(layout.count(week) for week in range(len(layout.weeks))) == len(placed)
    for row in layout.rows:
        for week, cell in zip(layout.weeks, row.cells, strict=True):
            assert all(Week.of(local_date(one.starts_at)) == week for one in cell if one.starts_at)
    sheets = commune_sheets(paper)
    assert Counter(one.code for s in sheets for one in (*s.lines, *s.apart)) == everybody
