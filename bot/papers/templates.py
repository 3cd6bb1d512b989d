"""Which template a report is made from: the office's file in its folder, else the house's own."""

from pathlib import Path

from bot.papers.letterhead import report_template
from domain.reports.periods import PeriodKind

NAMES = {
    PeriodKind.WEEK: "bao-cao-tuan.docx",
    PeriodKind.MONTH: "bao-cao-thang.docx",
    PeriodKind.QUARTER: "bao-cao-quy.docx",
    PeriodKind.YEAR: "bao-cao-nam.docx",
}


def template(folder: Path | None, kind: PeriodKind) -> bytes:
    """The bytes of the template for a kind of period."""
    own = None if folder is None else folder / NAMES[kind]
    return own.read_bytes() if own is not None and own.is_file() else report_template()
