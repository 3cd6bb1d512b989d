"""A sheet as read from a file: cells with their addresses, before anything is understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from domain.roster.lines import Sheet

MAX_ROWS = 5000
MAX_COLUMNS = 60

CellValue = str | int | float | bool | datetime | date | time | None


class CellKind(Enum):
    """A plain value, a formula (never trusted: its result may be stale), or an Excel error."""

    PLAIN = "plain"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    value: CellValue
    address: str = ""
    kind: CellKind = CellKind.PLAIN

    @property
    def text(self) -> str:
        """What the cell says, as a person reads it; whole numbers without a decimal point."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        # Excel and Word leave non-breaking and zero-width spaces; controls break databases.
        kept = "".join(c if c.isprintable() else " " for c in str(value).replace("\u200b", ""))
        return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of cells from row 1, and its merged ranges as (first row, last row, text)."""

    sheet: Sheet
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, str], ...] = ()
    cut: bool = False  # more rows than MAX_ROWS

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Rows that say something, with the number Excel shows beside them."""
        for number, cells in enumerate(self.rows, 1):
            if any(cell.text for cell in cells):
                yield number, cells
