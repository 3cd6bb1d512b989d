"""The draft as a workbook: one row a line, and totals by week and by commune as formulas."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.papers.cells import DAY, FONT, HOUR, append, head, on_a4_landscape
from bot.roster.writing import without_times
from domain.calendar import local
from domain.reports.plan_sheet import PaperLine, PlanPaper, commune_sheets, grid
from texts import papers as words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (10, 16, 20, 11, 12, 8, 32, 34, 15, 10, 22)
_TOTAL_WIDTHS = (16, 12, 14, 20, 20)


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
    page.append(list(words.LINE_HEADERS))
    head(page, 1, _WIDTHS)
    sheets = commune_sheets(paper)
    for line in (line for sheet in sheets for line in (*sheet.lines, *sheet.apart)):
        append(page, _values(line))
        page.cell(page.max_row, 5).number_format = DAY
        page.cell(page.max_row, 6).number_format = HOUR
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    on_a4_landscape(page, header=1)
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
    append(page, [f"{words.title(paper.month)} – {words.state(paper.approved)}"])
    append(page, [words.printed_on(paper.printed_on)])
    page.append([])
    first = _table_head(page, words.WEEK_HEADERS)
    for week in grid(paper).weeks:
        append(page, [words.week_number(week), week.monday, week.sunday])
        row = page.max_row
        within = f'{days},">="&B{row},{days},"<="&C{row}'
        page.cell(row, 4).value = f"=COUNTIFS({within})"
        page.cell(row, 5).value = f'=COUNTIFS({within},{usual},"{words.YES}")'
        page.cell(row, 2).number_format = page.cell(row, 3).number_format = DAY
    _sums(page, first, "DE")
    page.append([])
    first = _table_head(page, words.COMMUNE_HEADERS)
    for sheet in commune_sheets(paper):
        append(page, [sheet.commune])
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
    head(page, page.max_row, _TOTAL_WIDTHS)
    return page.max_row + 1


def _sums(page: "Worksheet", first: int, letters: Iterable[str]) -> None:
    from openpyxl.styles import Font

    last = page.max_row
    page.append([words.TOTAL])
    for letter in letters:
        page[f"{letter}{last + 1}"] = f"=SUM({letter}{first}:{letter}{last})"
    for cell in page[last + 1]:
        cell.font = Font(name=FONT, bold=True)
