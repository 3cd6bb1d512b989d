"""The options of a command line that name one period: --week, --month, --quarter or --year."""

import argparse

from bot.errors import CannotStart
from domain.reports.periods import Period, PeriodKind
from texts import exports as words

_EXAMPLES = {
    PeriodKind.WEEK: "2026-W49",
    PeriodKind.MONTH: "2026-11",
    PeriodKind.QUARTER: "2026-Q4",
    PeriodKind.YEAR: "2026",
}


def add(parser: argparse.ArgumentParser, *, required: bool) -> "argparse._MutuallyExclusiveGroup":
    """The four options, of which one is given; the group, for what else may stand in its place."""
    group = parser.add_mutually_exclusive_group(required=required)
    for kind, example in _EXAMPLES.items():
        group.add_argument(f"--{kind}", metavar=example)
    return group


def read(options: argparse.Namespace) -> Period | None:
    """The period that is named, None when none is. Raises CannotStart."""
    for kind in _EXAMPLES:
        text: str | None = getattr(options, kind)
        if text is not None:
            return _period(kind, text)
    return None


def _period(kind: PeriodKind, text: str) -> Period:
    try:
        period = Period.parse(text)
    except ValueError:
        raise CannotStart(words.bad_period(text)) from None
    if period.kind is not kind:
        raise CannotStart(words.bad_period(text))
    return period
