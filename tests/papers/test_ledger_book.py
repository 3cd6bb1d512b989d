"""The workbook of a period: stable, filtered, and its formulas come to what reports print."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.papers.ledger_book import ledger_book
from bot.papers.ledger_csv import ledger_csv
from domain.calendar import local
from domain.reports.facts import Figure, Standing
from domain.reports.ledger import FIELDS
from domain.reports.period_paper import PeriodPaper, read_paper, written
from tests.papers.office import converted
from tests.papers.period_papers import a_month, line, paper
from texts.reports import ledger as words


def test_the_same_paper_gives_the_same_bytes_also_after_being_stored() -> None:
    month = a_month(24)
    again = read_paper(written(month))
    assert again == month
    assert ledger_book(month) == ledger_book(again)
    assert ledger_csv(month) == ledger_csv(again)
    other = replace(month, lines=month.lines[:-1])
    assert ledger_book(month) != ledger_book(other)


def test_a_month_closed_in_older_words_keeps_them() -> None:
    graded = replace(a_month(1).lines[0], standing="held", grade="poor")
    new = paper([graded])
    stored = json.loads(written(new))
    assert stored.pop("wording") == new.wording == 3
    old = read_paper(json.dumps(stored))
    assert "wording" not in written(old)
    assert ("Kém" in _words(new), "Yếu" in _words(new)) == (True, False)
    assert ("Kém" in _words(old), "Yếu" in _words(old)) == (False, True)
    assert read_paper(written(old)) == old


def _words(of: PeriodPaper) -> set[object]:
    page = load_workbook(io.BytesIO(ledger_book(of)))["Buổi họp"]
    return {cell for row in page.iter_rows(values_only=True) for cell in row}


def test_one_row_a_meeting_with_frozen_header_filters_and_formats() -> None:
    month = a_month(24)
    page = load_workbook(io.BytesIO(ledger_book(month)))[words.MEETINGS]
    rows = list(page.iter_rows(min_row=2))
    assert [cell.value for cell in page[1]] == list(words.MEETING_HEADERS)
    assert [row[0].value for row in rows] == [one.code for one in month.lines]
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref == f"A1:AC{len(rows) + 1}"
    first = month.lines[0]
    assert rows[0][5].value.date() == local(first.starts).date()
    assert (rows[0][5].number_format, rows[0][6].number_format) == ("DD/MM/YYYY", "HH:MM")
    assert rows[0][17].number_format == "0.0%"
    assert page.print_title_rows == "$1:$1"


def test_the_data_sheet_is_one_table_that_a_pivot_can_add_up() -> None:
    month = a_month(24)
    page = load_workbook(io.BytesIO(ledger_book(month)))[words.DATA]
    (table,) = page.tables.values()
    assert table.displayName == words.TABLE
    assert table.ref == f"A1:AF{len(month.lines) + 1}"
    header, *rows = page.iter_rows(values_only=True)
    sums: Counter[str] = Counter()
    for row in rows:
        for name, value in zip(header, row, strict=True):
            sums[str(name)] += value if isinstance(value, int) else 0
    figures = month.figures
    assert sums["so_buoi"] == figures[Figure.MEETINGS]
    assert sums["da_hop"] == figures.of(Standing.HELD)
    assert sums["co_mat"] == figures.members.present
    assert sums["phai_du"] == figures.members.due
    assert sums["can_bo_phai_du"] == figures[Figure.DUE]


def test_a_name_is_never_a_formula() -> None:
    evil = line(1, "=1+1", Standing.HELD, village="=HYPERLINK(1)", place="+2", code="@x")
    page = load_workbook(io.BytesIO(ledger_book(paper([evil]))))
    formulas = [
        cell.coordinate
        for row in page[words.MEETINGS].iter_rows(min_row=2)
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == ["R2"]
    assert page[words.SUMMARY]["A5"].value == "=1+1"
    assert page[words.SUMMARY]["A5"].data_type == "s"
    row = list(csv.reader(io.StringIO(ledger_csv(paper([evil])).decode("utf-8-sig"))))[1]
    assert {"'=1+1", "'=HYPERLINK(1)", "'+2", "'@x"} < set(row)


def test_the_csv_has_a_column_for_everything() -> None:
    month = a_month(5)
    rows = list(csv.reader(io.StringIO(ledger_csv(month).decode("utf-8-sig"))))
    assert rows[0] == ["period", *FIELDS]
    assert len(rows) == 6
    assert ledger_csv(month).startswith(b"\xef\xbb\xbf")


def test_an_empty_period_is_a_workbook_too() -> None:
    book = load_workbook(io.BytesIO(ledger_book(paper([]))))
    assert book.sheetnames == [words.SUMMARY, words.MEETINGS, words.DATA]


@pytest.mark.slow
def test_libreoffice_computes_what_the_reports_print(tmp_path: Path) -> None:
    """The stored results are left out, so that every number in the sheet is its own work."""
    month = a_month()
    file = tmp_path / "month.xlsx"
    file.write_bytes(ledger_book(month, results=False))
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"  # raw values
    computed = converted(file, options, tmp_path / "out").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(computed)))
    with_results = load_workbook(io.BytesIO(ledger_book(month)), data_only=True)[words.SUMMARY]
    compared = 0
    for said, expected in zip(rows[4:], with_results.iter_rows(min_row=5), strict=True):
        for cell, wanted in zip(said[1:], expected[1:], strict=True):
            if wanted.value is not None:
                number = float(cell.rstrip("%")) / (100 if cell.endswith("%") else 1)
                assert number == pytest.approx(float(wanted.value), abs=1e-9)
                compared += 1
    assert compared == 20 * (len(month.communes) + 1)
    assert "Err:" not in computed
    assert "#" not in computed
