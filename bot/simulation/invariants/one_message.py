"""What one person is to hear at one instant, about several meetings, is one message."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.simulation.watching import Change, Found, Invariant, Look, instant, village_day

# One of a kind a day, unless something changed after the first was queued.
DAILY = frozenset({"visit_details", "meeting_details", "visit_last_word", "visit_ask", "weekly"})
OF_ONE_DAY = frozenset({"visit_details", "meeting_details"})
_DAY = """
SELECT min(date(m.starts_at, '+7 hours')) FROM meetings m
JOIN occasions o ON o.meeting_id = m.id WHERE o.outgoing_id = ?
"""
_CHANGED = """
SELECT max(at) FROM (
  SELECT max(c.at) AS at FROM meeting_changes c JOIN occasions o ON o.meeting_id = c.meeting_id
   WHERE o.outgoing_id = :second
  UNION ALL SELECT max(m.published_at) FROM meetings m JOIN occasions o ON o.meeting_id = m.id
   WHERE o.outgoing_id = :second
  UNION ALL SELECT max(p.at) FROM promises p JOIN visits v ON v.id = p.visit_id
   JOIN occasions o ON o.meeting_id = v.meeting_id WHERE o.outgoing_id = :second
  UNION ALL SELECT max(s.ended_at) FROM substitutions s JOIN occasions o
   ON o.meeting_id = s.meeting_id WHERE o.outgoing_id = :second
  UNION ALL SELECT max(p.ended_at) FROM pauses p
  UNION ALL SELECT max(r.at) FROM meeting_results r JOIN occasions o
   ON o.meeting_id = r.meeting_id WHERE o.outgoing_id = :second
  UNION ALL SELECT max(j.bound_at) FROM addresses j WHERE j.person_id = :person
)
"""


class OneMessage:
    """Remembers what each person was queued today, and at which instant."""

    def __init__(self) -> None:
        self._day: dict[tuple[int, str, date, str | None], datetime] = {}

    def look(self, look: Look) -> Iterator[Found]:
        instants: dict[tuple[int, str, datetime], int] = {}
        for change in look.changes:
            if change.state != "waiting" or change.attempt or change.reason or not change.person:
                continue
            if change.kind not in DAILY:
                continue
            once = instants.setdefault((change.person, change.kind, change.queued), change.outgoing)
            if once != change.outgoing:
                yield Found(f"two messages {change.kind} to {change.person} at one instant")
            key = (
                change.person,
                change.kind,
                village_day(change.queued),
                self._about(look, change),
            )
            first = self._day.setdefault(key, change.queued)
            if change.queued > first and not self._changed(look, change, first):
                yield Found(f"{change.key}: a second {change.kind} of one day, nothing changed")
        self._forget(look)

    def _about(self, look: Look, change: Change) -> str | None:
        """The day of the meetings: today's, moved last night, and tomorrow's are two messages."""
        if change.kind not in OF_ONE_DAY:
            return None
        day: str | None = look.one(_DAY, change.outgoing)
        return day

    def _changed(self, look: Look, change: Change, since: datetime) -> bool:
        values = {"second": change.outgoing, "person": change.person}
        latest = look.database.execute(_CHANGED, values).fetchone()[0]
        return latest is not None and instant(latest) >= since

    def _forget(self, look: Look) -> None:
        today = village_day(look.host)
        for key in [key for key in self._day if (today - key[2]).days > 2]:
            del self._day[key]

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "one_message", "Several meetings of one person are one message a day.", OneMessage
)
