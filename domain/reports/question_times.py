"""Which period plain words name: a day, or a week, month, quarter or year."""

import re
from datetime import date, timedelta

from domain.reports.periods import Period, PeriodKind

_UNITS = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nam": PeriodKind.YEAR,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PERIOD = re.compile(
    r"\b(?:trong |cua )?(?P<unit>tuan|thang|quy|nam) "
    r"(?P<which>nay|truoc|ngoai|qua|sau|toi"
    r"|(?:\d{1,2}|iv|i{1,3})[/-]20\d\d|20\d\d|\d{1,2}|iv|i{1,3})\b"
)
_SHIFTS = {"nay": 0, "truoc": -1, "ngoai": -1, "qua": -1, "sau": 1, "toi": 1}
_DAYS = {
    "hom nay": 0,
    "ngay hom nay": 0,
    "sang nay": 0,
    "chieu nay": 0,
    "toi nay": 0,
    "dem nay": 0,
    "hom qua": -1,
    "ngay hom qua": -1,
    "toi qua": -1,
    "hom kia": -2,
    "ngay mai": 1,
    "sang mai": 1,
    "chieu mai": 1,
    "toi mai": 1,
    "ngay kia": 2,
}
_NAMED = re.compile(rf"\b(?:trong )?(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})\b")
_TOMORROW = re.compile(r"^mai (?=\S)|(?<=\w) mai$")
_DATED = re.compile(
    r"\b(?:vao )?ngay (?P<day>\d{1,2})(?:[/-]| thang )(?P<month>\d{1,2})(?:[/-](?P<year>20\d\d))?\b"
)


_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4,
    "bay": 5, "7": 5,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:(?:ngay )?thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: nay| toi)?"
    r"(?: tuan (?P<week>nay|truoc|sau))?\b"
)


def named_period(words: str, today: date) -> tuple[Period | None, str]:
    """The one period that is named, and the words without it."""
    for pattern, read in (
        (_NAMED, _day),
        (_DATED, _date),
        (_TOMORROW, _day),
        (_WEEKDAY, _weekday),
        (_PERIOD, _span),
    ):
        match = pattern.search(words)
        found = None if match is None else read(match, today)
        if match is not None and found is not None:
            rest = words[: match.start()] + " " + words[match.end() :]
            return found, " ".join(rest.split())
    return None, words


def _day(match: re.Match[str], today: date) -> Period:
    ahead = _DAYS[match["day"]] if "day" in match.re.groupindex else 1
    return Period(today + timedelta(days=ahead), PeriodKind.DAY)


def _weekday(match: re.Match[str], today: date) -> Period:
    """Of this week, unless another is named."""
    monday = Period.of(PeriodKind.WEEK, today).shifted(_SHIFTS[match["week"] or "nay"]).first
    return Period(monday + timedelta(days=_WEEKDAYS.get(match["day"], 6)), PeriodKind.DAY)


def _date(match: re.Match[str], today: date) -> Period | None:
    """Without a year the day nearest to today."""
    years = [int(match["year"])] if match["year"] else [today.year + n for n in (-1, 0, 1)]
    try:
        days = [date(year, int(match["month"]), int(match["day"])) for year in years]
    except ValueError:
        return None
    return Period(min(days, key=lambda day: abs(day - today)), PeriodKind.DAY)


def _span(match: re.Match[str], today: date) -> Period | None:
    kind, which = _UNITS[match["unit"]], match["which"]
    if which in _SHIFTS:
        return Period.of(kind, today).shifted(_SHIFTS[which])
    number, _, year = which.replace("-", "/").partition("/")
    return numbered(kind, _ROMAN.get(number, 0) or int(number), int(year or 0), today)


def numbered(kind: PeriodKind, number: int, year: int, today: date) -> Period | None:
    """The period of that number: of that year, or (0) the latest that is not far ahead."""
    if kind is PeriodKind.YEAR:
        return Period(date(number, 1, 1), kind) if 2000 <= number <= 2100 else None
    if year == 0:
        this = Period.of(kind, today)
        back = (this.shifted(-n) for n in range(-1, 54))
        return next((one for one in back if one.number == number), None)
    letter = {PeriodKind.WEEK: f"W{number:02d}", PeriodKind.QUARTER: f"Q{number}"}.get(kind)
    try:
        return Period.parse(f"{year}-{letter or f'{number:02d}'}")
    except ValueError:
        return None
