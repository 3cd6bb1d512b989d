"""The preview, the refusal and the template's words, as an official reads them."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.importer import ImportReport
from domain.roster.lines import COLUMNS, Sheet
from domain.roster.problems import Fault, Problem
from tests.roster.conftest import House
from tests.roster.test_undoing import changed
from tests.support.golden import Golden
from tests.support.workbooks import drop, put, small
from texts import roster as words
from texts.roster_guide import EXAMPLES, MEANINGS
from texts.roster_problems import problem
from texts.roster_sheets import HEADERS

GoldenFor = Callable[[str], Golden]


def preview(report: ImportReport) -> str:
    return words.preview(report.file_name, report.changes, report.warnings, report.notes)


async def test_preview_of_the_first_import(house: House, golden: GoldenFor) -> None:
    assert preview(await house.preview(small())) == golden("roster.preview-first")


async def test_preview_of_changes(house: House, golden: GoldenFor) -> None:
    await house.load(small())
    book = changed()
    put(book, "Chi bộ", "TT01", "Ngày họp thường lệ", None)
    put(book, "Cán bộ", "CU1", "Luân phiên 3+1", "có")
    put(book, "Cán bộ", "BT2", "Điện thoại", "0900 000 001")
    put(book, "Phân công", "CB1", "Số quyết định", "31-QĐ/HU")
    book["Cán bộ"][0].append("Ghi chú")
    assert preview(await house.preview(book)) == golden("roster.preview-changes")


async def test_preview_of_nothing_new(house: House, golden: GoldenFor) -> None:
    await house.load(small())
    assert preview(await house.preview(small())) == golden("roster.preview-nothing")


async def test_refusal(house: House, golden: GoldenFor) -> None:
    book = small()
    put(book, "Đơn vị", "NV", "Thuộc đơn vị", "QX")
    put(book, "Chi bộ", "NM01", "Từ ngày", "05/12/0206")
    put(book, "Chi bộ", "NM02", "Được miễn", 99)
    put(book, "Cán bộ", "BT2", "Chi bộ", "NM01")
    put(book, "Cán bộ", "BT3", "Vai trò", "Trưởng bản")
    drop(book, "Phân công", "CU1")
    report = await house.preview(book)
    said = words.refusal(report.file_name, report.problems, report.notes)
    assert said == golden("roster.refusal")


def test_a_refusal_does_not_scroll_the_terminal_away() -> None:
    problems = tuple(Problem(Fault.BLANK, (), Sheet.UNITS, row) for row in range(2, 502))
    lines = words.refusal("a.xlsx", problems, ()).splitlines()
    assert lines[0].endswith("500 chỗ cần sửa.")
    assert lines[101:103] == ["  … và 400 chỗ khác.", ""]


def test_every_problem_in_words(golden: GoldenFor) -> None:
    about_roles = (Fault.NO_BRANCH, Fault.NO_OFFICE)
    lines = [
        problem(Problem(fault, ("secretary",) if fault in about_roles else ("A", "B", "C")))
        for fault in Fault
    ]
    assert "\n".join(lines) == golden("roster.problems")


def test_what_undo_says(golden: GoldenFor) -> None:
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    lines = [
        words.undo_preview("danh-sach.xlsx", at, 15),
        words.undone(),
        words.cannot_undo({"addresses": 2, "meetings": 94}),
        words.nothing_to_undo(),
    ]
    assert "\n".join(lines) == golden("roster.undo")


def test_every_column_has_a_header_and_a_meaning_and_fits_its_example() -> None:
    for sheet in Sheet:
        assert set(HEADERS[sheet]) == set(COLUMNS[sheet]) == set(MEANINGS[sheet])
        assert set(EXAMPLES[sheet]) <= set(COLUMNS[sheet])
