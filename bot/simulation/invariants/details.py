"""Whoever is expected at a meeting was told, has answered, or somebody was asked to phone."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived, HumanTold
from bot.simulation.watching import Found, Invariant, Look, Row, instant

NOTICE = timedelta(hours=26)  # assigned later than this before the start: no evening was left
_DUTIES = """
SELECT v.id, v.person_id, p.code, m.id, m.version, m.starts_at, m.published_at,
  (SELECT promise FROM promises WHERE visit_id = v.id AND version = m.version
   ORDER BY id DESC LIMIT 1),
  max(m.published_at, coalesce((SELECT max(at) FROM meeting_changes WHERE meeting_id = m.id), ''),
    coalesce((SELECT max(ended_at) FROM substitutions WHERE meeting_id = m.id), ''),
    coalesce((SELECT max(at) FROM promises WHERE visit_id = v.id), ''),
    coalesce((SELECT max(ended_at) FROM pauses), ''))
FROM visits v JOIN meetings m ON m.id = v.meeting_id JOIN people p ON p.id = v.person_id
WHERE v.ended_at IS NULL AND m.state IN ('planned', 'held') AND m.starts_at > ?
AND m.starts_at <= ?
"""
_CALLED = """
SELECT 1 FROM calls WHERE person_id = ? AND (meeting_id = ? OR (meeting_id IS NULL
AND reason IN ('unreachable', 'undelivered', 'unreadable')))
"""
_TOLD = """
SELECT o.outgoing_id, q.state, q.reason, o.kind FROM occasions o
JOIN outgoing q ON q.id = o.outgoing_id WHERE o.meeting_id = ? AND o.person_id = ?
"""


class Details:
    """Looks at every duty once, when its meeting has begun."""

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._arrived: set[int] = set()
        self._known: set[str] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, HumanTold):
            if isinstance(record, Arrived):
                self._arrived.add(record.outgoing)
            else:
                self._known.add(record.about)
        until = look.host
        since = self._until or until - timedelta(days=1)
        self._until = until
        for duty in look.rows(_DUTIES, since, until):
            yield from self._duty(look, duty)

    def _duty(self, look: Look, duty: Row) -> Iterator[Found]:
        visit, person, code, meeting, _, starts_text, _, promise, changed = duty
        starts = instant(str(starts_text))
        rows = look.rows(_TOLD, meeting, person)
        rests = any(reason in ("paused", "stopped") for _, _, reason, _ in rows)
        called = bool(look.rows(_CALLED, person, meeting)) or code in self._known
        told = any(number in self._arrived for number, *_ in rows)
        if not (told or called or rests or promise is not None):
            yield Found(f"visit {visit}: {code} was not told, did not answer, is on no list")
        evening = starts - NOTICE
        expected = promise != "not_coming" and str(changed) < f"{evening:%Y-%m-%d %H:%M}"
        has = any(kind == "visit_details" for *_, kind in rows)
        trouble = look.trouble.touched(look.at - timedelta(days=3), look.at)
        if expected and not has and not trouble:
            yield Found(f"visit {visit}: {code} got no details before {starts:%d/%m %H:%M} UTC")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "details",
    "Of everybody expected we know: told, answered, or not reached and who is to phone.",
    Details,
)
