"""A summary with the numbers that open its lists."""

from domain.messages import Option, Words
from domain.reports.listings import FIGURES, OFFERED
from domain.reports.summary import Summary
from texts.reports import listings, summary


def opening(found: Summary) -> Words:
    """The summary, and one numbered line for each figure that is not zero."""
    counted = [(one, found.figures[FIGURES[one][0]]) for one in OFFERED]
    options = tuple(Option(one, listings.option(one, n)) for one, n in counted if n)
    text = summary.summary(found)
    return Words(f"{text}\n{listings.OPENS}", options) if options else Words(text)
