"""A plan comes, whatever the facts: every branch has a date, or a named clash that is real."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look

LONGEST = timedelta(hours=6)
_LINES = """
SELECT (SELECT count(*) FROM plan_lines WHERE plan_id = p.id),
  (SELECT count(*) FROM plan_lines WHERE plan_id = p.id AND starts_at IS NULL AND problem IS NULL),
  (SELECT count(*) FROM plan_lines WHERE plan_id = p.id AND starts_at IS NOT NULL
    AND problem IS NOT NULL),
  (SELECT count(*) FROM branches WHERE valid_to IS NULL OR valid_to > p.month || '-31')
FROM plans p WHERE p.id = ?
"""
_UNSEATED = """
SELECT count(*) FROM assignments a JOIN plan_lines l ON l.branch_id = a.branch_id
WHERE l.plan_id = ? AND l.starts_at IS NOT NULL AND a.valid_to IS NULL
AND NOT EXISTS (SELECT 1 FROM plan_visits v WHERE v.line_id = l.id)
AND NOT EXISTS (SELECT 1 FROM absences x WHERE x.person_id = a.person_id
  AND x.withdrawn_at IS NULL)
"""


class Plans:
    """Looks at every planning run and every plan once."""

    def __init__(self) -> None:
        self._failed = Growing("SELECT id, failed FROM planning_runs WHERE id > ? AND failed > ''")
        self._plans = Growing("SELECT id, month FROM plans WHERE id > ?")
        self._late: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for number, failed in self._failed.read(look):
            yield Found(f"planning run {number} failed: {failed}")
        for number, month in self._plans.read(look):
            yield from self._plan(look, number, month)
        if not look.trouble.touched(look.at - LONGEST, look.at):
            yield from self._waiting(look)

    def _plan(self, look: Look, number: object, month: object) -> Iterator[Found]:
        lines, unexplained, contradictory, branches = look.rows(_LINES, number)[0]
        if lines < branches:
            yield Found(f"plan {number} of {month} has {lines} lines for {branches} branches")
        if unexplained:
            yield Found(f"plan {number} leaves {unexplained} branches without a date or a reason")
        if contradictory:
            yield Found(f"plan {number} warns of {contradictory} lines that have their date")
        unseated = look.one(_UNSEATED, number)
        if unseated:
            yield Found(f"plan {number} sends nobody to {unseated} branches that have a cadre")

    def _waiting(self, look: Look) -> Iterator[Found]:
        query = "SELECT id FROM planning_runs WHERE done_at IS NULL AND asked_at < ?"
        for (number,) in look.rows(query, look.host - LONGEST):
            if number not in self._late:
                self._late.add(number)
                yield Found(f"planning run {number} is never answered")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "plans", "A plan always comes; what has no date has a named reason, and nothing else.", Plans
)
