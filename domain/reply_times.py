"""A time of day as people type it: "19h30", "7h tối", "8 giờ sáng", "7 rưỡi tối"."""

import re
from datetime import time

from domain.reply_dates import plain

_PART = r"(?P<{}>sangs?|tois?|chieu|trua|dem)"
_BETWEEN = r"(?: (?:nay|mai|kia|qua|hom \w+|thu \w+|cn|luc|vao|khoang|tam|ngay \d+(?: / \d+)?))*"
_CLOCK = re.compile(
    rf"(?: {_PART.format('before')}{_BETWEEN})? (?P<hour>[01]?\d|2[0-4])"
    r" (?:(?:h|g|gio|:)"
    r" (?:(?P<minute>[0-5]?\d) (?:p |ph |phut )?|(?P<half>ruoi) |kem (?P<less>\d+) )?"
    rf"|(?P<bare>ruoi) )(?:{_PART.format('after')} )?"
)


_HOURS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau6": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "muoi chin": 19, "hai muoi": 20,
}  # fmt: skip
_MINUTES = {" muoi lam": "15", " ba muoi": "30", " bon muoi lam": "45", " bon lam": "45"}
_HOUR_NAME = re.compile(
    rf" ({'|'.join(sorted(_HOURS, key=len, reverse=True))}) gio({'|'.join(_MINUTES)})? "
)


def _in_digits(name: re.Match[str]) -> str:
    return f" {_HOURS[name[1]]} gio {_MINUTES.get(name[2] or '', '')} ".replace("  ", " ")


def read_time(text: str) -> time | None:
    """The first time of day a text names; None when it names none.

    "7h tối" is 19:00 and "12h đêm" is 00:00; "7h" without a part of the day is taken as written.
    """
    match = _CLOCK.search(_HOUR_NAME.sub(_in_digits, plain(text)))
    if match is None:
        return None
    hour = _of_day(int(match["hour"]), match["after"] or match["before"])
    minute = 30 if match["half"] or match["bare"] else int(match["minute"] or 0)
    total = hour * 60 + minute - int(match["less"] or 0)
    return time(total // 60 % 24, total % 60)


def _of_day(hour: int, part: str | None) -> int:
    if part in ("toi", "tois", "chieu") and hour < 12:
        return hour + 12
    if part == "trua" and hour < 4:
        return hour + 12
    if part == "dem":
        return hour + 12 if 6 <= hour < 12 else hour % 12 if hour == 12 else hour
    return hour


_SPAN = re.compile(
    r"(?:tu\s*)?\b(\d{1,2})(?:h|g|:| gio )(\d{0,2})\s*(?:den|-|toi)"
    r"\s*(\d{1,2})(?:h|g|:| gio)\s?(\d{0,2})"
)


def clock_span(folded: str) -> tuple[int, str] | None:
    """Minutes between two clock times in folded text ("19h30-21h"), and the words that said so."""
    match = _SPAN.search(folded)
    if match is None:
        return None
    start = int(match[1]) * 60 + int(match[2] or 0)
    end = int(match[3]) * 60 + int(match[4] or 0)
    return (end - start, match.group()) if end > start else None
