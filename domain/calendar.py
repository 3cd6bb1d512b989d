"""The local calendar: time zone, months, weeks, and the names of days.

Inside the program every instant is aware UTC; only this module and texts/say.py know the zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")  # no daylight saving time

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def local(instant: datetime) -> datetime:
    """An aware instant as local time."""
    return instant.astimezone(ZONE)


def local_date(instant: datetime) -> date:
    """The local day an instant falls on."""
    return local(instant).date()


def at(day: date, clock: time) -> datetime:
    """The instant (UTC) of a local day and time of day."""
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)


def at_midnight(day: date) -> datetime:
    """The instant (UTC) at which a local day begins."""
    return at(day, time())


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; written `2026-12`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From `2026-12`, or `12/2026`. Raises ValueError with the two forms."""
        first, _, second = text.replace("/", "-").partition("-")
        if not (first.isdigit() and second.isdigit()):
            raise ValueError(f"{text!r} is not a month: write 2026-12 or 12/2026")
        year, number = (int(first), int(second)) if len(first) == 4 else (int(second), int(first))
        if not (1 <= number <= 12 and 2000 <= year <= 2100):
            raise ValueError(f"{text!r} is not a month: write 2026-12 or 12/2026")
        return cls(year, number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    def days(self) -> Iterator[date]:
        """Every day of the month in order."""
        return days_between(self.first, self.last)

    @property
    def since(self) -> datetime:
        """The instant the month begins (inclusive)."""
        return at(self.first, time())

    @property
    def until(self) -> datetime:
        """The instant the month ends (exclusive)."""
        return at(self.next.first, time())


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(monday_of(day))

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def since(self) -> datetime:
        """The instant the week begins (inclusive)."""
        return at(self.monday, time())

    @property
    def until(self) -> datetime:
        """The instant the week ends (exclusive)."""
        return at(self.monday + timedelta(days=7), time())

    def shifted(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))
