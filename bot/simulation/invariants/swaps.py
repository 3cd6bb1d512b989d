"""Who stands in stays the one who comes, and the one of whom everybody concerned is told."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.observed import Arrived
from bot.simulation.reading import plain
from bot.simulation.watching import Found, Invariant, Look, instant

# Filled, its meeting still ahead, and nothing was done with either visit since.
_FILLED = """
SELECT s.id, s.visit_id, s.meeting_id, s.filled_by, s.person_id, s.ended_at
FROM substitutions s JOIN meetings m ON m.id = s.meeting_id
WHERE s.state = 'filled' AND s.kind != 'trade' AND m.state = 'planned' AND m.starts_at > ?
AND NOT EXISTS (SELECT 1 FROM substitutions t WHERE t.meeting_id = s.meeting_id
  AND t.id != s.id AND t.state = 'filled' AND t.ended_at >= s.ended_at)
AND NOT EXISTS (SELECT 1 FROM substitutions t WHERE t.kind = 'trade' AND t.state = 'filled'
  AND t.ended_at >= s.ended_at AND s.filled_by IN (t.person_id, t.filled_by))
"""
_TOLD = "SELECT 1 FROM outgoing WHERE person_id = ? AND queued_at BETWEEN ? AND ? LIMIT 1"
AT_ONCE = timedelta(minutes=5)
_GUESTS = """
SELECT p.name, v.ended_at,
  (SELECT promise FROM promises WHERE visit_id = v.id AND version = m.version
   ORDER BY id DESC LIMIT 1), v.id
FROM visits v JOIN people p ON p.id = v.person_id JOIN meetings m ON m.id = v.meeting_id
WHERE v.meeting_id = ?
"""
_DETAILS = """
SELECT e.meeting_id, o.queued_at, (SELECT count(*) FROM occasions x WHERE x.outgoing_id = o.id)
FROM occasions e JOIN outgoing o ON o.id = e.outgoing_id
WHERE o.id = ? AND e.kind = 'meeting_details'
"""


class Swaps:
    """Follows every visit that somebody took, and reads who the branches are told will come."""

    def __init__(self) -> None:
        self._told: set[int] = set()
        self._said: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for search, old, meeting, by, absent, ended in look.rows(_FILLED, look.host):
            if search in self._said:
                continue
            if not self._holds(look, old, meeting, by):
                self._said.add(search)
                yield Found(f"search {search}: meeting {meeting} lost its stand-in {by}")
            elif search not in self._told:
                self._told.add(search)
                yield from self._everybody(look, search, (by, absent), str(ended))
        for record in look.of(Arrived):
            if record.key.startswith("reminder:"):
                yield from self._named(look, record)

    def _holds(self, look: Look, old: object, meeting: object, by: object) -> bool:
        """The stand-in has the visit, and who was replaced has not."""
        given = look.one("SELECT ended_at FROM visits WHERE id = ?", old)
        taken = look.rows(
            "SELECT ended_at FROM visits WHERE meeting_id = ? AND person_id = ?", meeting, by
        )
        return given is not None and bool(taken) and taken[0][0] is None

    def _everybody(
        self, look: Look, search: int, who: tuple[int, int], ended: str
    ) -> Iterator[Found]:
        at = instant(ended)
        for person in who:
            if not look.rows(_TOLD, person, at, at + AT_ONCE):
                yield Found(f"search {search} is filled and person {person} was not told")

    def _named(self, look: Look, record: Arrived) -> Iterator[Found]:
        """The evening before, the branch is told who comes: nobody else, and nobody is left out."""
        rows = look.rows(_DETAILS, record.outgoing)
        if len(rows) != 1:
            return
        meeting, queued, _ = rows[0]
        changed = look.one("SELECT max(ended_at) FROM substitutions WHERE meeting_id = ?", meeting)
        if changed is None or changed >= queued or self._answered_since(look, meeting, queued):
            return
        said = plain(record.text)
        standing = {plain(n) for n, ended, *_ in look.rows(_GUESTS, meeting) if ended is None}
        for name, ended, promise, _ in look.rows(_GUESTS, meeting):
            gone = ended is not None and ended < queued and plain(name) not in standing
            if gone and plain(name) in said:
                yield Found(f"{record.key} names a cadre who was replaced", record.event)
            if ended is None and promise != "not_coming" and plain(name) not in said:
                yield Found(f"{record.key} leaves out a cadre who comes", record.event)

    def _answered_since(self, look: Look, meeting: object, queued: object) -> bool:
        return bool(
            look.rows(
                "SELECT 1 FROM promises p JOIN visits v ON v.id = p.visit_id "
                "WHERE v.meeting_id = ? AND p.at >= ? UNION "
                "SELECT 1 FROM meeting_changes WHERE meeting_id = ? AND at >= ?",
                meeting,
                queued,
                meeting,
                queued,
            )
        )

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "swaps", "A stand-in stays through a move, and is the one everybody is told of.", Swaps
)
