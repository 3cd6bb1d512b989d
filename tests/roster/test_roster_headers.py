"""Headers: found in any order, with or without accents, below a title; refused when unclear."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.roster.files import open_source
from bot.roster.grid import Cell, Grid
from bot.roster.headers import records_of
from bot.roster.reading import read
from domain.roster.lines import COLUMNS, Column, Sheet
from domain.roster.problems import Fault, Unreadable
from tests.support.workbooks import SMALL, put, small, write_folder, write_xlsx
from texts.roster_sheets import HEADERS, SHEETS, header_called, sheet_called


def grid(sheet: Sheet, *rows: list[str | None]) -> Grid:
    return Grid(sheet, tuple(tuple(Cell(value) for value in row) for row in rows))


def without_accents(text: str) -> str:
    bare = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in bare if not unicodedata.combining(c))


WAYS = (
    str,
    str.upper,
    without_accents,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text} * ",
    lambda text: text.replace(" ", "\n"),
)


@given(st.data())
def test_headers_in_any_order_and_spelling(data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from(list(Sheet)))
    columns = data.draw(st.permutations(COLUMNS[sheet]))
    extra = data.draw(st.integers(0, len(columns)))
    headers = [
        data.draw(st.sampled_from(WAYS))(data.draw(st.sampled_from(HEADERS[sheet][column])))
        for column in columns
    ]
    values = [column.value for column in columns]
    headers.insert(extra, "Ghi chú riêng")
    values.insert(extra, "x")
    above = data.draw(st.integers(0, 3))
    title: list[list[str | None]] = [["DANH SÁCH"], [None], ["Năm 2026"]][:above]
    found = records_of(grid(sheet, *title, [*headers], [*values]))
    (record,) = found.records
    assert {column: cell.text for column, cell in record.cells.items()} == {
        column: column.value for column in columns
    }
    assert record.row == above + 2
    assert [(note.fault, note.arguments) for note in found.notes] == [
        (Fault.EXTRA_COLUMN, ("Ghi chú riêng",))
    ]


def test_no_header_means_two_things() -> None:
    for sheet, headers in HEADERS.items():
        for column, names in headers.items():
            assert {header_called(sheet, name) for name in names} == {column}


@pytest.mark.parametrize("title", ["Chi bộ", "CHI BỘ", "chi bo", " 2. Chi bộ ", "Chi bộ (2)"])
def test_sheet_names(title: str) -> None:
    assert sheet_called(title) is Sheet.BRANCHES
    assert sheet_called(SHEETS[Sheet.UNITS]) is Sheet.UNITS
    assert sheet_called("Chi bộ cũ") is None


def test_a_missing_column_is_named_with_what_was_found() -> None:
    with pytest.raises(Unreadable) as caught:
        records_of(grid(Sheet.ASSIGNMENTS, ["Mã cán bộ", "Mã chi bộ"], ["CB1", "NM01"]))
    (problem,) = caught.value.problems
    assert problem.fault is Fault.NO_COLUMN
    assert problem.arguments == ("Số quyết định", "Mã cán bộ, Mã chi bộ")


def test_two_columns_of_one_meaning_are_refused() -> None:
    headers: list[str | None] = ["Mã cán bộ", "Mã chi bộ", "Số quyết định", "Chi bộ"]
    with pytest.raises(Unreadable) as caught:
        records_of(grid(Sheet.ASSIGNMENTS, headers))
    assert [problem.fault for problem in caught.value.problems] == [Fault.TWO_COLUMNS]


def test_a_sheet_without_headers_lists_those_wanted() -> None:
    with pytest.raises(Unreadable) as caught:
        records_of(grid(Sheet.ASSIGNMENTS, ["CB1", "NM01", "12-QĐ"]))
    (problem,) = caught.value.problems
    assert problem.fault is Fault.NO_HEADER
    assert "Số quyết định" in problem.arguments[0]


def test_blank_rows_and_short_rows_are_harmless() -> None:
    found = records_of(
        grid(
            Sheet.ASSIGNMENTS,
            ["Mã cán bộ", "Mã chi bộ", "Số quyết định", "Từ ngày"],
            [None, " "],
            ["CB1", "NM01", "12-QĐ"],
        )
    )
    (record,) = found.records
    assert record.row == 3
    assert record.cells[Column.SINCE].text == ""


def test_the_small_district_reads_the_same_from_every_kind_of_file(tmp_path: Path) -> None:
    expected = read(open_source(write_xlsx(tmp_path / "a.xlsx", SMALL))).roster
    folders = [
        write_folder(tmp_path / "comma", small()),
        write_folder(tmp_path / "semicolon", small(), separator=";"),
        write_folder(tmp_path / "without-mark", small(), encoding="utf-8"),
    ]
    for folder in folders:
        reading = read(open_source(folder))
        assert reading.problems == ()
        assert reading.roster == expected


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.permutations(range(12)), st.permutations(range(4)))
def test_a_workbook_with_shuffled_columns_and_sheets(
    tmp_path: Path, columns: list[int], sheets: list[int]
) -> None:
    book = small()
    expected = read(open_source(write_xlsx(tmp_path / "a.xlsx", book))).roster
    book["Chi bộ"] = [[row[index] for index in columns] for row in book["Chi bộ"]]
    names = list(book)
    shuffled = {names[index]: book[names[index]] for index in sheets}
    assert read(open_source(write_xlsx(tmp_path / "b.xlsx", shuffled))).roster == expected


def test_example_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    book = small()
    put(book, "Chi bộ", "NM01", "Mã chi bộ", "VÍ DỤ: NM01")
    reading = read(open_source(write_xlsx(tmp_path / "a.xlsx", book)))
    assert [line.code for line in reading.roster.branches] == ["NM02", "TT01"]
    assert [note.fault for note in reading.notes] == [Fault.EXAMPLES_SKIPPED]
