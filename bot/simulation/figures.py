"""What the report of a run counts in its database: messages, promises kept, telephone calls."""

import sqlite3
from collections import Counter

COMING = ("coming", "late")

# What the last word before each visit was, and what became of the visit.
_PROMISES = """
SELECT coalesce((SELECT p.promise FROM promises p WHERE p.visit_id = v.id
  ORDER BY p.id DESC LIMIT 1), 'silent'),
  CASE WHEN v.ended_at IS NOT NULL THEN 'given to another'
  WHEN m.state NOT IN ('planned', 'held') THEN m.state
  WHEN m.starts_at > (SELECT max(at) FROM outgoing_events) THEN 'ahead'
  ELSE coalesce((SELECT w.presence FROM presences w WHERE w.visit_id = v.id
    ORDER BY w.id DESC LIMIT 1), 'unreported') END
FROM visits v JOIN meetings m ON m.id = v.meeting_id
"""


def states(connection: sqlite3.Connection) -> Counter[str]:
    """Messages by state, and why."""
    rows = connection.execute("SELECT state, coalesce(reason, '') FROM outgoing")
    return Counter(f"{state} {why}".strip() for state, why in rows)


def promises(connection: sqlite3.Connection) -> Counter[str]:
    """Visits by what was promised and what became of them."""
    return Counter(f"{hoped} → {was}" for hoped, was in connection.execute(_PROMISES))


def kept(visits: Counter[str]) -> tuple[int, int]:
    """Of those who said they would come and of whom it is known: how many came, of how many."""
    came = sum(visits[f"{word} → present"] for word in COMING)
    excused = sum(visits[f"{word} → excused"] for word in COMING)
    absent = sum(visits[f"{word} → absent"] for word in COMING)
    return came, came + excused + absent


def calls(connection: sqlite3.Connection) -> Counter[str]:
    """Tasks of the call list by reason and by what ended them."""
    rows = connection.execute("SELECT reason, coalesce(closed_by, 'open') FROM calls")
    return Counter(f"{reason} → {ended}" for reason, ended in rows)
