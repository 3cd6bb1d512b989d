"""Files that are not the office's workbook: one clear line each, never a traceback."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bot.roster.files import MAX_MEGABYTES, open_source
from bot.roster.reading import read
from domain.roster.lines import Column, Sheet
from domain.roster.problems import Fault, Problem, Unreadable
from tests.support.workbooks import SMALL, put, small, write_folder, write_xlsx
from texts.roster_problems import problem as words

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def patched(path: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """A real workbook with the content of some entries changed."""
    write_xlsx(path, SMALL)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(name, change(name, source.read(name)))
    return buffer.getvalue()


def laughs(name: str, content: bytes) -> bytes:
    if name != "xl/workbook.xml":
        return content
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(9)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]><x>&l8;</x>"


def cut_in_half(name: str, content: bytes) -> bytes:
    return content[: len(content) // 2] if name.startswith("xl/worksheets") else content


def merged_to_the_end(name: str, content: bytes) -> bytes:
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    if not name.startswith("xl/worksheets"):
        return content
    return content.replace(b"</sheetData>", b"</sheetData>" + merged)


BAD: dict[str, tuple[str, Callable[[Path], bytes], Fault]] = {
    "empty": ("a.xlsx", lambda path: b"", Fault.EMPTY_FILE),
    "noise": ("a.xlsx", lambda path: os.urandom(200_000), Fault.NOT_A_WORKBOOK),
    "noise with a zip's head": (
        "a.xlsx",
        lambda path: b"PK\x03\x04" + os.urandom(50_000),
        Fault.NOT_A_WORKBOOK,
    ),
    "ten megabytes of noise": (
        "a.xlsx",
        lambda path: os.urandom(MAX_MEGABYTES * 1024 * 1024 + 1),
        Fault.TOO_BIG,
    ),
    "text": ("a.xlsx", lambda path: "Xin chào".encode(), Fault.NOT_A_WORKBOOK),
    "old Excel": ("a.xls", lambda path: OLE + bytes(600), Fault.OLD_EXCEL),
    "a password": (
        "a.xlsx",
        lambda path: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        Fault.LOCKED,
    ),
    "a CSV": ("a.csv", lambda path: b"a,b\n1,2\n", Fault.SINGLE_CSV),
    "OpenDocument": (
        "a.ods",
        lambda path: zipped(**{"mimetype": b"x", "content.xml": b"<x/>"}),
        Fault.OPEN_DOCUMENT,
    ),
    "another zip": ("a.zip", lambda path: zipped(**{"a.txt": b"x"}), Fault.NOT_A_WORKBOOK),
    "a Word document": (
        "a.docx",
        lambda path: zipped(word__document=b"<x/>"),
        Fault.NOT_A_WORKBOOK,
    ),
    "a zip bomb": (
        "a.xlsx",
        lambda path: zipped(xl__worksheets__sheet1=bytes(25 * 1024 * 1024)),
        Fault.UNPACKS_TOO_BIG,
    ),
    "an XML bomb": ("a.xlsx", lambda path: patched(path, laughs), Fault.BROKEN_WORKBOOK),
    "a damaged workbook": (
        "a.xlsx",
        lambda path: patched(path, cut_in_half),
        Fault.BROKEN_WORKBOOK,
    ),
    "a merge of every cell": (
        "a.xlsx",
        lambda path: patched(path, merged_to_the_end),
        Fault.WIDE_RANGE,
    ),
    "a truncated workbook": (
        "a.xlsx",
        lambda path: write_xlsx(path, SMALL).read_bytes()[:-300],
        Fault.NOT_A_WORKBOOK,
    ),
    "an empty zip": ("a.xlsx", lambda path: zipped(), Fault.NOT_A_WORKBOOK),
}


def refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        open_source(path)
    for problem in caught.value.problems:
        assert "\n" not in words(problem)
    return caught.value.problems


@pytest.mark.parametrize(("name", "make", "fault"), BAD.values(), ids=BAD.keys())
def test_other_files(
    tmp_path: Path, name: str, make: Callable[[Path], bytes], fault: Fault
) -> None:
    path = tmp_path / name
    path.write_bytes(make(tmp_path / "made.xlsx"))
    (problem,) = refused(path)
    assert problem.fault is fault


def test_no_file(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "không-có.xlsx")
    assert problem.fault is Fault.NO_FILE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_we_may_not_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", SMALL)
    path.chmod(0)
    (problem,) = refused(path)
    assert problem.fault is Fault.CANNOT_OPEN


def test_a_table_that_is_a_dangling_link(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", small())
    (folder / "chi-bo.csv").unlink()
    (folder / "chi-bo.csv").symlink_to("nowhere")
    (problem,) = refused(folder)
    assert problem.fault is Fault.NO_SHEET


def test_missing_sheets_are_named_with_those_found(tmp_path: Path) -> None:
    book = {"Sheet1": SMALL["Đơn vị"], "Chi bộ": SMALL["Chi bộ"], "Can bo": SMALL["Cán bộ"]}
    problems = refused(write_xlsx(tmp_path / "a.xlsx", book))
    assert [(p.fault, p.arguments) for p in problems] == [
        (Fault.NO_SHEET, ("Đơn vị", "Sheet1, Chi bộ, Can bo")),
        (Fault.NO_SHEET, ("Phân công", "Sheet1, Chi bộ, Can bo")),
    ]


def test_two_sheets_of_one_meaning(tmp_path: Path) -> None:
    book = small() | {"CHI BO (2)": SMALL["Chi bộ"]}
    (problem,) = refused(write_xlsx(tmp_path / "a.xlsx", book))
    assert problem.fault is Fault.TWO_SHEETS


def test_other_sheets_are_noted(tmp_path: Path) -> None:
    source = open_source(write_xlsx(tmp_path / "a.xlsx", small() | {"Thống kê": [["x"]]}))
    assert [(note.fault, note.arguments) for note in source.notes] == [
        (Fault.EXTRA_SHEET, ("Thống kê",))
    ]


def test_a_folder_without_its_files(tmp_path: Path) -> None:
    problems = refused(tmp_path)
    assert [p.arguments[0] for p in problems] == [
        "don-vi.csv",
        "chi-bo.csv",
        "can-bo.csv",
        "phan-cong.csv",
    ]


def test_a_csv_of_another_encoding(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", small())
    (folder / "chi-bo.csv").write_bytes("Mã chi bộ,bản".encode("utf-16"))
    (problem,) = refused(folder)
    assert (problem.fault, problem.arguments) == (Fault.NOT_UTF8, ("chi-bo.csv",))


def test_a_csv_with_an_open_quote(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", small())
    (folder / "chi-bo.csv").write_text('Mã,"Bản\nNM01', encoding="utf-8")
    (problem,) = refused(folder)
    assert (problem.fault, problem.arguments) == (Fault.BROKEN_CSV, ("chi-bo.csv",))


def edited(path: Path, edit: Callable[[Any], None]) -> tuple[Problem, ...]:
    """What is wrong with the small workbook after an edit of its Chi bộ sheet."""
    write_xlsx(path, SMALL)
    book: Workbook = load_workbook(path)
    edit(book["Chi bộ"])
    book.save(path)
    return read(open_source(path)).problems


def test_a_merged_header_is_refused(tmp_path: Path) -> None:
    problems = edited(tmp_path / "a.xlsx", lambda page: page.merge_cells("E1:F1"))
    assert [(p.fault, p.sheet, p.row, p.arguments) for p in problems] == [
        (Fault.MERGED, Sheet.BRANCHES, 1, ("E1:F1",))
    ]


def test_a_merged_cell_in_the_list_is_refused(tmp_path: Path) -> None:
    problems = edited(tmp_path / "a.xlsx", lambda page: page.merge_cells("C2:C3"))
    assert [(p.fault, p.row, p.arguments) for p in problems] == [(Fault.MERGED, 2, ("C2:C3",))]


def test_a_merged_title_above_the_header_is_fine(tmp_path: Path) -> None:
    def title(page: Any) -> None:
        page.insert_rows(1, 2)
        page["A1"] = "DANH SÁCH CHI BỘ"
        page.merge_cells("A1:K1")

    assert edited(tmp_path / "a.xlsx", title) == ()


def test_a_formula_is_refused_with_its_address(tmp_path: Path) -> None:
    def formulas(page: Any) -> None:
        page["E2"] = "=SUM(E3:E4)"
        page["J3"] = '=HYPERLINK("http://x","y")'
        page["E4"] = "#REF!"

    problems = edited(tmp_path / "a.xlsx", formulas)
    assert [(p.fault, p.row, p.column, p.arguments) for p in problems] == [
        (Fault.FORMULA, 2, Column.MEMBERS, ("E2",)),
        (Fault.FORMULA, 3, Column.ROUTE, ("J3",)),
        (Fault.EXCEL_ERROR, 4, Column.MEMBERS, ("E4", "#REF!")),
    ]


def test_too_many_rows(tmp_path: Path) -> None:
    problems = edited(tmp_path / "a.xlsx", lambda page: page.cell(6000, 1, "NM99"))
    assert [(p.fault, p.sheet) for p in problems] == [(Fault.TOO_MANY_ROWS, Sheet.BRANCHES)]


def test_empty_formatted_rows_far_below_are_fine(tmp_path: Path) -> None:
    def formats(page: Any) -> None:
        page.cell(900_000, 3).number_format = "DD/MM/YYYY"

    assert edited(tmp_path / "a.xlsx", formats) == ()


def test_sheets_with_only_headers(tmp_path: Path) -> None:
    book = {title: rows[:1] for title, rows in SMALL.items()}
    problems = read(open_source(write_xlsx(tmp_path / "a.xlsx", book))).problems
    assert [(p.fault, p.sheet) for p in problems] == [
        (Fault.NO_ROWS, Sheet.UNITS),
        (Fault.NO_ROWS, Sheet.BRANCHES),
        (Fault.NO_ROWS, Sheet.PEOPLE),
    ]


def test_every_wrong_cell_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    book = small()
    put(book, "Chi bộ", "NM01", "Từ ngày", "05/12/0206")
    put(book, "Chi bộ", "NM01", "Giờ họp", "tối")
    put(book, "Chi bộ", "NM02", "Nơi họp", None)
    put(book, "Cán bộ", "BT1", "Điện thoại", "0123")
    put(book, "Phân công", "CB1", "Đến ngày", "01/01/2020")
    problems = read(open_source(write_xlsx(tmp_path / "a.xlsx", book))).problems
    assert [words(p) for p in problems] == [
        "Trang Chi bộ, dòng 2, cột Giờ họp: “tối” không phải giờ. Ghi 19h30 hoặc 19:30.",
        "Trang Chi bộ, dòng 2, cột Từ ngày: Năm 0206 không hợp lý. Sửa lại năm.",
        "Trang Chi bộ, dòng 3, cột Nơi họp: Còn trống. Phải ghi.",
        "Trang Cán bộ, dòng 2, cột Điện thoại: “0123” không phải số điện thoại. "
        "Ghi một số, ví dụ 0912 345 678.",
        "Trang Phân công, dòng 2, cột Đến ngày: Đến ngày 01/01/2020 lại trước từ ngày "
        "01/01/2026. Sửa một trong hai.",
    ]


def test_every_fault_has_words() -> None:
    arguments = ("1", "2", "3")
    for fault in Fault:
        role = ("secretary",) if fault in (Fault.NO_BRANCH, Fault.NO_OFFICE) else arguments
        line = words(Problem(fault, role))
        assert line.endswith((".", "…"))
        assert "{" not in line
