"""Every decline is a task: a search for somebody to stand in, or a call of the coordinator."""

from collections.abc import Iterator

from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look

_NEW = """
SELECT p.id, p.visit_id, p.version, v.meeting_id, v.person_id, p.source, p.at
FROM promises p JOIN visits v ON v.id = p.visit_id WHERE p.id > ? AND p.promise = 'not_coming'
"""
_STANDS = """
SELECT 1 FROM visits v JOIN meetings m ON m.id = v.meeting_id WHERE v.id = ?
AND v.ended_at IS NULL AND m.state = 'planned' AND m.version = ? AND m.starts_at > ?
AND ? = (SELECT max(id) FROM promises WHERE visit_id = v.id AND version = m.version)
"""


class Gaps:
    """Looks at each new decline."""

    def __init__(self) -> None:
        self._new = Growing(_NEW)

    def look(self, look: Look) -> Iterator[Found]:
        for number, visit, version, meeting, person, source, at in self._new.read(look):
            if not look.rows(_STANDS, visit, version, at, number):
                continue  # taken back, given to somebody, or the meeting changed since
            search = look.one("SELECT 1 FROM substitutions WHERE visit_id = ?", visit)
            call = look.one(
                "SELECT 1 FROM calls WHERE reason = 'declined' AND person_id = ? "
                "AND meeting_id = ?",
                person,
                meeting,
            )
            if search is None and call is None:
                yield Found(f"visit {visit} was declined by {source}, nobody has a task")
            elif not self._told(look, visit):
                yield Found(f"visit {visit} was declined by {source}, no coordinator was told")

    def _told(self, look: Look, visit: object) -> bool:
        """Somebody was sent a word about the decline."""
        query = "SELECT 1 FROM outgoing WHERE kind = 'declined' AND key > ? AND key < ? LIMIT 1"
        return bool(look.rows(query, f"declined:{visit}:", f"declined:{visit};"))

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("gaps", "Every decline has a task and somebody who knows of it.", Gaps)
