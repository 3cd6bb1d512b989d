"""The workbook of a period: a summary that computes itself, one row a meeting, data for pivots."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.papers.cells import (
    DAY,
    FONT,
    HOUR,
    NUMBER,
    SHARE,
    append,
    head,
    on_a4_landscape,
    put,
    with_results,
)
from bot.roster.writing import without_times
from domain.calendar import Week, local
from domain.reports.facts import Figure, Figures, Standing
from domain.reports.ledger import Line
from domain.reports.period_paper import PeriodPaper
from texts.reports import ledger as words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BEFORE_PLACE, _AFTER_PLACE = (
    (10, 16, 20, 12, 10, 12, 8),
    (14, 12, 16, *(11,) * 6, 9, 8, 8, 11, 8, 9, *(10,) * 6),
)
_SUMMARY_WIDTHS = (24, *(9,) * 20)
_NARROW_DATA = (10,) * len(words.DATA_HEADERS)  # of the first wordings: it cut names
_WIDE = {"xa": 22, "ban_khu_pho": 22, "ket_qua": 14, "ly_do": 22}
_DATA_WIDTHS = [max(_WIDE.get(name, 10), len(name) + 4) for name in words.DATA_HEADERS]
_HEAD = 4  # the row of the summary's header
_SUMMARY_FILE, _MEETINGS_FILE = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def ledger_book(paper: PeriodPaper, *, results: bool = True) -> bytes:
    """The XLSX; the same paper gives the same bytes. Names are text, never formulas.

    `results` False leaves out what the formulas come to, so that a program must compute them.
    """
    from openpyxl import Workbook

    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = words.SUMMARY
    _meetings(book, paper)
    _data(book, paper)
    stored = _summary(summary, paper)
    book.properties.title = words.title(paper.period)
    book.properties.creator = ""
    buffer = io.BytesIO()
    book.save(buffer)
    made = without_times(buffer.getvalue())
    if not results:
        return made
    rates = {f"R{row}": rate for row, line in enumerate(paper.lines, 2) if (rate := _rate(line))}
    return with_results(made, {_SUMMARY_FILE: stored, _MEETINGS_FILE: rates})


def _rate(line: Line) -> float | None:
    return None if not line.due or line.present is None else line.present / line.due


def _meetings(book: "Workbook", paper: PeriodPaper) -> None:
    from openpyxl.styles import Alignment

    centred = Alignment(horizontal="center")
    page = book.create_sheet(words.MEETINGS)
    page.append(list(words.MEETING_HEADERS))
    place = 30 if paper.wording == 1 else 40  # the first was too narrow for long names
    head(page, 1, (*_BEFORE_PLACE, place, *_AFTER_PLACE))
    page.row_dimensions[1].height = 48
    for row, line in enumerate(paper.lines, start=2):
        put(page, row, _meeting(line, paper.wording))
        page.cell(row, 18).value = f'=IF(AND(ISNUMBER(O{row}),N{row}>0),O{row}/N{row},"")'
        for column, form in ((6, DAY), (7, HOUR), (10, DAY), (18, SHARE)):
            page.cell(row, column).number_format = form
            page.cell(row, column).alignment = centred
    page.freeze_panes = "D2"
    page.auto_filter.ref = page.dimensions
    page.print_area = f"A1:S{page.max_row}"  # the rest is for the screen: A4 has an end
    on_a4_landscape(page, header=1)


def _meeting(line: Line, wording: int) -> list[object]:
    here, moved = local(line.starts), line.moved
    return [
        line.code,
        line.commune,
        line.village,
        words.kind(line),
        words.weekday(line),
        here.date(),
        here.time(),
        line.place,
        words.standing(line),
        local(moved).date() if moved else None,
        words.reason(line) or None,
        line.total,
        line.exempt,
        line.due,
        line.present,
        line.excused,
        line.unexcused,
        None,
        line.minutes,
        words.YES if line.thematic else None,
        words.grade(line, wording) or None,
        words.YES if line.low_turnout else None,
        words.YES if line.under_norm else None,
        line.visits_due,
        line.visits_present,
        line.visits_excused,
        line.visits_absent,
        line.visits_unseen,
        line.visits_disputed,
    ]


def _data(book: "Workbook", paper: PeriodPaper) -> None:
    """One named table without empty rows, merged cells or totals: what a pivot table wants."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    page = book.create_sheet(words.DATA)
    page.append(list(words.DATA_HEADERS))
    head(page, 1, _DATA_WIDTHS if paper.wording > 2 else _NARROW_DATA)
    for row, line in enumerate(paper.lines, start=2):
        put(page, row, _flat(paper, line))
        page.cell(row, 3).number_format = DAY
    last = get_column_letter(len(words.DATA_HEADERS))
    table = Table(displayName=words.TABLE, ref=f"A1:{last}{max(page.max_row, 2)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)
    page.freeze_panes = "A2"
    on_a4_landscape(page, header=1)


def _flat(paper: PeriodPaper, line: Line) -> list[object]:
    day = local(line.starts).date()
    standing = Standing(line.standing)
    return [
        str(paper.period),
        Week.of(day).number,
        day,
        line.commune,
        line.code,
        line.village,
        words.kind(line),
        words.standing(line),
        words.reason(line),
        1,
        *(int(standing is one) for one in _COUNTED),
        int(line.thematic),
        words.grade(line, paper.wording),
        line.total,
        line.due,
        line.present,
        line.excused,
        line.unexcused,
        line.exempt,
        line.minutes,
        int(line.low_turnout),
        int(line.under_norm),
        line.visits_due,
        line.visits_present,
        line.visits_excused,
        line.visits_absent,
        line.visits_unseen,
        line.visits_disputed,
    ]


_COUNTED = (
    Standing.HELD,
    Standing.MOVED,
    Standing.POSTPONED,
    Standing.NOT_HELD,
    Standing.UNREPORTED,
)
_SUMS = {  # column of the summary: column of the meetings it adds up
    "J": "N",
    "K": "O",
    "L": "P",
    "M": "Q",
    "N": "M",
    "S": "X",
    "T": "Y",
}
_FLAGS = {"P": "V", "Q": "W"}
_RATES = {"I": ("C", "B"), "O": ("K", "J"), "U": ("T", "S")}
_PLAIN = "BCDEFGHJKLMNPQRST"


def _summary(page: "Worksheet", paper: PeriodPaper) -> dict[str, float]:
    """A row of formulas for each commune and their sum; what each formula comes to."""
    from openpyxl.styles import Font

    append(page, [words.title(paper.period)])
    append(page, [f"{paper.unit}. {words.as_of(paper.as_of)}"])
    page["A1"].font = Font(name=FONT, bold=True, size=14)
    _place_header(page)
    stored: dict[str, float] = {}
    last = max(len(paper.lines) + 1, 2)
    for row, commune in enumerate(paper.communes, _HEAD + 1):
        page.cell(row, 1).value = commune.name
        page.cell(row, 1).data_type = "s"
        _formulas(page, row, last)
        stored |= _results(row, commune.figures)
    total = _HEAD + 1 + len(paper.communes)
    _totals(page, total)
    stored |= _results(total, paper.figures)
    page.freeze_panes = f"B{_HEAD + 1}"
    on_a4_landscape(page, header=_HEAD)
    return stored


def _place_header(page: "Worksheet") -> None:
    for index, header in enumerate(words.SUMMARY_HEADERS, start=1):
        page.cell(_HEAD, index).value = header
    head(page, _HEAD, _SUMMARY_WIDTHS)
    page.row_dimensions[_HEAD].height = 48


def _formulas(page: "Worksheet", row: int, last: int) -> None:
    """Exact comparison (SUMPRODUCT): a name is never read as a pattern or an operator."""

    def column(letter: str) -> str:
        return f"'{words.MEETINGS}'!${letter}$2:${letter}${last}"

    here = f"({column('B')}=$A{row})"
    page[f"B{row}"] = f"=SUMPRODUCT(--{here})"
    for letter, standing in zip("CDEFG", _COUNTED, strict=True):
        said = words.STANDINGS[standing]
        page[f"{letter}{row}"] = f'=SUMPRODUCT({here}*({column("I")}="{said}"))'
    page[f"H{row}"] = f"=B{row}-SUM(C{row}:G{row})"
    held = words.STANDINGS[Standing.HELD]
    for letter, source in _SUMS.items():
        page[f"{letter}{row}"] = f"=SUMPRODUCT(--{here},{column(source)})"
    for letter, source in {**_FLAGS, "R": "T"}.items():
        only = f'*({column("I")}="{held}")' if letter == "R" else ""
        page[f"{letter}{row}"] = f'=SUMPRODUCT({here}*({column(source)}="{words.YES}"){only})'
    _dress(page, row)


def _totals(page: "Worksheet", row: int) -> None:
    from openpyxl.styles import Font

    page.cell(row, 1).value = words.TOTAL
    for letter in _PLAIN:
        page[f"{letter}{row}"] = f"=SUM({letter}{_HEAD + 1}:{letter}{row - 1})"
    _dress(page, row)
    for cell in page[row]:
        cell.font = Font(name=FONT, bold=True)


def _dress(page: "Worksheet", row: int) -> None:
    for letter, (part, base) in _RATES.items():
        page[f"{letter}{row}"] = f'=IF({base}{row}>0,{part}{row}/{base}{row},"")'
        page[f"{letter}{row}"].number_format = SHARE
    for letter in _PLAIN:
        page[f"{letter}{row}"].number_format = NUMBER


def _results(row: int, figures: Figures) -> dict[str, float]:
    """What the formulas of a row come to, from the figures every report prints."""
    f, members = figures, figures.members
    counted = [f.of(one) for one in _COUNTED]
    values: Sequence[float] = (
        f[Figure.MEETINGS],
        *counted,
        f[Figure.MEETINGS] - sum(counted),
        *(members.due, members.present, members.excused, members.unexcused, members.exempt),
        *(f[Figure.LOW_TURNOUT], f[Figure.UNDER_NORM], f[Figure.THEMATIC]),
        *(f[Figure.DUE], f[Figure.PRESENT]),
    )
    found = {f"{letter}{row}": value for letter, value in zip(_PLAIN, values, strict=True)}
    for letter, (part, base) in _RATES.items():
        if found[f"{base}{row}"]:
            found[f"{letter}{row}"] = found[f"{part}{row}"] / found[f"{base}{row}"]
    return found
