"""A summary with the numbers that open its lists."""

from collections.abc import Iterable

from domain.messages import Option, Words
from domain.reports.listings import FIGURES, OFFERED, OTHERS, Listing
from domain.reports.summary import Summary
from texts.reports import listings, summary


def opening(found: Summary) -> Words:
    """The summary, and one numbered line for each figure that is not zero; the rest behind one."""
    options = _options(found, OFFERED)
    if options and _options(found, OTHERS):
        options = (*options, Option("rest", listings.REST))
    text = summary.summary(found)
    return Words(f"{text}\n{listings.OPENS}", options) if options else Words(text)


def rest(found: Summary) -> Words:
    """The other figures that are not zero, and the way back."""
    options = (*_options(found, OTHERS), Option("back", listings.BACK))
    return Words(listings.rest(found.facts.period, found.facts.name), options)


def _options(found: Summary, offered: Iterable[Listing]) -> tuple[Option, ...]:
    counted = [(one, found.figures[FIGURES[one][0]]) for one in offered]
    return tuple(Option(one, listings.option(one, n)) for one, n in counted if n)
