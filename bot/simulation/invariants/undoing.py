"""A change taken back within ten minutes is taken back."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.observed import Said
from bot.simulation.reading import plain
from bot.simulation.watching import Found, Invariant, Look, instant

WORD = "hoantac"
IN_TIME = timedelta(minutes=9)
_DEED = """
SELECT id, kind, at, undone_at, json_extract(detail, '$.version'),
  json_extract(detail, '$.new'), json_extract(detail, '$.meeting')
FROM deeds WHERE (person_id = ? OR other_id = ?) AND at <= ? AND kind IN ('swap', 'move')
AND (undone_at IS NULL OR undone_at >= ?) ORDER BY id DESC LIMIT 1
"""
# The visit, or the meeting, as the change left it, and still ahead.
_UNTOUCHED = """
SELECT 1 FROM meetings m LEFT JOIN visits v ON v.id = ? WHERE m.id = coalesce(?, v.meeting_id)
AND m.version = ? AND m.state = 'planned' AND m.starts_at > ?
AND (v.id IS NULL OR v.ended_at IS NULL)
"""
_TAKEN = """
SELECT i.state, o.queued_at, o.text FROM incoming i JOIN outgoing o
ON o.key = 'answer:' || i.channel || ':' || i.bot || ':' || i.key
WHERE i.channel = ? AND i.bot = ? AND i.key = ?
"""


class Undoing:
    """Remembers who asked to take something back until the house has answered."""

    def __init__(self) -> None:
        self._asked: list[Said] = []

    def look(self, look: Look) -> Iterator[Found]:
        self._asked += [
            said
            for said in look.of(Said)
            if plain(said.text).replace(" ", "").strip("/.") == WORD and said.person
        ]
        left = []
        for said in self._asked:
            rows = look.rows(_TAKEN, said.network, said.bot, said.key)
            if not rows:
                left.append(said)
            elif rows[0][0] == "refused":
                yield from self._refused(look, said, rows[0])
        self._asked = left[-50:]

    def _refused(self, look: Look, said: Said, row: tuple[str, ...]) -> Iterator[Found]:
        """It was refused: was there nothing to take back, or had something else happened?"""
        now, person = instant(row[1]), look.codes.get(said.person or "")
        for deed, kind, at, undone, version, visit, meeting in look.rows(
            _DEED, person, person, now, now
        ):
            lately = now - instant(at) < IN_TIME and undone is None
            same = look.rows(_UNTOUCHED, visit, meeting, version, now)
            if lately and same and "trung" not in plain(row[2]):
                yield Found(f"{said.person} could not take back the {kind} {deed}", said.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "undoing", "What was done by mistake is taken back within ten minutes.", Undoing
)
