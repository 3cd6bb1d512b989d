"""Dates, date ranges and times of day as people type them: "mùng 7", "12-14/12", "7h tối"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from domain.fold import fold
from domain.reply_words import DATE_WORDS

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
    return f" {' '.join(_plain_word(word) for word in _WORD.findall(lowered))} "


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
_MUNG = re.compile(r" mung (hai|ba|bon|nam|sau6?|bay|tam|chin|muoi|mot) ")
_WEEKDAY = re.compile(
    r" (?:thu|t) ([2-7]|hai|ba|bon|tu|nam|sau6?|bay) (?:(tuan) (sau|toi|nay) )?"
    r"| (chu nhat|cn) (?:(tuan) (sau|toi|nay) )?"
)
_NEAR = re.compile(r" (?:ngay |hom |sangs? |tois? |chieu |trua )?(mai|kia|nay) ")
_NUMERALS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "sau6": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_LUNAR = re.compile(r" (?:am|al|am lich|gieng|chap|tet) ")
_TARGET = re.compile(r" (?:sang|qua|thanh|vao|lai vao|den) ")


def read_date(text: str, today: date) -> date | None:
    """The one day a text names; None when it names none, several, or a lunar day.

    A date without a year (or month) is the nearest such date not before `today`. Of a move ("từ 5/12
    sang 7/12") it is the new day.
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
    """Days named, in the order of the kinds: full dates, days of the month, weekdays, near days."""
    found: list[date | None] = []
    rest = words
    for pattern, read in (
        (_DAY_MONTH, _day_month),
        (_DAY, _day_only),
        (_MUNG, _day_only),
        (_WEEKDAY, _weekday),
        (_NEAR, _near),
    ):
        while match := pattern.search(rest):
            found.append(read(match, today))
            rest = f"{rest[: match.start()]} _ {rest[match.end() :]}"
        if found and pattern is not _NEAR and all(day is not None for day in found):
            rest = _NEAR.sub(" _ ", rest) if pattern is _WEEKDAY else rest
    named = [day for day in found if day is not None]
    return named if len(named) == len(found) else []


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


def _weekday(match: re.Match[str], today: date) -> date:
    name = match[1]
    weekday = 6 if name is None else (int(name) if name.isdigit() else _NUMERALS[name]) - 2
    week = match[3] or match[6]
    if week in ("sau", "toi"):
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + weekday)
    if week == "nay":
        return today - timedelta(days=today.weekday()) + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _near(match: re.Match[str], today: date) -> date:
    return today + timedelta(days={"nay": 0, "mai": 1, "kia": 2}[match[1]])


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
