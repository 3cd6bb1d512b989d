"""Writing a workbook that the importer reads: the empty template, and the sample district."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from domain.roster.lines import COLUMNS, NEEDED, Column, Sheet
from texts import roster_guide as guide
from texts.roster_sheets import GUIDE, HEADERS, NO, ROLES, SHEETS, YES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | date | None
Rows = Mapping[Sheet, Sequence[Mapping[Column, CellValue]]]

_ROOM = 2000  # rows below the header that get drop-downs and formats
_WIDTHS = {
    Column.NAME: 26,
    Column.VILLAGE: 22,
    Column.PLACE: 30,
    Column.TITLE: 34,
    Column.ROUTE: 34,
    Column.HABIT: 20,
    Column.PHONE: 16,
    Column.ROLES: 22,
}
_WIDTH = 15
_DATES = frozenset({Column.SINCE, Column.UNTIL})
_LISTED_IN = {  # columns that name a code of another sheet
    Column.PARENT: Sheet.UNITS,
    Column.COMMUNE: Sheet.UNITS,
    Column.OFFICE: Sheet.UNITS,
    Column.SEES: Sheet.UNITS,
    Column.BRANCHES: Sheet.BRANCHES,
    Column.BRANCH: Sheet.BRANCHES,
    Column.PERSON: Sheet.PEOPLE,
}
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_workbook(path: Path, rows: Rows, *, examples: bool) -> None:
    """Write the four sheets and the guide; the same rows give the same bytes on every run.

    With `examples`, a grey example row that the importer skips stands first in each sheet.
    """
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    for sheet in Sheet:
        page = book.create_sheet(SHEETS[sheet])
        _headers(page, sheet)
        lines = [guide.EXAMPLES[sheet]] if examples else []
        for line in [*lines, *rows.get(sheet, ())]:
            page.append([line.get(column) for column in COLUMNS[sheet]])
        if examples:
            _mark_example(page)
        _formats(page, sheet)
        _choices(page, sheet, first_row=3 if examples else 2)
    _guide(book.create_sheet(GUIDE))
    if first is not None:
        book.remove(first)
    buffer = io.BytesIO()
    book.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(without_times(buffer.getvalue()))


def _headers(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    needed = NEEDED[sheet] - {Column.PARENT, Column.HABIT, Column.BRANCHES, Column.OFFICE}
    page.append(
        [HEADERS[sheet][column][0] + " *" * (column in needed) for column in COLUMNS[sheet]]
    )
    for index, column in enumerate(COLUMNS[sheet], 1):
        cell = page.cell(1, index)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, _WIDTH)
    page.row_dimensions[1].height = 32
    page.freeze_panes = "B2"


def _mark_example(page: "Worksheet") -> None:
    from openpyxl.styles import Font

    for cell in page[2]:
        cell.font = Font(italic=True, color="FF808080")


def _formats(page: "Worksheet", sheet: Sheet) -> None:
    for index, column in enumerate(COLUMNS[sheet], 1):
        if column not in _DATES and column is not Column.PHONE:
            continue
        # A text format keeps Excel from eating the first zero of a telephone number.
        code = "DD/MM/YYYY" if column in _DATES else "@"
        for row in range(2, max(page.max_row, 200) + 1):
            page.cell(row, index).number_format = code


def _choices(page: "Worksheet", sheet: Sheet, first_row: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(COLUMNS[sheet], 1):
        formula = _choice(column, first_row)
        if formula is None:
            continue
        # Only yes and no are enforced; the others may hold several words or a new one.
        strict = column is Column.ROTATES
        validation = DataValidation(
            type="list", formula1=formula, allow_blank=True, showErrorMessage=strict
        )
        letter = get_column_letter(index)
        validation.add(f"{letter}2:{letter}{_ROOM}")
        page.add_data_validation(validation)


def _choice(column: Column, first_row: int) -> str | None:
    if column in _LISTED_IN:
        return f"'{SHEETS[_LISTED_IN[column]]}'!$A${first_row}:$A${_ROOM}"
    words: Sequence[str] = {
        Column.ROLES: tuple(ROLES.values()),
        Column.ROTATES: (YES, NO),
        Column.KIND: guide.KIND_CHOICES,
    }.get(column, ())
    return f'"{",".join(words)}"' if words else None


def _guide(page: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font

    page.append([guide.GUIDE_TITLE])
    for line in guide.GUIDE_LINES:
        page.append([line])
    page.append([])
    page.append(list(guide.GUIDE_HEADERS))
    page["A1"].font = Font(bold=True, size=14)
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    for sheet in Sheet:
        for column in COLUMNS[sheet]:
            header = HEADERS[sheet][column][0]
            page.append([SHEETS[sheet], header, guide.MEANINGS[sheet][column]])
            page.cell(page.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABC", (14, 28, 90), strict=True):
        page.column_dimensions[letter].width = width


def without_times(data: bytes) -> bytes:
    """The same workbook without the moment it was made, so that equal rows are equal bytes."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(\w+)[^>]*>[^<]*</dcterms:\1>", b"", content)
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return made.getvalue()
