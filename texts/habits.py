"""The habitual meeting day and hour in Vietnamese: what the office types, how it is said."""

import re
from datetime import time

from domain.calendar import WEEKDAYS
from domain.fold import fold
from domain.habits import LAST, DaysOfMonth, EveryWeekday, Habit, NthWeekday

_ORDINALS = {
    "nhat": 1,
    "dau": 1,
    "dau tien": 1,
    "mot": 1,
    "hai": 2,
    "nhi": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "cuoi": LAST,
    "cuoi cung": LAST,
} | {str(n): n for n in range(1, 6)}
_WEEKDAYS = {
    "hai": 1,
    "ba": 2,
    "tu": 3,
    "nam": 4,
    "sau": 5,
    "bay": 6,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_NONE = frozenset({"", "khong", "khong co", "khong co dinh", "chua co", "-"})
_DAYS = re.compile(
    r"(?:tu )?(?:ngay |mung |mong )?(\d{1,2})"
    r"(?:(?: ?- ?| den (?:ngay |mung )?)(\d{1,2}))?"
    r"(?: hang thang| moi thang)?"
)
_WEEKLY = re.compile(
    r"(?:moi |cac )?(?:(?P<sunday>chu nhat|cn)|(?:thu |t)(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7]))"
    r"(?: (?P<every>hang tuan|moi tuan)| (?:tuan )?(?:thu )?(?P<n>[a-z]+(?: tien| cung)?|[1-5]))?"
    r"(?: (?:cua |trong |hang )?thang)?(?: hang thang| moi thang)?"
)
_CLOCK = re.compile(r"(\d{1,2}) ?(?:h|g|gio|:) ?(?:(\d{2})(?: ?(?:p|ph|phut)|:00)?)?")


def read_clock(text: str) -> time:
    """From `19h30`, `19:30`, `19 giờ 30`, `7h`. Raises ValueError when it is none of these."""
    found = _CLOCK.fullmatch(fold(text))
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def read_habit(text: str) -> Habit | None:
    """From `ngày 5`, `ngày 3-5`, `thứ 7 tuần 2`, `chủ nhật cuối`, `chủ nhật`, or nothing.

    Accents may be missing. Raises ValueError when it is none of these.
    """
    words = fold(text).replace("–", "-").replace(".", " ").replace(",", " ")
    words = " ".join(words.split())
    if words in _NONE:
        return None
    if days := _DAYS.fullmatch(words):
        first = int(days[1])
        return DaysOfMonth(first, int(days[2] or first))
    weekly = _WEEKLY.fullmatch(words)
    if weekly is None:
        raise ValueError(text)
    weekday = 7 if weekly["sunday"] else _WEEKDAYS[weekly["weekday"]]
    if weekly["n"] is None:
        return EveryWeekday(weekday)
    if weekly["n"] not in _ORDINALS:
        raise ValueError(text)
    return NthWeekday(_ORDINALS[weekly["n"]], weekday)


def say_habit(habit: Habit | None) -> str:
    """`ngày 5`, `ngày 3-5`, `thứ Bảy tuần 2`, `Chủ nhật cuối`, `thứ Hai hằng tuần`."""
    match habit:
        case None:
            return "không cố định"
        case DaysOfMonth(first, last):
            return f"ngày {first}" if first == last else f"ngày {first}-{last}"
        case NthWeekday(n, weekday):
            return f"{_day(weekday)} {'cuối' if n == LAST else f'tuần {n}'}"
        case EveryWeekday(weekday):
            return f"{_day(weekday)} hằng tuần"


def _day(weekday: int) -> str:
    name = WEEKDAYS[weekday - 1]
    return name if weekday == 7 else "t" + name[1:]


def say_clock(clock: time) -> str:
    """`19h30`, `7h`."""
    return f"{clock.hour}h{clock.minute:02d}" if clock.minute else f"{clock.hour}h"
