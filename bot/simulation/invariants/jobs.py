"""What the calendar asks for happens once on each of its days, also when the machine was away."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.simulation.watching import Found, Invariant, Look, village, village_day

# Name, the day of the month (or "fri", "daily"), how many days late it may be.
JOBS = (("weekly_summary", "fri", 2), ("draft_plan", "20", 3), ("still_draft", "24", 3))


class Jobs:
    """Compares the runs that were noted with the calendar."""

    def __init__(self) -> None:
        self._checked: date | None = None

    def look(self, look: Look) -> Iterator[Found]:
        if self._checked is None:
            self._checked = village_day(look.journal.header.start)
        while self._checked < village_day(look.at) - timedelta(days=4):
            self._checked += timedelta(days=1)
            for name, on, late in JOBS:
                if self._due(on, self._checked):
                    yield from self._ran(look, name, self._checked, late)
        for name, due, times in look.rows(
            "SELECT name, due_at, count(*) FROM chore_runs GROUP BY 1, 2 HAVING count(*) > 1"
        ):
            yield Found(f"{name} of {due} ran {times} times")

    @staticmethod
    def _due(on: str, day: date) -> bool:
        return day.weekday() == 4 if on == "fri" else str(day.day) == on

    @staticmethod
    def _ran(look: Look, name: str, day: date, late: int) -> Iterator[Found]:
        since = village(day, 0)
        runs = look.one(
            "SELECT count(*) FROM chore_runs WHERE name = ? AND due_at >= ? AND due_at < ?",
            name,
            since,
            village(day + timedelta(days=1), 0),
        )
        if runs != 1:
            yield Found(f"{name} ran {runs} times for {day}")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("jobs", "Every job of the calendar runs once for each of its days.", Jobs)
