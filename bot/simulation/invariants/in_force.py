"""Every month has a plan in force in time: a district without one would break nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.simulation.watching import Found, Invariant, Look, village_day

PLANNED_FROM = 20  # day of the month before
LATEST = 5  # day of the month


class InForce:
    """Looks once a month, from the first month whose planning was seen whole."""

    def __init__(self) -> None:
        self._first: date | None = None
        self._looked: set[str] = set()

    def look(self, look: Look) -> Iterator[Found]:
        today = village_day(look.host)
        if self._first is None:
            self._first = today
        month = f"{today:%Y-%m}"
        if today.day < LATEST or month in self._looked:
            return
        self._looked.add(month)
        before = today.replace(day=1) - timedelta(days=1)
        if before.replace(day=PLANNED_FROM) < self._first:
            return
        query = "SELECT count(*) FROM plans WHERE month = ? AND state = 'approved'"
        if not look.one(query, month):
            yield Found(f"no plan of {month} is in force")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("in_force", "Every month has a plan in force in time.", InForce)
