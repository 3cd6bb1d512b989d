"""Opening what the office gives us - a workbook or a folder of CSV files - and refusing the rest.

A spreadsheet from outside is untrusted: its size is checked before it is unpacked, its XML is
read by defusedxml, and its formulas are never computed.
"""

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.roster.grid import MAX_COLUMNS, MAX_ROWS, Cell, CellKind, Grid
from domain.roster.lines import Sheet
from domain.roster.problems import Fault, Problem, Unreadable
from texts.roster_sheets import FILES, GUIDE, SHEETS, plain, sheet_called

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 10
MAX_UNPACKED_MEGABYTES = 20
_MAX_RANGE = 50_000  # cells
_RANGES = re.compile(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=["']([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)["']"""
)
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Source:
    """The sheets of a file, its fingerprint, and what was noticed while opening it."""

    name: str
    sha256: str
    grids: Mapping[Sheet, Grid]
    notes: tuple[Problem, ...] = ()


def open_source(path: Path) -> Source:
    """Read a workbook or a folder of CSV files. Raises Unreadable with one clear problem each."""
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise Unreadable(Problem(Fault.NO_FILE, (str(path),)))
    data = _bytes(path)
    _refuse_other_formats(path, data)
    return _workbook(path.name, data)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_MEGABYTES * MEGABYTE:
            raise Unreadable(Problem(Fault.TOO_BIG, (str(MAX_MEGABYTES),)))
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unreadable(Problem(Fault.CANNOT_OPEN, (str(path), why))) from None


def _refuse_other_formats(path: Path, data: bytes) -> None:
    if not data:
        raise Unreadable(Problem(Fault.EMPTY_FILE))
    if data.startswith(_OLD_EXCEL):
        raise Unreadable(Problem(Fault.LOCKED if _ENCRYPTED in data else Fault.OLD_EXCEL))
    if path.suffix.lower() == ".csv":
        raise Unreadable(Problem(Fault.SINGLE_CSV, (", ".join(FILES.values()),)))
    if not data.startswith(b"PK") or not zipfile.is_zipfile(io.BytesIO(data)):
        raise Unreadable(Problem(Fault.NOT_A_WORKBOOK))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_contents(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unreadable(Problem(Fault.NOT_A_WORKBOOK)) from None


def _refuse_contents(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    # zipfile never unpacks more of an entry than the size declared here.
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_MEGABYTES * MEGABYTE:
        raise Unreadable(Problem(Fault.UNPACKS_TOO_BIG, (str(MAX_UNPACKED_MEGABYTES),)))
    names = {entry.filename for entry in entries}
    if "content.xml" in names:
        raise Unreadable(Problem(Fault.OPEN_DOCUMENT))
    pages = [name for name in names if name.startswith("xl/worksheets/")]
    if not pages:
        raise Unreadable(Problem(Fault.NOT_A_WORKBOOK))
    # openpyxl makes an object for each cell of these ranges: one line of XML fills the memory.
    for name in pages:
        for found in _RANGES.finditer(archive.read(name)):
            if _cells(found[1].decode()) > _MAX_RANGE:
                raise Unreadable(Problem(Fault.WIDE_RANGE, (found[1].decode(),)))


def _cells(area: str) -> int:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(area)
    return ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)


def _workbook(name: str, data: bytes) -> Source:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions openpyxl does not know
            book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception:  # openpyxl fails in dozens of ways on a damaged file
        raise Unreadable(Problem(Fault.BROKEN_WORKBOOK)) from None
    found: dict[Sheet, list[str]] = {}
    notes = []
    for title in book.sheetnames:
        sheet = sheet_called(title)
        if sheet is not None:
            found.setdefault(sheet, []).append(title)
        elif plain(title) != plain(GUIDE):
            notes.append(Problem(Fault.EXTRA_SHEET, (title,)))
    _refuse_missing({sheet: SHEETS[sheet] for sheet in Sheet}, found, book.sheetnames)
    grids = {sheet: _grid(sheet, book[titles[0]]) for sheet, titles in found.items()}
    return Source(name, hashlib.sha256(data).hexdigest(), grids, tuple(notes))


def _refuse_missing(
    wanted: Mapping[Sheet, str], found: Mapping[Sheet, list[str]], seen: list[str]
) -> None:
    shown = ", ".join(seen[:12])
    problems = [
        Problem(Fault.NO_SHEET, (wanted[sheet], shown)) for sheet in Sheet if sheet not in found
    ]
    problems += [
        Problem(Fault.TWO_SHEETS, (", ".join(names),)) for names in found.values() if len(names) > 1
    ]
    if problems:
        raise Unreadable(*problems)


def _grid(sheet: Sheet, page: object) -> Grid:
    from openpyxl.worksheet.worksheet import Worksheet

    if not isinstance(page, Worksheet):  # a chart sheet
        return Grid(sheet, ())
    rows = tuple(
        tuple(_cell(cell) for cell in cells)
        for cells in page.iter_rows(
            max_row=min(page.max_row, MAX_ROWS), max_col=min(page.max_column, MAX_COLUMNS)
        )
    )
    merged = tuple((area.min_row, area.max_row, str(area.coord)) for area in page.merged_cells)
    # Deleted rows keep their format, so the last row of a page says little: look for values.
    filled = (cell.row for cell in page._cells.values() if cell.value is not None)
    return Grid(sheet, rows, merged, cut=max(filled, default=0) > MAX_ROWS)


def _cell(cell: object) -> Cell:
    from openpyxl.cell.cell import Cell as ExcelCell

    if not isinstance(cell, ExcelCell):  # the covered part of a merged range
        return Cell(None)
    if cell.data_type == "f":
        return Cell("=", cell.coordinate, CellKind.FORMULA)
    if cell.data_type == "e":
        return Cell(str(cell.value), cell.coordinate, CellKind.ERROR)
    value = cell.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return Cell(value, cell.coordinate)
    if hasattr(value, "isoformat"):
        return Cell(value, cell.coordinate)  # type: ignore[arg-type]
    return Cell(str(value), cell.coordinate)


def _folder(path: Path) -> Source:
    by_name = {entry.name.lower(): entry for entry in path.iterdir() if entry.is_file()}
    tables = {sheet: by_name[name] for sheet, name in FILES.items() if name in by_name}
    seen = sorted(name for name in by_name if name.endswith(".csv"))
    _refuse_missing(FILES, {sheet: [entry.name] for sheet, entry in tables.items()}, seen)
    hashed = hashlib.sha256()
    grids = {}
    for sheet in Sheet:
        entry = tables[sheet]
        data = _bytes(entry)
        hashed.update(data)
        grids[sheet] = _table(sheet, entry.name, data)
    known = set(FILES.values())
    notes = tuple(Problem(Fault.EXTRA_SHEET, (name,)) for name in seen if name not in known)
    return Source(path.name, hashed.hexdigest(), grids, notes)


def _table(sheet: Sheet, name: str, data: bytes) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Problem(Fault.NOT_UTF8, (name,))) from None
    heads = text.split("\n", 12)[:12]  # a title may stand above the header
    separator = max(",;", key=lambda sign: max(head.count(sign) for head in heads))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise Unreadable(Problem(Fault.BROKEN_CSV, (name,))) from None
    rows = tuple(
        tuple(Cell(value, _address(row, column)) for column, value in enumerate(line))
        for row, line in enumerate((line[:MAX_COLUMNS] for line in lines[:MAX_ROWS]), 1)
    )
    return Grid(sheet, rows, cut=len(lines) > MAX_ROWS)


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
