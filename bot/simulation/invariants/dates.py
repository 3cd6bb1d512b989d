"""Days are those of the villages: what is said names the meeting's own, and comes on it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived
from bot.simulation.watching import VILLAGE, Found, Invariant, Look, Row, instant, village

NAMES_DAY = frozenset({"visit_details", "meeting_details", "result_asked", "presence_asked"})
# Earliest instant, as days from the meeting's day and an hour; "+" counts from the start.
EARLIEST = {
    "visit_first_call": (-7, 7),
    "visit_second_call": (-3, 7),
    "visit_details": (-1, 18),
    "meeting_details": (-1, 18),
    "upload": (-2, 18),
}
AFTER = {"result_asked": timedelta(hours=2), "presence_asked": timedelta(hours=2)}
_ASKED = """
SELECT strftime('%d/%m', m.starts_at, '+7 hours') FROM meetings m
JOIN occasions o ON o.meeting_id = m.id WHERE o.outgoing_id = ?
"""
EVENING_BEFORE = timedelta(hours=3)  # 18:30 until quiet hours begin
_SLACK = timedelta(minutes=5)
_ABOUT = """
SELECT o.kind, m.id, m.starts_at, m.published_at, q.queued_at,
  (SELECT max(at) FROM meeting_changes WHERE meeting_id = m.id),
  (SELECT count(*) FROM substitutions WHERE meeting_id = m.id),
  (SELECT count(*) FROM promises p JOIN visits v ON v.id = p.visit_id WHERE v.meeting_id = m.id
   AND p.promise = 'not_coming')
FROM occasions o JOIN meetings m ON m.id = o.meeting_id JOIN outgoing q ON q.id = o.outgoing_id
WHERE o.outgoing_id = ?
"""


class Dates:
    """Reads each reminder that arrived beside the meeting it is about."""

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived):
            if record.key.startswith("reminder:"):
                for row in look.rows(_ABOUT, record.outgoing):
                    yield from self._read(look, record, row)

    def _read(self, look: Look, record: Arrived, row: Row) -> Iterator[Found]:
        kind, _, starts_text, published, queued_text, changed, searches, declines = row
        starts, queued = instant(str(starts_text)), instant(str(queued_text))
        if changed is not None and instant(str(changed)) >= queued:
            return  # moved since: the meeting's day is not the one that was meant
        day = starts.astimezone(VILLAGE).date()
        if kind in NAMES_DAY and not self._names(look, record, str(kind), f"{day:%d/%m}"):
            yield Found(f"{record.key} ({kind}) does not name {day:%d/%m}", record.event)
        earliest = self._earliest(str(kind), starts)
        if earliest is not None and queued < earliest - _SLACK:
            yield Found(f"{record.key} ({kind}) of {day} was queued too early", record.event)
        settled = (
            not searches and not declines and instant(str(published)) < earliest
            if earliest
            else False
        )
        if kind == "visit_details" and settled and changed is None and earliest is not None:
            yield from self._late(look, record, earliest + timedelta(minutes=30), queued)

    @staticmethod
    def _names(look: Look, record: Arrived, kind: str, day: str) -> bool:
        """A message asks one question: of two meetings due at once the other is asked after it."""
        asked = look.rows(_ASKED, record.outgoing) if kind in AFTER else []
        return any(one in record.text for one in (day, *(str(row[0]) for row in asked)))

    def _late(
        self, look: Look, record: Arrived, due: datetime, queued: datetime
    ) -> Iterator[Found]:
        """The evening before means the evening before, when nothing stood in the way."""
        until = due + EVENING_BEFORE
        resting = look.one("SELECT 1 FROM pauses WHERE since < ? AND until > ?", until, due)
        joined = look.one(
            "SELECT 1 FROM addresses WHERE channel = ? AND chat = ? AND bound_at > ?",
            record.network,
            record.chat,
            due - timedelta(days=1),
        )
        trouble = look.trouble.touched(due - timedelta(hours=1), until)
        if queued > until and not trouble and not resting and not joined:
            yield Found(f"{record.key} came after the evening before", record.event)

    @staticmethod
    def _earliest(kind: str, starts: datetime) -> datetime | None:
        if kind in AFTER:
            return starts + AFTER[kind]
        if kind not in EARLIEST:
            return None
        days, hour = EARLIEST[kind]
        day = starts.astimezone(VILLAGE).date() + timedelta(days=days)
        return village(day, hour)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "dates", "What is said names the day and comes on the day of the villages.", Dates
)
