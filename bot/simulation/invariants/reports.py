"""Every meeting that should have taken place is asked about, whatever was promised of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.watching import Found, Invariant, Look

LATE = timedelta(hours=30)  # two hours after, or the next morning
SLACK = timedelta(hours=12)
_SILENT = """
SELECT m.id, m.starts_at, b.code FROM meetings m JOIN branches b ON b.id = m.branch_id
WHERE m.starts_at > ? AND m.starts_at <= ? AND m.state = 'planned'
AND m.published_at < m.starts_at
AND NOT EXISTS (SELECT 1 FROM meeting_results r WHERE r.meeting_id = m.id)
AND NOT EXISTS (SELECT 1 FROM occasions o WHERE o.meeting_id = m.id AND o.kind LIKE 'result_%')
AND EXISTS (SELECT 1 FROM posts t WHERE t.branch_id = b.id AND t.valid_to IS NULL)
"""


class Reports:
    """Looks at meetings that began lately and of which nobody has said anything."""

    def __init__(self) -> None:
        self._until: datetime | None = None

    def look(self, look: Look) -> Iterator[Found]:
        until = look.host - LATE - SLACK
        since = self._until or until - timedelta(days=2)
        self._until = until
        for meeting, starts, branch in look.rows(_SILENT, since, until):
            if not look.trouble.touched(look.at - LATE - SLACK, look.at):
                yield Found(f"meeting {meeting} of {branch} ({starts[:16]}) was never asked about")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "reports", "Planned or promised is not recorded: every meeting is asked about.", Reports
)
