"""The preview, the refusal and the template's words, as an official reads them."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.importer import ImportReport
from domain.roster.lines import COLUMNS, Sheet
from domain.roster.problems import Fault, Problem
from tests.roster.conftest import House
from tests.roster.test_undoing import changed
from tests.support.workbooks import drop, put, small
from texts import roster as words
from texts.roster_guide import EXAMPLES, MEANINGS
from texts.roster_sheets import HEADERS

Golden = Callable[[str, str], None]


def preview(report: ImportReport) -> str:
    return words.preview(report.file_name, report.changes, report.warnings, report.notes)


async def test_preview_of_the_first_import(house: House, golden: Golden) -> None:
    golden("preview-first", preview(await house.preview(small())))


async def test_preview_of_changes(house: House, golden: Golden) -> None:
    await house.load(small())
    book = changed()
    put(book, "Chi bộ", "TT01", "Ngày họp thường lệ", None)
    put(book, "Cán bộ", "CU1", "Luân phiên 3+1", "có")
    put(book, "Cán bộ", "BT2", "Điện thoại", "0900 000 001")
    put(book, "Phân công", "CB1", "Số quyết định", "31-QĐ/HU")
    book["Cán bộ"][0].append("Ghi chú")
    golden("preview-changes", preview(await house.preview(book)))


async def test_preview_of_nothing_new(house: House, golden: Golden) -> None:
    await house.load(small())
    golden("preview-nothing", preview(await house.preview(small())))


async def test_refusal(house: House, golden: Golden) -> None:
    book = small()
    put(book, "Đơn vị", "NV", "Thuộc đơn vị", "QX")
    put(book, "Chi bộ", "NM01", "Từ ngày", "05/12/0206")
    put(book, "Chi bộ", "NM02", "Được miễn", 99)
    put(book, "Cán bộ", "BT2", "Chi bộ", "NM01")
    put(book, "Cán bộ", "BT3", "Vai trò", "Trưởng bản")
    drop(book, "Phân công", "CU1")
    report = await house.preview(book)
    golden("refusal", words.refusal(report.file_name, report.problems, report.notes))


def test_every_problem_in_words(golden: Golden) -> None:
    from texts.roster_problems import problem

    role = ("secretary",)
    golden(
        "problems",
        "\n".join(
            problem(
                Problem(
                    fault,
                    role if fault in (Fault.NO_BRANCH, Fault.NO_OFFICE) else ("A", "B", "C"),
                )
            )
            for fault in Fault
        ),
    )


def test_what_undo_says(golden: Golden) -> None:
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    lines = [
        words.undo_preview("danh-sach.xlsx", at, 15),
        words.undone(),
        words.cannot_undo({"addresses": 2, "meetings": 94}),
        words.nothing_to_undo(),
    ]
    golden("undo", "\n".join(lines))


def test_every_column_has_a_header_and_a_meaning_and_fits_its_example() -> None:
    for sheet in Sheet:
        assert set(HEADERS[sheet]) == set(COLUMNS[sheet]) == set(MEANINGS[sheet])
        assert set(EXAMPLES[sheet]) <= set(COLUMNS[sheet])
