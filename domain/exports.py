"""Figures that leave in files: of what and for whom, and what the files are called."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.ids import PersonId, UnitId

LIVES = timedelta(minutes=15)  # how long an address, or a file shown in the web chat, opens
PICTURE = "tinh-hinh.png"


@dataclass(frozen=True, slots=True)
class Export:
    """Figures somebody wants in files: of a period and the subtree of some units.

    The period as it is written: `2026-W49`, `2026-12`, `2026-Q4`, `2026`.
    """

    person: PersonId
    period: str
    roots: tuple[UnitId, ...]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export. It is made when it is sent or opened: no figure of it is stored."""

    export: Export
    name: str

    def as_json(self) -> dict[str, Any]:
        """What is stored with a message."""
        export = self.export
        return {
            "person": export.person,
            "period": export.period,
            "roots": list(export.roots),
            "name": self.name,
        }


def read_file(stored: dict[str, Any]) -> ExportFile:
    """What `as_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    roots = tuple(UnitId(root) for root in stored["roots"])
    export = Export(PersonId(stored["person"]), str(stored["period"]), roots)
    return ExportFile(export, str(stored["name"]))


def paper_names(period: str) -> tuple[str, ...]:
    """The names of report, table and workbook of a period."""
    written = period.lower()
    return (f"bao-cao-{written}.docx", f"chi-bo-{written}.csv", f"chi-bo-{written}.xlsx")
