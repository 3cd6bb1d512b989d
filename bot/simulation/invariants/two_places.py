"""Nobody is expected in two places, or on a day they had said they are away."""

from collections.abc import Iterator

from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look

HOURS = 2  # a meeting takes so long
_TWO = """
SELECT a.person_id, a.meeting_id, b.meeting_id
FROM meetings m CROSS JOIN visits a ON a.meeting_id = m.id AND a.ended_at IS NULL
CROSS JOIN visits b ON a.person_id = b.person_id AND a.id < b.id AND b.ended_at IS NULL
JOIN meetings n ON n.id = b.meeting_id AND n.state = 'planned'
WHERE m.state = 'planned' AND m.starts_at > ?
AND abs(julianday(m.starts_at) - julianday(n.starts_at)) < ? / 24.0
AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.promise = 'not_coming'
  AND p.id = (SELECT max(id) FROM promises WHERE visit_id = a.id AND version = m.version))
AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.promise = 'not_coming'
  AND p.id = (SELECT max(id) FROM promises WHERE visit_id = b.id AND version = n.version))
"""
# A line of a plan, or a stand-in, for a person who had noted that day before.
_AWAY_IN_PLAN = """
SELECT p.id, v.person_id, l.starts_at FROM plans p
CROSS JOIN plan_lines l ON l.plan_id = p.id CROSS JOIN plan_visits v ON v.line_id = l.id
CROSS JOIN absences a ON a.person_id = v.person_id
WHERE p.id > ? AND a.withdrawn_at IS NULL AND a.noted_at < p.made_at AND l.pinned = 0
AND date(l.starts_at, '+7 hours') BETWEEN a.first AND a.last
"""
_AWAY_STAND_IN = """
SELECT s.id, s.filled_by, m.starts_at FROM substitutions s
JOIN meetings m ON m.id = s.meeting_id JOIN absences a ON a.person_id = s.filled_by
WHERE s.state = 'filled' AND s.id > ? AND a.withdrawn_at IS NULL AND a.noted_at < s.ended_at
AND s.version = m.version AND date(m.starts_at, '+7 hours') BETWEEN a.first AND a.last
"""


class TwoPlaces:
    """Looks at the visits ahead, at new plans and at new stand-ins."""

    def __init__(self) -> None:
        self._plan = 0  # the newest that was looked at
        self._stand_ins = Growing(_AWAY_STAND_IN)
        self._said: set[tuple[int, int, int]] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for person, first, second in look.rows(_TWO, look.host, HOURS):
            if (person, first, second) not in self._said:
                self._said.add((person, first, second))
                yield Found(f"person {person} is expected at meetings {first} and {second}")
        newest = look.one("SELECT max(id) FROM plans") or 0
        known, self._plan = self._plan, newest
        for plan, person, starts in look.rows(_AWAY_IN_PLAN, known) if newest > known else ():
            yield Found(f"plan {plan} sends person {person} out on {starts}, when they are away")
        for search, person, starts in self._stand_ins.read(look):
            yield Found(f"search {search} found person {person} for {starts}, when they are away")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "two_places", "Nobody is expected in two places, or while they are away.", TwoPlaces
)
