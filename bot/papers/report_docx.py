"""The report of a period as .docx, from the office's template or the one of the house."""

from bot.papers.template import Filling, filled
from domain.reports.period_paper import PeriodPaper
from texts.reports import document as words


def report_docx(paper: PeriodPaper, template: bytes) -> bytes:
    """The report; the same paper and template give the same bytes. Raises BrokenTemplate."""
    filling = Filling(
        words=words.words_of(paper, words.day_of(paper)),
        lines=words.lines_of(paper),
        rows=words.rows_of(paper),
    )
    return filled(template, filling)
