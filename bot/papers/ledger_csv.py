"""The lines of a period as CSV: the columns of the data sheet, for programs of any kind."""

import csv
import io

from domain.calendar import local
from domain.reports.ledger import FIELDS, Line
from domain.reports.period_paper import PeriodPaper

_OPENS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ledger_csv(paper: PeriodPaper) -> bytes:
    """UTF-8 with a byte order mark, so that a spreadsheet program reads the letters right.

    A text that a program would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("period", *FIELDS))
    for line in paper.lines:
        writer.writerow((str(paper.period), *(_cell(value) for value in _values(line))))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _values(line: Line) -> list[object]:
    moved = local(line.moved).isoformat() if line.moved else None
    here = {"starts_at": local(line.starts).isoformat(), "moved_to": moved}
    return [here.get(name, getattr(line, name)) for name in FIELDS]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value.startswith(_OPENS_FORMULA):
        return f"'{value}"
    return value
