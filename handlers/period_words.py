"""Which period somebody means: "tuần 49", "tháng 11", "quý 4", "năm 2026", or nothing."""

import re
from datetime import date

from domain.fold import fold
from domain.reports.periods import Period, PeriodKind

_WRITTEN = re.compile(r"20\d\d(?:-(?:w\d{1,2}|q[1-4]|\d{1,2}))?|\d{1,2}/20\d\d")
_SAID = re.compile(r"(tuan|thang|quy|nam)\b\s*(-?\d{1,2}(?:/20\d\d)?|20\d\d)?")
_KINDS = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nam": PeriodKind.YEAR,
}


def period(text: str, today: date) -> tuple[Period, str]:
    """The period a text begins with, and the rest; without one the month of today.

    Raises ValueError for a period that cannot be.
    """
    said = text.strip()
    folded = fold(said)
    written = _WRITTEN.match(folded)
    if written:
        return Period.parse(written[0]), _rest(said, written.end())
    match = _SAID.match(folded)
    if match is None:
        return Period.of(PeriodKind.MONTH, today), said
    kind = _KINDS[match[1]]
    return _numbered(kind, match[2], today), _rest(said, match.end())


def _rest(said: str, length: int) -> str:
    """What follows; folding keeps the number of letters of composed Vietnamese."""
    return said[length:].strip(" ,")


def _numbered(kind: PeriodKind, number: str | None, today: date) -> Period:
    """Nothing: the present one; -1: the one before; 11: the latest such; 11/2026: that one."""
    this = Period.of(kind, today)
    if number is None:
        return this
    digits, _, year = number.partition("/")
    count = int(digits)
    if kind is PeriodKind.YEAR:
        return Period(date(count, 1, 1), kind) if count > 0 else this.shifted(count)
    if count <= 0:
        return this.shifted(count)
    for back in range(-1, 54):
        one = this.shifted(-back)
        if one.number == count and (not year or one.year == int(year)):
            return one
    raise ValueError(f"no such period: {number}")
