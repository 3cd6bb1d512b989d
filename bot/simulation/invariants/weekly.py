"""The weekly summary reaches every leader and coordinator, or a human is told that it did not."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.simulation.observed import Arrived, HumanTold
from bot.simulation.watching import Found, Invariant, Look, village, village_day

DAYS = 2  # how late a summary may be
_OWED = """
SELECT DISTINCT p.id, p.code FROM posts t JOIN people p ON p.id = t.person_id
WHERE t.role IN ('leader', 'coordinator') AND t.valid_from <= ? AND p.erased_at IS NULL
AND (t.valid_to IS NULL OR t.valid_to > ?)
"""


class Weekly:
    """Remembers whom each summary reached, and which wait for a network that is away."""

    def __init__(self) -> None:
        self._checked: date | None = None
        self._arrived: set[int] = set()
        self._waiting: dict[int, tuple[str, date]] = {}

    def look(self, look: Look) -> Iterator[Found]:
        self._arrived |= {record.outgoing for record in look.of(Arrived)}
        if self._checked is None:
            self._checked = village_day(look.journal.header.start)
        last = village_day(look.at) - timedelta(days=DAYS + 1)
        while self._checked < last:
            self._checked += timedelta(days=1)
            if self._checked.weekday() == 4:
                yield from self._friday(look, self._checked)
        if not look.trouble.touched(look.at - timedelta(days=1), look.at):
            yield from self._late(look)

    def _friday(self, look: Look, friday: date) -> Iterator[Found]:
        since, until = village(friday, 15), village(friday + timedelta(days=DAYS + 1), 9)
        for person, code in look.rows(_OWED, friday.isoformat(), friday.isoformat()):
            rows = look.rows(
                "SELECT id FROM outgoing WHERE person_id = ? AND kind = 'weekly' "
                "AND queued_at >= ? AND queued_at < ?",
                person,
                since - timedelta(minutes=5),
                until,
            )
            if not rows:
                yield Found(f"{code} was never sent the summary of {friday}")
            self._waiting |= {number: (code, friday) for (number,) in rows}

    def _late(self, look: Look) -> Iterator[Found]:
        """Of every summary we know whether it arrived, or who knows that it did not."""
        for number, (code, friday) in self._waiting.items():
            if number in self._arrived:
                continue
            state, reason, person = look.rows(
                "SELECT state, reason, person_id FROM outgoing WHERE id = ?", number
            )[0]
            if not self._known(look, person, code, reason):
                yield Found(f"{code} never got the summary of {friday} ({state}, {reason})")
        self._waiting.clear()

    def _known(self, look: Look, person: int, code: str, reason: str | None) -> bool:
        """A human knows that this person cannot be reached."""
        if reason in ("not_joined", "stopped", "paused"):
            return True  # stands on the office's list of those who have not joined, or rest
        called = look.one(
            "SELECT 1 FROM calls WHERE person_id = ? AND reason IN "
            "('unreachable', 'undelivered', 'unreadable') LIMIT 1",
            person,
        )
        told = look.one(
            "SELECT 1 FROM addresses WHERE person_id = ? AND blocked_at IS NOT NULL", person
        )
        read = any(r.about == code for r in look.of(HumanTold))
        return bool(called or told or read)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "weekly", "The weekly summary always arrives, or a human is told that it does not.", Weekly
)
