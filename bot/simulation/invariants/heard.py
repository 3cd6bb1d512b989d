"""Whoever answers the question on their screen is heard, whatever the machine's clock shows."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived, Said
from bot.simulation.watching import Found, Invariant, Look, instant

LATEST = 40  # answers of one network
MOST_REFUSED = 20
NOTICED = timedelta(minutes=20)  # within which a clock that was set must be noticed
AT_ONCE = timedelta(minutes=1)
_TAKEN = """
SELECT i.handled_by, i.received_at, q.closed_at FROM incoming i, questions q
WHERE i.channel = ? AND i.bot = ? AND i.key = ? AND q.id = ?
"""


class Heard:
    """Remembers what each chat was asked last, and how the latest digits were taken."""

    def __init__(self) -> None:
        self._asked: dict[str, int] = {}
        self._said: list[tuple[Said, int]] = []
        self._refused: dict[str, deque[datetime | None]] = {}  # None for who was heard

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, Said):
            if isinstance(record, Arrived):
                if record.question is not None:
                    self._asked[record.chat] = record.question
            elif record.text.isdigit() and record.chat in self._asked:
                self._said.append((record, self._asked[record.chat]))
        said, self._said = self._said, []
        for one, question in said:
            rows = look.rows(_TAKEN, one.network, one.bot, one.key, question)
            if rows:
                yield from self._taken(one, *rows[0])

    def _taken(
        self, said: Said, by: str | None, received: str, closed: str | None
    ) -> Iterator[Found]:
        """What came at once, to a question that nothing else had closed, is an answer to it."""
        if instant(received) - said.host > AT_ONCE or (closed is not None and closed < received):
            return
        latest = self._refused.setdefault(said.network, deque(maxlen=LATEST))
        latest.append(said.at if by in ("stray_digit", "stale") else None)
        refused = [at for at in latest if at is not None]
        if len(refused) > MOST_REFUSED and refused[-1] - refused[0] > NOTICED:
            latest.clear()
            yield Found(f"{said.person} and others answer and are told it is closed", said.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("heard", "Whoever answers the question they see is heard.", Heard)
