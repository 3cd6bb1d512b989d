"""Nothing waits for ever: what can be sent is sent, and what lapses was tried or had no way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Answered
from bot.simulation.watching import Change, Found, Invariant, Look, instant, stored

PATIENCE = timedelta(hours=10)  # a night of quiet hours is nobody's fault
TIME_ENOUGH = timedelta(hours=10)


class Moving:
    """Remembers which messages the network has been asked to take."""

    def __init__(self) -> None:
        self._tried: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        self._tried |= {record.outgoing for record in look.of(Answered)}
        for change in look.changes:
            if change.state == "lapsed":
                yield from self._lapsed(look, change)
        limit = look.host - PATIENCE
        if not look.trouble.touched(look.at - 2 * PATIENCE, look.at):
            yield from self._stuck(look, limit)

    def _lapsed(self, look: Look, change: Change) -> Iterator[Found]:
        if change.lapses is None or change.at < change.lapses:
            yield Found(f"message {change.outgoing} ({change.key}) lapsed before its time")
            return
        since = max(change.due, change.queued)
        had_time = change.lapses - since > TIME_ENOUGH
        held = change.reason == "window" or look.trouble.touched(since, change.lapses)
        if had_time and not held and change.outgoing not in self._tried:
            yield Found(f"message {change.outgoing} ({change.key}) lapsed and was never tried")

    def _stuck(self, look: Look, limit: datetime) -> Iterator[Found]:
        query = (
            "SELECT id, key, state, due_at FROM outgoing WHERE state IN ('waiting', 'sending') "
            "AND due_at < ? AND channel IS NOT NULL ORDER BY id LIMIT 3"
        )
        for number, key, state, due in look.rows(query, limit):
            since = stored(instant(due))[:16]
            yield Found(f"message {number} ({key}) is {state} since {since}")

    def finish(self, look: Look) -> Iterator[Found]:
        yield from self._stuck(look, look.host - PATIENCE)


INVARIANT = Invariant(
    "moving", "What can be sent is sent; what lapses was tried, or had no way to go.", Moving
)
