"""A time of day as people type it: "19h30", "7h tối", "8 giờ sáng", "7 rưỡi tối"."""

import re
from datetime import time

from domain.reply_dates import plain

_PART = r"(sangs?|tois?|chieu|trua|dem)"
_CLOCK = re.compile(
    rf"(?: {_PART}(?: (?:nay|mai|kia|qua|hom \w+|thu \w+|cn|luc|vao|khoang|tam|ngay \d+(?: / \d+)?))*)?"
    r" ([01]?\d|2[0-4]) (?:(?:h|g|gio|:) ?(?:([0-5]?\d) ?(?:p |ph |phut )?|(ruoi) |(kem) (\d+) )?"
    rf"|(ruoi) )(?:{_PART} )?"
)


def read_time(text: str) -> time | None:
    """The first time of day a text names; None when it names none.

    "7h tối" is 19:00 and "12h đêm" is 00:00; "7h" without a part of the day is taken as written.
    """
    match = _CLOCK.search(plain(text).replace("  ", " "))
    if match is None:
        return None
    hour = int(match[2])
    minute = int(match[3]) if match[3] else 30 if match[4] or match[7] else 0
    hour = _of_day(hour, match[8] or match[1])
    total = hour * 60 + minute - (int(match[6]) if match[5] else 0)
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
    r"(?:tu\s*)?\b(\d{1,2})(?:h|g|:| gio )(\d{0,2})\s*(?:den|-|toi)\s*(\d{1,2})(?:h|g|:| gio)\s?(\d{0,2})"
)


def clock_span(folded: str) -> tuple[int, str] | None:
    """Minutes between two clock times in folded text ("19h30-21h"), and the words that said so."""
    match = _SPAN.search(folded)
    if match is None:
        return None
    start = int(match[1]) * 60 + int(match[2] or 0)
    end = int(match[3]) * 60 + int(match[4] or 0)
    return (end - start, match.group()) if end > start else None
