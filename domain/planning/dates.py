"""Months, weeks, field-week ownership and habitual days, as the rotation counts them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from domain.planning.facts import Branch, Month, Rotation, Span, Window, WindowKind

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@lru_cache(maxsize=4096)
def monday_of(day: date) -> date:
    """Monday of the week a date lies in."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> Month:
    """Calendar month of a date."""
    return Month(f"{day.year:04d}-{day.month:02d}")


@lru_cache(maxsize=256)
def days_of(month: Month) -> tuple[date, ...]:
    """All dates of a month."""
    day = date(int(month[:4]), int(month[5:7]), 1)
    days = []
    while month_of(day) == month:
        days.append(day)
        day += DAY
    return tuple(days)


def month_after(month: Month) -> Month:
    """The next calendar month."""
    return month_of(days_of(month)[-1] + DAY)


@lru_cache(maxsize=256)
def owned_weeks(month: Month, min_week_days: int) -> tuple[date, ...]:
    """Mondays of the weeks with at least `min_week_days` of their days in the month."""
    count = Counter(monday_of(day) for day in days_of(month))
    return tuple(sorted(monday for monday, days in count.items() if days >= min_week_days))


def weeks_touching(months: Iterable[Month]) -> tuple[date, ...]:
    """Mondays of every week that touches one of the months."""
    return tuple(sorted({monday_of(day) for month in months for day in days_of(month)}))


def phase_of(monday: date, rotation: Rotation) -> int:
    """Place of a week in the rolling cycle."""
    return ((monday - rotation.anchor_monday).days // 7) % rotation.cycle_weeks


def within(day: date, spans: Iterable[Span]) -> bool:
    """Whether a date lies in one of the inclusive ranges."""
    return any(span.first <= day <= span.last for span in spans)


@lru_cache(maxsize=4096)
def target_dates(window: Window, month: Month) -> tuple[date, ...]:
    """The habitual dates of a month; empty when the habit names none."""
    days = days_of(month)
    if window.kind is WindowKind.DAYS_OF_MONTH:
        return tuple(day for day in days if window.first <= day.day <= window.last)
    if window.kind is WindowKind.WEEKDAYS:
        return tuple(day for day in days if day.isoweekday() in window.weekdays)
    return tuple(sorted(_nth_weekdays(window, days)))


def _nth_weekdays(window: Window, days: tuple[date, ...]) -> Iterable[date]:
    for weekday in window.weekdays:
        hits = [day for day in days if day.isoweekday() == weekday]
        if window.n == -1:
            yield hits[-1]
        elif 1 <= window.n <= len(hits):
            yield hits[window.n - 1]


def off_habit_days(branch: Branch, month: Month, day: date) -> int:
    """Days from a date to the branch's nearest habitual date of the month; 0 without a habit."""
    targets = target_dates(branch.window, month) if branch.window else ()
    return min((abs((day - target).days) for target in targets), default=0)
