"""Cells of a workbook: rows of plain values, a header row, and formulas with stored results."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

DAY = "DD/MM/YYYY"
HOUR = "HH:MM"
SHARE = "0.0%"
NUMBER = "#,##0"
FONT = "Calibri"  # what plain cells have; a font without a name becomes any


def append(page: "Worksheet", values: Sequence[object]) -> None:
    """A row of plain values: a name that begins with = stays a name."""
    page.append(list(values))
    for cell in page[page.max_row]:
        _plain(cell)


def put(page: "Worksheet", row: int, values: Sequence[object]) -> None:
    """The same in a row of a known number: a sheet finds its last row slowly."""
    for index, value in enumerate(values, start=1):
        cell = page.cell(row, index)
        if value is not None:
            cell.value = value  # type: ignore[assignment]
            _plain(cell)


def _plain(cell: "Cell | MergedCell") -> None:
    if isinstance(cell.value, str):
        cell.data_type = "s"


def head(page: "Worksheet", row: int, widths: Sequence[int]) -> None:
    """Dress a row as a header and set the widths of its columns."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(widths, start=1):
        cell = page.cell(row, index)
        cell.font = Font(name=FONT, bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        page.column_dimensions[get_column_letter(index)].width = width


def on_a4_landscape(page: "Worksheet", *, header: int) -> None:
    """Print on A4 across, as wide as the paper, the header on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.print_title_rows = f"{header}:{header}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


_FORMULA = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*>)(<f>.*?</f>)<v\s*/?>(?:</v>)?', re.DOTALL)


def with_results(book: bytes, results: Mapping[str, Mapping[str, float]]) -> bytes:
    """The workbook with what its formulas come to, by file of the sheet and cell.

    A telephone shows the stored result; a spreadsheet program computes its own.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename in results:
                content = _stored(content, results[info.filename])
            target.writestr(info, content)
    return made.getvalue()


def _stored(sheet: bytes, results: Mapping[str, float]) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        value = results.get(match[2].decode())
        stored = b"" if value is None else f"<v>{value!r}</v>".encode()
        return match[1] + match[3] + stored

    return _FORMULA.sub(one, sheet)
