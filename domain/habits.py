"""The habitual meeting day of a branch: its stored text form and the dates it means in a month."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import Month

LAST = -1


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """From day `first` to day `last` of every month; days a month lacks are dropped."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= 31:
            raise ValueError(f"days {self.first}-{self.last} are not days of a month")


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th such weekday of the month (1 to 5, or LAST); ISO weekday, Monday is 1."""

    n: int
    weekday: int

    def __post_init__(self) -> None:
        if self.n not in (LAST, 1, 2, 3, 4, 5) or not 1 <= self.weekday <= 7:
            raise ValueError(f"{self.n}:{self.weekday} is not a weekday of a month")


@dataclass(frozen=True, slots=True)
class EveryWeekday:
    """Any such weekday of the month; ISO weekday, Monday is 1."""

    weekday: int

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:
            raise ValueError(f"{self.weekday} is not an ISO weekday")


Habit = DaysOfMonth | NthWeekday | EveryWeekday


def parse(text: str) -> Habit | None:
    """From the stored form: `day:5`, `day:3-5`, `nth:2:6`, `weekday:7`, or empty for none.

    Raises ValueError for anything else.
    """
    if not text:
        return None
    kind, *parts = text.replace("-", ":", 1).split(":") if text[:4] == "day:" else text.split(":")
    numbers = [int(part) for part in parts]
    match kind, numbers:
        case "day", [day]:
            return DaysOfMonth(day, day)
        case "day", [first, last]:
            return DaysOfMonth(first, last)
        case "nth", [n, weekday]:
            return NthWeekday(n, weekday)
        case "weekday", [weekday]:
            return EveryWeekday(weekday)
    raise ValueError(f"{text!r} is not a habit")


def stored(habit: Habit | None) -> str:
    """The stored form; `parse` reads it back."""
    match habit:
        case None:
            return ""
        case DaysOfMonth(first, last):
            return f"day:{first}" if first == last else f"day:{first}-{last}"
        case NthWeekday(n, weekday):
            return f"nth:{n}:{weekday}"
        case EveryWeekday(weekday):
            return f"weekday:{weekday}"


def target_dates(habit: Habit | None, month: Month) -> tuple[date, ...]:
    """The habitual dates of a month in order; empty without a habit or in a month that lacks it."""
    days = tuple(month.days())
    match habit:
        case None:
            return ()
        case DaysOfMonth(first, last):
            return tuple(day for day in days if first <= day.day <= last)
        case EveryWeekday(weekday):
            return tuple(day for day in days if day.isoweekday() == weekday)
        case NthWeekday(n, weekday):
            hits = tuple(day for day in days if day.isoweekday() == weekday)
            return hits[-1:] if n == LAST else hits[n - 1 : n]


def is_habitual(text: str, month: Month, day: date) -> bool:
    """Whether the stored habit means this day of the month."""
    return day in target_dates(parse(text), month)
