"""Dates, date ranges and times of day as people type them: "mùng 7", "12-14/12", "7h tối"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from domain.fold import fold
from domain.reply_words_times import DATE_WORDS

_WORD = re.compile(r"[^\W\d_]+|\d+|[/.:,\-]|\S")
_PLAIN = frozenset(DATE_WORDS.values())


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; `first <= last`."""

    first: date
    last: date


def plain(text: str) -> str:
    """Folded words with one space around each, so that patterns see whole words only."""
    lowered = unicodedata.normalize("NFC", text).lower()
    words = f" {' '.join(_plain_word(word) for word in _WORD.findall(lowered))} "
    return _MONTH_NAME.sub(lambda name: f" thang {_MONTHS[name[1]]} ", words)


_MONTHS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau6": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_MONTH_NAME = re.compile(rf" thang ({'|'.join(sorted(_MONTHS, key=len, reverse=True))}) ")


def _plain_word(word: str) -> str:
    known = DATE_WORDS.get(word)
    if known is not None:
        return known
    folded = fold(word)
    return "_" if folded in _PLAIN and not word.isascii() else folded


_NUMBER = r"(\d{1,2})"
_DAY_MONTH = re.compile(
    rf" {_NUMBER} (?:[/.\-]|thang|thg) {_NUMBER}(?: (?:[/.\-]|nam) (\d{{4}}|\d{{2}})(?! [/h:]))? "
)
_DAY = re.compile(rf" (?:ngay|mung|hom) {_NUMBER} (?!h |gio |:|[/] )")
_MUNG = re.compile(
    r" mung (hai|ba|bon|nam|sau6?|bay|tam|chin|muoi|mot) (?!muoi |mot |hai |ba |lam )"
)
_WEEKDAY = re.compile(
    r" (?:thu|t) (?P<day>[2-7]|hai|ba|bon|tu|nam|sau6?|bay)"
    r"(?: (?:tuan (?P<week>sau|toi|nay)|nay))? "
    r"| (?:chu nhat|cn)(?: (?:tuan (?P<sunday>sau|toi|nay)|nay))? "
)
_NEAR = re.compile(
    r" (?:ngay |hom |sangs? |tois? |chieu |trua |dem )?(mai|kia|nay) (?!tuan |thang )"
)
_NUMERALS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "sau6": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_THIS_SPAN = re.compile(
    r"(?<!\w)(?:buoi|ky|dot|lan|thang) nay |(?<!thu \w)(?<!thu \w\w\w) tuan nay "
)
_LUNAR = re.compile(r" (?:am|al|am lich|gieng|chap|tet) ")
_TARGET = re.compile(r" (?:sang|qua|thanh|vao|lai vao|den) ")


def days_named(words: str, today: date) -> list[date]:
    """Every different day that plain words name, earliest first."""
    return sorted(set(_days(words, today)))


def read_date(text: str, today: date) -> date | None:
    """The one day a text names; None when it names none, several, or a lunar day.

    A date without a year (or month) is the nearest such date not before `today`. Of a move ("từ
    5/12 sang 7/12") it is the new day. A weekday beside a full date must be that date's.
    """
    words = plain(text)
    if _LUNAR.search(words):
        return None
    days = _days(words, today)
    if len(set(days)) > 1:
        target = list(_TARGET.finditer(words))
        days = _days(words[target[-1].end() - 1 :], today) if target else []
    return days[0] if len(set(days)) == 1 else None


def _days(words: str, today: date) -> list[date]:
    """Every day named; empty when one of them does not exist."""
    found: list[date | None] = []
    rest = _THIS_SPAN.sub(" _ ", words)
    for pattern, read in (
        (_DAY_MONTH, _day_month),
        (_DAY, _day_only),
        (_MUNG, _day_only),
        (_WEEKDAY, _weekday),
        (_NEAR, _near),
    ):
        if pattern is _WEEKDAY and len(found) == 1 and found[0] and _agrees(rest, found[0]):
            break
        while match := pattern.search(rest):
            found.append(read(match, today))
            rest = f"{rest[: match.start()]} _ {rest[match.end() :]}"
    named = [day for day in found if day is not None]
    return named if len(named) == len(found) else []


def _agrees(words: str, day: date) -> bool:
    """A weekday said beside a full date ("thứ 5 ngày 3/12") is the weekday of that date."""
    match = _WEEKDAY.search(words)
    return match is None or _weekday_number(match) == day.weekday()


def _day_month(match: re.Match[str], today: date) -> date | None:
    day, month = int(match[1]), int(match[2])
    if match[3]:
        year = int(match[3])
        return _valid(year if year > 99 else 2000 + year, month, day)
    for year in range(today.year, today.year + 9):  # 29/2 may be years away
        found = _valid(year, month, day)
        if found and found >= today:
            return found
    return None


def _day_only(match: re.Match[str], today: date) -> date | None:
    number = int(match[1]) if match[1].isdigit() else _NUMERALS[match[1]]
    year, month = today.year, today.month
    for _ in range(12):
        found = _valid(year, month, number)
        if found and found >= today:
            return found
        year, month = year + month // 12, month % 12 + 1
    return None


def _weekday_number(match: re.Match[str]) -> int:
    name = match["day"]
    if name is None:
        return 6
    return (int(name) if name.isdigit() else _NUMERALS[name]) - 2


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _weekday_number(match)
    week = match["week"] or match["sunday"]
    if week is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    ahead = 0 if week == "nay" else 7
    return today + timedelta(days=ahead + weekday - today.weekday())


def _near(match: re.Match[str], today: date) -> date:
    return today + timedelta(days={"nay": 0, "mai": 1, "kia": 2}[match[1]])


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
