"""Whatever the network was told we have is stored once, handled without a defect, and answered."""

from collections.abc import Iterator
from datetime import timedelta

from bot.simulation.observed import Confirmed
from bot.simulation.reading import Growing
from bot.simulation.watching import Found, Invariant, Look

_UNANSWERED = """
SELECT i.id, i.state, i.handled_by, i.person_id FROM incoming i WHERE i.id > ? AND
(i.state = 'failed' OR (i.state = 'done' AND i.handled_by LIKE 'question:%' AND NOT EXISTS (
  SELECT 1 FROM outgoing o WHERE o.key = 'answer:' || i.channel || ':' || i.bot || ':' || i.key
)))
"""
SOON = frozenset({"question:approve", "question:move_line", "question:mend"})


class Taken:
    """Looks at every message that was confirmed, and at what was stored since."""

    def __init__(self) -> None:
        self._stored = Growing("SELECT id FROM incoming WHERE id > ?")
        self._last = 0
        self._slack = timedelta()

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Confirmed):
            found = look.one(
                "SELECT id FROM incoming WHERE channel = ? AND bot = ? AND key = ?",
                record.network,
                record.bot,
                record.key,
            )
            if found is None:
                yield Found(
                    f"message {record.key} of {record.person} was confirmed, not stored",
                    record.event,
                )
        for number, state, by, person in look.rows(_UNANSWERED, self._last):
            if state == "failed":
                yield Found(f"incoming message {number} of person {person} failed")
            elif by not in SOON:
                yield Found(f"incoming message {number} ({by}) has no answer")
        self._last = max([self._last, *(row[0] for row in self._stored.read(look))])

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "taken", "What was confirmed to a network is stored once and answered.", Taken
)
