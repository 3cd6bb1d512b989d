"""The files of a period: workbook, report, CSV; and the pack of a month that is being closed."""

from importlib.metadata import version

from bot.papers.ledger_book import ledger_book
from bot.papers.ledger_csv import ledger_csv
from bot.papers.report_docx import report_docx
from domain.closing import PackFile
from domain.exports import paper_names
from domain.reports.period_paper import PeriodPaper

TEMPLATE = "mau-bao-cao.docx"
WRITERS = ("openpyxl", "python-docx")  # their versions may change bytes


def files(paper: PeriodPaper, template: bytes) -> tuple[PackFile, ...]:
    """Workbook, report and CSV of a period. Raises BrokenTemplate, before anything is made."""
    return tuple(PackFile(name, one(name, paper, template)) for name in names(paper))


def names(paper: PeriodPaper) -> tuple[str, ...]:
    """The names of the files, without making them."""
    return paper_names(str(paper.period))


def one(name: str, paper: PeriodPaper, template: bytes) -> bytes:
    """One of the files. Raises BrokenTemplate."""
    ending = name.rpartition(".")[2]
    if ending == "docx":
        return report_docx(paper, template)
    return ledger_csv(paper) if ending == "csv" else ledger_book(paper)


def pack(paper: PeriodPaper, template: bytes) -> tuple[PackFile, ...]:
    """The same with the template itself, without which the report could not be made again."""
    return (*files(paper, template), PackFile(TEMPLATE, template))


def programs() -> dict[str, str]:
    """Versions of what writes the files."""
    return {name: version(name) for name in WRITERS}
