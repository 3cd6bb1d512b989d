"""What was withdrawn, lapsed, or is about a date that no longer holds is not said."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived
from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look, instant

GONE = frozenset({"lapsed", "withdrawn", "refused"})
BEFORE = ("visit_", "meeting_", "upload")  # reminders that only make sense before the meeting
ON_ITS_WAY = timedelta(minutes=2)
# Postponed or given up before the instant, not taken back, and without a new time since.
_CANCELLED = """
SELECT 1 FROM meeting_results r WHERE r.meeting_id = ? AND r.outcome IN ('postponed', 'not_held')
AND r.new_starts_at IS NULL AND r.at < ? AND (r.withdrawn_at IS NULL OR r.withdrawn_at > ?)
AND NOT EXISTS (SELECT 1 FROM meeting_results n WHERE n.meeting_id = r.meeting_id AND n.id > r.id)
AND NOT EXISTS (SELECT 1 FROM meeting_changes c WHERE c.meeting_id = r.meeting_id
  AND c.at >= r.at AND c.at <= ?)
"""


class Withdrawn:
    """Remembers what was taken back, and when each meeting changed."""

    def __init__(self) -> None:
        self._gone: dict[int, datetime] = {}
        self._queued: dict[int, datetime] = {}
        self._moves = Growing("SELECT id, meeting_id, at FROM meeting_changes WHERE id > ?")
        self._results = Growing(
            "SELECT id, meeting_id, at FROM meeting_results "
            "WHERE id > ? AND outcome IN ('postponed', 'not_held')"
        )
        self._changed: dict[int, list[datetime]] = {}

    def look(self, look: Look) -> Iterator[Found]:
        for change in look.changes:
            self._queued[change.outgoing] = change.queued
            if change.state in GONE:
                self._gone[change.outgoing] = change.at
        for _, meeting, at in [*self._moves.read(look), *self._results.read(look)]:
            self._changed.setdefault(meeting, []).append(instant(at))
        for record in look.of(Arrived):
            gone = self._gone.get(record.outgoing)
            if gone is not None and gone < record.host - ON_ITS_WAY:
                yield Found(f"{record.key} arrived though it was taken back", record.event)
            if record.key.startswith("reminder:"):
                yield from self._of_the_past(look, record)

    def _of_the_past(self, look: Look, record: Arrived) -> Iterator[Found]:
        """A reminder of a time that no longer holds, or of a meeting that has begun."""
        query = (
            "SELECT o.kind, o.meeting_id, m.starts_at FROM occasions o "
            "JOIN meetings m ON m.id = o.meeting_id WHERE o.outgoing_id = ?"
        )
        queued = self._queued.get(record.outgoing, record.host)
        for kind, meeting, starts in look.rows(query, record.outgoing):
            if not kind.startswith(BEFORE):
                continue
            if look.rows(_CANCELLED, meeting, queued, queued, queued):
                yield Found(f"{record.key} ({kind}) is about a cancelled meeting", record.event)
            changes = self._changed.get(meeting, ())
            if any(queued < at < record.host - ON_ITS_WAY for at in changes):
                yield Found(f"{record.key} ({kind}) is about a time that was changed", record.event)
            if not changes and instant(starts) < record.host - ON_ITS_WAY:
                yield Found(f"{record.key} ({kind}) came after the meeting began", record.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "withdrawn", "Nothing is sent for what was withdrawn, has lapsed, or was moved.", Withdrawn
)
