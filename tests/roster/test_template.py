"""The template: a person can fill it in by hand, and what they wrote is imported."""

from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot import importer
from bot.__main__ import main
from bot.roster.files import open_source
from bot.roster.reading import read
from bot.roster.writing import write_workbook
from domain.roster.problems import Fault
from tests.roster.conftest import NOW, TODAY, House
from texts.roster_guide import EXAMPLES

FILLED: dict[str, list[list[Any]]] = {
    "Đơn vị": [["NM", "xã Na Mèo", "Xã"], ["NV", "Phòng Nội vụ", "Cơ quan", "NM", 1]],
    "Chi bộ": [
        ["NM01", "bản Ngàm", "NM", "nhà văn hóa", 30, 1, "chủ nhật cuối", time(19, 30), 20],
    ],
    "Cán bộ": [
        ["BT1", "Hà Văn Chung", None, 900000001, "Bí thư", "NM01"],
        ["CB1", "Lò Thị Mai", "Chuyên viên", "0900 000 002", "Cán bộ", None, "NV", None, "có"],
    ],
    "Phân công": [["CB1", "NM01", "12-QĐ/ĐU", date(2026, 1, 1)]],
}


def template(tmp_path: Path) -> Path:
    path = tmp_path / "mau.xlsx"
    assert main(["template", str(path)]) == 0
    return path


async def test_a_template_filled_in_by_hand_is_imported(house: House) -> None:
    path = template(house.folder)
    book = load_workbook(path)
    for title, rows in FILLED.items():
        page = book[title]
        for number, row in enumerate(rows, 3):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value
    book.save(path)
    report = await importer.load(house.database, path, now=NOW, today=TODAY)
    assert {note.fault for note in report.notes} == {Fault.EXAMPLES_SKIPPED}
    (branch,) = await house.rows("branches")
    assert (branch["village"], branch["habit"], branch["habit_time"]) == (
        "bản Ngàm",
        "nth:-1:7",
        time(19, 30),
    )
    assert [row["phone"] for row in await house.rows("people")] == ["+84900000001", "+84900000002"]


def test_its_sheets_headers_choices_and_guide(tmp_path: Path) -> None:
    book = load_workbook(template(tmp_path))
    assert book.sheetnames == ["Đơn vị", "Chi bộ", "Cán bộ", "Phân công", "Hướng dẫn"]
    for title in book.sheetnames[:4]:
        page = book[title]
        assert page.freeze_panes == "B2"
        assert page["A1"].font.bold
        assert str(page["A2"].value).startswith("Ví dụ: ")
        assert page["A2"].font.italic
    choices = {
        str(area): validation.formula1
        for validation in book["Cán bộ"].data_validations.dataValidation
        for area in validation.sqref.ranges
    }
    assert choices["I2:I2000"] == '"có,không"'
    assert choices["F2:F2000"] == "'Chi bộ'!$A$3:$A$2000"
    assert choices["G2:G2000"] == "'Đơn vị'!$A$3:$A$2000"
    assert "Phó bí thư" in choices["E2:E2000"]
    for page in book.worksheets:
        for validation in page.data_validations.dataValidation:
            assert len(validation.formula1) <= 255  # Excel's limit
    guide = [row[1].value for row in book["Hướng dẫn"].iter_rows(min_row=2)]
    assert "Ngày họp thường lệ" in guide
    assert book["Cán bộ"]["D100"].number_format == "@"


def test_its_examples_are_examples_of_good_lines(tmp_path: Path) -> None:
    rows = {
        sheet: [
            {
                column: value.split(": ")[-1] if isinstance(value, str) else value
                for column, value in example.items()
            }
        ]
        for sheet, example in EXAMPLES.items()
    }
    write_workbook(tmp_path / "a.xlsx", rows, examples=False)
    reading = read(open_source(tmp_path / "a.xlsx"))
    assert reading.problems == ()
    assert reading.notes == ()


def test_an_existing_file_is_left_alone(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "dang-dung.xlsx"
    path.write_text("quan trọng")
    assert main(["template", str(path)]) == 1
    assert path.read_text() == "quan trọng"
    assert "Đã có" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_to(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "x").write_text("")
    assert main(["template", str(tmp_path / "x" / "a.xlsx")]) == 1
    assert "Không ghi được" in capsys.readouterr().out
