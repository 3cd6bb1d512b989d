"""How long the papers of a period take to draw: `python -m bench.papers`."""

import time
from collections.abc import Callable, Iterator

from bench.figures import Figure, show
from bot.papers.ledger_book import ledger_book
from bot.papers.ledger_csv import ledger_csv
from bot.papers.letterhead import report_template
from bot.papers.report_docx import report_docx
from tests.papers.period_papers import a_month


def measure() -> Iterator[Figure]:
    """Processor time of the best of five, for a district and for 5,000 branches."""
    template = report_template()
    for count in (94, 5000):
        paper = a_month(count)
        drawings: dict[str, Callable[[], bytes]] = {
            "workbook": lambda paper=paper: ledger_book(paper),
            "report": lambda paper=paper: report_docx(paper, template),
            "CSV": lambda paper=paper: ledger_csv(paper),
        }
        for name, draw in drawings.items():
            yield Figure(f"{name} of {count} meetings", _best(draw), "s")


def _best(draw: Callable[[], bytes]) -> float:
    spent = []
    for _ in range(5):
        began = time.process_time()
        draw()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    show(measure())
