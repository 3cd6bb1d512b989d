"""Spans of days as people type them: "12-14/12", "từ mai đến thứ 6", "cả tuần sau"."""

import calendar
import re
from datetime import date, timedelta

from domain.reply_dates import DateRange, days_named, plain, read_date

_TO = r"(?:-|den|toi|den het|den ngay|toi ngay|den mung|va|,|va ngay)"
_SPAN = re.compile(
    r" (?:ngay |mung )?(\d{1,2})(?: / (\d{1,2}))?(?: / (\d{4}))? "
    rf"{_TO} (?:ngay |mung )?(\d{{1,2}}) (?:/|thang) (\d{{1,2}})(?: (?:/|nam) (\d{{4}}))? "
)
_FROM_TO = re.compile(r" (?:tu )?(?:het )?(.*?) (?:den|toi|-)(?: het)?(?: ngay)? (.+)")
_LENGTH = re.compile(
    r" (?P<days>\d{1,2}|mot|hai) (?P<unit>ngay|tuan) (?:tu|ke tu|bat dau tu) (?P<since>.+)"
    r"| tu (?P<start>.+?) (?:trong )?(?<!thu )(?<! t )(?P<long>\d{1,2}) (?P<of>ngay|tuan) "
    r"| (?P<day>\d{1,2} / \d{1,2}|mai) [a-z ]*?(?<!thu )(?<! t )"
    r"(?P<more>\d{1,2}) (?P<kind>ngay|tuan) $"
)
_COMING = re.compile(r" (\d{1,2}) ngay toi ")
_DASHES = str.maketrans("–—→>", "----")
_AND = re.compile(r" (?:va|voi|,) ")
_LISTED = re.compile(r"((?: \d{1,2} (?:,|va))+)(?: ngay)? (\d{1,2}) (?:/|thang) (\d{1,2}) ")
_WEEKDAY = re.compile(r" (?:thu|t) (?:[2-7]|hai|ba|bon|tu|nam|sau6?|bay) | chu nhat | cn ")
_UNTIL = re.compile(r" (?:ban |vuong |nghi )?(?:den|toi)(?: het)? (.+)")
_OPEN = re.compile(r" (?:tu|ke tu) (?!\d+ (?:h|gio) )")  # "from tomorrow", and no end said
_SEPARATE = re.compile(r" (\d{1,2}) (?:va|,) (?:ngay )?(\d{1,2}) (?:/|thang) ")
_WEEK = re.compile(r" tuan (nay|sau|toi) ")
_MONTH = re.compile(r" (?:(dau|giua|cuoi) )?thang (?:(nay|sau|toi)|(\d{1,2})(?! /)) ")
_PARTS = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31), None: (1, 31)}


def read_range(text: str, today: date) -> DateRange | None:
    """The days a text names, a single day being a range of one; None when it cannot be read.

    Ranges without a year are the nearest that are not over before `today`; "tuần này" begins today.
    Two days apart ("5 và 8/12") and a beginning without an end ("từ mai") are not a range.
    """
    words = re.sub(r"-[ \-]*-", "-", plain(text.translate(_DASHES)))
    separate = _SEPARATE.search(words)
    if separate and int(separate[2]) - int(separate[1]) != 1:
        return None
    for read in (_listed, _numeric, _length, _from_to, _together, _single, _week, _month):
        found = read(words, today)
        if found is not None:
            return found if found.first <= found.last else None
    return None


def _listed(words: str, today: date) -> DateRange | None:
    """ "12, 13 và 14/12", when no day is missing between."""
    match = _LISTED.search(words)
    last = match and read_date(f"{match[2]}/{match[3]}", today)
    if not match or not last:
        return None
    days = [*map(int, re.findall(r"\d+", match[1])), last.day]
    if days != list(range(days[0], days[0] + len(days))):
        return None
    return DateRange(last - timedelta(days=len(days) - 1), last)


def _together(words: str, today: date) -> DateRange | None:
    """ "mai và kia": days that follow one another."""
    days = days_named(words, today) if _AND.search(words) else []
    if len(days) < 2 or (days[-1] - days[0]).days != len(days) - 1 or " tuan " in words:
        return None
    return DateRange(days[0], days[-1])


def _numeric(words: str, today: date) -> DateRange | None:
    match = _SPAN.search(words)
    if match is None:
        return None
    last = read_date(f"{match[4]}/{match[5]}" + (f"/{match[6]}" if match[6] else ""), today)
    if last is None:
        return None
    month = int(match[2] or match[5])
    year = last.year - (month > last.month)
    try:
        first = date(year, month, int(match[1]))
    except ValueError:
        return None
    return DateRange(first, last)


def _length(words: str, today: date) -> DateRange | None:
    coming = _COMING.search(words)
    if coming:
        return DateRange(today + timedelta(days=1), today + timedelta(days=int(coming[1])))
    match = _LENGTH.search(words)
    first = match and read_date(match["since"] or match["start"] or match["day"], today)
    if not match or not first:
        return None
    number = match["days"] or match["long"] or match["more"]
    length = {"mot": 1, "hai": 2}.get(number) or int(number)
    if "tuan" in (match["unit"], match["of"], match["kind"]):
        length *= 7
    return DateRange(first, first + timedelta(days=length - 1))


def _from_to(words: str, today: date) -> DateRange | None:
    until = _UNTIL.fullmatch(words)
    if until:
        last = read_date(until[1], today)
        return DateRange(today, last) if last else None
    match = _FROM_TO.fullmatch(words)
    if match is None:
        return None
    first = read_date(match[1], today) or _day_of_month(match[1], today)
    if first is None:
        if match[1].strip() not in ("", "ban", "vuong", "nghi"):
            return None
        first = today
    week = _WEEK.search(f" {match[2]} ")
    if week and week[1] != "nay" and not _WEEK.search(match[1]):
        together = read_date(f"{match[1]} tuan {week[1]}", today)  # "thứ 2 đến thứ 4 tuần sau"
        first = together or first
    last = read_date(match[2], today) or _end(match[2], first)
    if last and last < first:
        last = read_date(match[2], first)
    return DateRange(first, last) if last else None


def _day_of_month(words: str, today: date) -> date | None:
    bare = words.split()[-1:] if words else []
    return read_date(f"ngay {bare[0]}", today) if bare and bare[0].isdigit() else None


def _end(words: str, first: date) -> date | None:
    part = _week(f" {words} ", first) or _month(f" {words} ", first)
    if part:
        return part.last
    if re.match(r" ?tuan", words):
        return first + timedelta(days=6 - first.weekday())
    if re.match(r" ?thang", words):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _day_of_month(words, first)


def _single(words: str, today: date) -> DateRange | None:
    if _OPEN.search(words):
        return None
    day = read_date(words, today)
    return DateRange(day, day) if day else None


def _week(words: str, today: date) -> DateRange | None:
    monday = today - timedelta(days=today.weekday())
    if " cuoi tuan " in words:
        shift = 7 if " cuoi tuan sau " in words or " cuoi tuan toi " in words else 0
        return DateRange(monday + timedelta(days=5 + shift), monday + timedelta(days=6 + shift))
    match = _WEEK.search(words)
    if match is None or _WEEKDAY.search(words):
        return None
    if match[1] == "nay":
        return DateRange(today, monday + timedelta(days=6))
    return DateRange(monday + timedelta(days=7), monday + timedelta(days=13))


def _month(words: str, today: date) -> DateRange | None:
    match = _MONTH.search(words)
    if match is None:
        return None
    if match[3]:
        month = int(match[3])
        year = today.year + (month < today.month)
    else:
        ahead = match[2] != "nay"
        year, month = today.year, today.month
        if ahead:
            year, month = year + month // 12, month % 12 + 1
    if not 1 <= month <= 12:
        return None
    start, end = _PARTS[match[1]]
    last = date(year, month, min(end, calendar.monthrange(year, month)[1]))
    first = date(year, month, start)
    return DateRange(max(first, today) if last >= today else first, last)
