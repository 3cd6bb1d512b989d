"""The periods reports are about: a day, ISO week, month, quarter or year, each half-open.

A period is written `2026-12-04`, `2026-W49`, `2026-12`, `2026-Q4` or `2026`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.calendar import Month, Week, at_midnight, monday_of


class PeriodKind(StrEnum):
    """How long a period is."""

    DAY = "day"  # asked for in plain words only
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """All days from `first` until the next period of its kind begins."""

    first: date
    kind: PeriodKind

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of a kind that a day belongs to."""
        if kind is PeriodKind.DAY:
            return cls(day, kind)
        if kind is PeriodKind.WEEK:
            return cls(monday_of(day), kind)
        if kind is PeriodKind.MONTH:
            return cls(day.replace(day=1), kind)
        if kind is PeriodKind.QUARTER:
            return cls(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), kind)
        return cls(date(day.year, 1, 1), kind)

    @classmethod
    def of_week(cls, week: Week) -> "Period":
        return cls(week.monday, PeriodKind.WEEK)

    @classmethod
    def of_month(cls, month: Month) -> "Period":
        return cls(month.first, PeriodKind.MONTH)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """From `2026-12-04`, `2026-W49`, `2026-12` (or `12/2026`), `2026-Q4`, `2026`.

        Raises ValueError.
        """
        if re.fullmatch(r"20\d\d-\d\d-\d\d", text.strip()):
            return cls(date.fromisoformat(text.strip()), PeriodKind.DAY)
        match = re.fullmatch(r"(20\d\d)(?:-([WQ])(\d{1,2}))?", text.strip().upper())
        if match is None:
            return cls.of_month(Month.parse(text.strip()))
        year, letter, number = int(match[1]), match[2], int(match[3] or 0)
        if letter is None:
            return cls(date(year, 1, 1), PeriodKind.YEAR)
        if letter == "W":
            return cls(date.fromisocalendar(year, number, 1), PeriodKind.WEEK)
        if not 1 <= number <= 4:
            raise ValueError(f"{text!r} is not a quarter: write {year}-Q1 to {year}-Q4")
        return cls(date(year, 3 * number - 2, 1), PeriodKind.QUARTER)

    @property
    def next(self) -> "Period":
        """The period after this one."""
        days = {PeriodKind.DAY: 1, PeriodKind.WEEK: 7}.get(self.kind)
        if days is not None:
            return Period(self.first + timedelta(days=days), self.kind)
        months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[self.kind]
        count = self.first.year * 12 + self.first.month - 1 + months
        return Period(date(count // 12, count % 12 + 1, 1), self.kind)

    @property
    def previous(self) -> "Period":
        """The period before this one."""
        return Period.of(self.kind, self.first - timedelta(days=1))

    def shifted(self, count: int) -> "Period":
        """So many periods later, or earlier when negative."""
        period = self
        for _ in range(abs(count)):
            period = period.next if count > 0 else period.previous
        return period

    @property
    def last(self) -> date:
        """The last day (inclusive)."""
        return self.next.first - timedelta(days=1)

    @property
    def since(self) -> datetime:
        """The instant it begins (inclusive)."""
        return at_midnight(self.first)

    @property
    def until(self) -> datetime:
        """The instant it ends (exclusive)."""
        return at_midnight(self.next.first)

    @property
    def number(self) -> int:
        """Of the day in its month; of the week, month or quarter in its year; of the year."""
        if self.kind is PeriodKind.DAY:
            return self.first.day
        if self.kind is PeriodKind.WEEK:
            return self.first.isocalendar().week
        if self.kind is PeriodKind.MONTH:
            return self.first.month
        return (self.first.month + 2) // 3 if self.kind is PeriodKind.QUARTER else self.first.year

    @property
    def year(self) -> int:
        """The year it is counted in; an ISO week may belong to another than its Monday."""
        week = self.kind is PeriodKind.WEEK
        return self.first.isocalendar().year if week else self.first.year

    def __str__(self) -> str:
        if self.kind is PeriodKind.DAY:
            return self.first.isoformat()
        if self.kind is PeriodKind.WEEK:
            return f"{self.year}-W{self.number:02d}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}-{self.number:02d}"
        return f"{self.year}-Q{self.number}" if self.kind is PeriodKind.QUARTER else f"{self.year}"
