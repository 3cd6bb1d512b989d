"""The draft as a workbook: one row a line, and totals by week and by commune as formulas."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.roster.writing import without_times
from domain.calendar import local
from domain.reports.plan_sheet import PaperLine, PlanPaper, commune_sheets, grid
from texts import papers as words

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (10, 16, 20, 11, 12, 8, 32, 34, 15, 10, 22)
_TOTAL_WIDTHS = (16, 12, 14, 20, 20)
_DAY = "DD/MM/YYYY"
_HOUR = "HH:MM"


def workbook(paper: PlanPaper) -> bytes:
    """The XLSX; the same paper gives the same bytes. Names are text, never formulas."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = words.LINES_SHEET
    rows = _write_lines(page, paper)
    _write_totals(book.create_sheet(words.TOTALS_SHEET), paper, rows)
    book.properties.title = f"{words.title(paper.month)} – {words.state(paper.approved)}"
    buffer = io.BytesIO()
    book.save(buffer)
    return without_times(buffer.getvalue())


def _write_lines(page: "Worksheet", paper: PlanPaper) -> int:
    """Header and one row a line; the number of the last row."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.append(list(words.LINE_HEADERS))
    _head(page, 1, _WIDTHS)
    sheets = commune_sheets(paper)
    for line in (line for sheet in sheets for line in (*sheet.lines, *sheet.apart)):
        _append(page, _values(line))
        page.cell(page.max_row, 5).number_format = _DAY
        page.cell(page.max_row, 6).number_format = _HOUR
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return max(page.max_row, 2)


def _values(line: PaperLine) -> list[object]:
    here = local(line.starts_at) if line.starts_at is not None else None
    return [
        line.code,
        line.commune,
        line.village,
        words.weekday(line.starts_at) if line.starts_at is not None else None,
        here.date() if here is not None else None,
        here.time() if here is not None else None,
        line.place,
        words.guests(line.guests),
        words.YES if line.habitual else words.NO,
        words.YES if line.pinned else words.NO,
        words.note(line.standing),
    ]


def _write_totals(page: "Worksheet", paper: PlanPaper, last: int) -> None:
    def column(letter: str) -> str:
        return f"'{words.LINES_SHEET}'!${letter}$2:${letter}${last}"

    communes, days, usual = column("B"), column("E"), column("I")
    _append(page, [f"{words.title(paper.month)} – {words.state(paper.approved)}"])
    _append(page, [words.printed_on(paper.printed_on)])
    page.append([])
    first = _table_head(page, words.WEEK_HEADERS)
    for week in grid(paper).weeks:
        _append(page, [words.week_number(week), week.monday, week.sunday])
        row = page.max_row
        within = f'{days},">="&B{row},{days},"<="&C{row}'
        page.cell(row, 4).value = f"=COUNTIFS({within})"
        page.cell(row, 5).value = f'=COUNTIFS({within},{usual},"{words.YES}")'
        page.cell(row, 2).number_format = page.cell(row, 3).number_format = _DAY
    _sums(page, first, "DE")
    page.append([])
    first = _table_head(page, words.COMMUNE_HEADERS)
    for sheet in commune_sheets(paper):
        _append(page, [sheet.commune])
        row = page.max_row
        here = f"{communes},A{row}"
        page.cell(row, 2).value = f"=COUNTIFS({here})"
        page.cell(row, 3).value = f'=COUNTIFS({here},{days},">0")'
        page.cell(row, 4).value = f'=COUNTIFS({here},{days},">0",{usual},"{words.YES}")'
        page.cell(row, 5).value = f"=B{row}-C{row}"
    _sums(page, first, "BCDE")
    page.freeze_panes = "B1"


def _table_head(page: "Worksheet", headers: Sequence[str]) -> int:
    """The header row of a table; the number of the first row below it."""
    page.append(list(headers))
    _head(page, page.max_row, _TOTAL_WIDTHS)
    return page.max_row + 1


def _sums(page: "Worksheet", first: int, letters: Iterable[str]) -> None:
    from openpyxl.styles import Font

    last = page.max_row
    page.append([words.TOTAL])
    for letter in letters:
        page[f"{letter}{last + 1}"] = f"=SUM({letter}{first}:{letter}{last})"
    for cell in page[last + 1]:
        cell.font = Font(bold=True)


def _append(page: "Worksheet", values: Sequence[object]) -> None:
    """A row of plain values: a name that begins with = stays a name."""
    page.append(list(values))
    for cell in page[page.max_row]:
        _plain(cell)


def _plain(cell: "Cell | MergedCell") -> None:
    if isinstance(cell.value, str):
        cell.data_type = "s"


def _head(page: "Worksheet", row: int, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(widths, start=1):
        cell = page.cell(row, index)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(index)].width = width
