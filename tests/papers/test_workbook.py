"""The workbook: real dates and hours, names that stay names, totals that reach every row."""

import io
import re
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from bot.papers.workbook import workbook
from domain.reports.plan_sheet import PlanPaper


@pytest.fixture
def book(paper: PlanPaper) -> Workbook:
    return load_workbook(io.BytesIO(workbook(paper)))


def test_one_row_a_line(book: Workbook) -> None:
    page = book["Lịch"]
    header, *rows = page.iter_rows(values_only=True)
    assert header[:6] == ("Mã", "Xã", "Bản, khu phố", "Thứ", "Ngày", "Giờ")
    codes = [row[0] for row in rows]
    assert codes == ["NM01", "NM02", "NM03", "NM04", "SD01", "SD02", "SD04", "SD03"]
    assert rows[0][3:] == (
        "Thứ Bảy",
        datetime.combine(date(2026, 12, 5), time()),
        time(19, 30),
        "nhà văn hóa bản Ngàm",
        "Hà Văn Tiến, Lò Thị Mai",
        "có",
        "không",
        None,
    )
    assert rows[1][8:10] == ("không", "có")
    assert rows[3][3:6] == (None, None, None)
    assert rows[3][10] == "hoãn, chưa có ngày mới"


def test_dates_and_hours_are_shown_as_people_write_them(book: Workbook) -> None:
    page = book["Lịch"]
    assert {page.cell(row, 5).number_format for row in range(2, 10)} == {"DD/MM/YYYY"}
    assert {page.cell(row, 6).number_format for row in range(2, 10)} == {"HH:MM"}
    assert page["E2"].is_date
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:K9"
    assert all(page.column_dimensions[letter].width > 5 for letter in "ABCDEFGHIJK")


def test_a_name_that_looks_like_a_formula_stays_a_name(book: Workbook) -> None:
    page = book["Lịch"]
    row = next(r for r in page.iter_rows() if r[0].value == "SD02")
    assert (row[2].value, row[2].data_type) == ("=1+1", "s")
    assert (row[6].value, row[6].data_type) == ("=HYPERLINK(1)", "s")


def counted(book: Workbook, formula: str) -> int:
    """What COUNTIFS over the rows of the schedule gives, worked out here."""
    rows, totals = book["Lịch"], book["Tổng hợp"]
    match = re.fullmatch(r"=COUNTIFS\((.*)\)", formula)
    assert match, formula
    parts = match[1].split(",")
    found = set(range(2, rows.max_row + 1))
    for area, asked in zip(parts[::2], parts[1::2], strict=True):
        letter, last = re.fullmatch(r"'Lịch'!\$(\w)\$2:\$\1\$(\d+)", area).groups()  # type: ignore[union-attr]
        assert int(last) == rows.max_row
        found = {row for row in found if _meets(rows[f"{letter}{row}"].value, asked, totals)}
    return len(found)


def _meets(value: object, asked: str, totals: object) -> bool:
    if asked == '">0"':
        return value is not None
    if asked.startswith('"') and "&" in asked:
        sign, cell = asked.split("&")
        limit = totals[cell].value  # type: ignore[index]
        if value is None:
            return False
        return value >= limit if sign == '">="' else value <= limit  # type: ignore[operator]
    if asked.startswith('"'):
        return value == asked.strip('"')
    return value == totals[asked].value  # type: ignore[index]


def test_totals_by_week_and_by_commune_reach_every_row(book: Workbook) -> None:
    page = book["Tổng hợp"]
    table = list(page.iter_rows(values_only=True))
    weeks = {row[0]: row for row in table if str(row[0]).startswith("Tuần ")}
    assert [counted(book, str(row[3])) for row in weeks.values()] == [2, 1, 0, 0, 1, 1]
    assert [counted(book, str(row[4])) for row in weeks.values()] == [1, 1, 0, 0, 1, 0]
    communes = {row[0]: row for row in table if row[0] in ("Na Mèo", "Sơn Điện")}
    figures = {name: [counted(book, str(f)) for f in row[1:4]] for name, row in communes.items()}
    assert figures == {"Na Mèo": [4, 2, 1], "Sơn Điện": [4, 3, 2]}
    sums = [row for row in table if row[0] == "Cộng"]
    assert sums[0][3:] == ("=SUM(D5:D10)", "=SUM(E5:E10)")
    assert sums[1][1] == "=SUM(B14:B15)"


def test_state_and_day_stand_on_top(book: Workbook) -> None:
    page = book["Tổng hợp"]
    assert page["A1"].value == "Lịch họp chi bộ tháng 12/2026 – DỰ THẢO"
    assert page["A2"].value == "In ngày 23/11/2026"
