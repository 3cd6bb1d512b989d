"""A button or digit of a question that is closed records nothing."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Said
from bot.simulation.reading import Facts
from bot.simulation.watching import Found, Invariant, Look, Row, instant

A_MOMENT = timedelta(milliseconds=1)
ALONE = timedelta(seconds=20)  # nothing else that the person said may explain a fact
TABLES = (
    "promises",
    "confirmations",
    "meeting_results",
    "meeting_changes",
    "presences",
    "availability",
    "substitution_answers",
)
_ASKED = "SELECT id FROM questions WHERE id > ?"
_CLOSED = """
SELECT q.id, q.closed_at FROM json_each(?) asked CROSS JOIN questions q ON q.id = asked.value
WHERE q.closed_at IS NOT NULL
"""
_TAKEN = """
SELECT o.queued_at, i.person_id, i.received_at FROM incoming i JOIN outgoing o
ON o.key = 'answer:' || i.channel || ':' || i.bot || ':' || i.key
WHERE i.channel = ? AND i.bot = ? AND i.key = ?
"""


class Stale:
    """Remembers the buttons that were pressed until the house has taken them."""

    def __init__(self) -> None:
        self._facts = Facts(TABLES)
        self._pressed: list[Said] = []
        self._closed: dict[int, datetime] = {}  # when each question was first closed
        self._open: set[int] = set()
        self._newest = 0

    def look(self, look: Look) -> Iterator[Found]:
        self._facts.read(look)
        self._open.update(number for (number,) in look.rows(_ASKED, self._newest))
        self._newest = max(self._open, default=self._newest)
        for number, at in look.rows(_CLOSED, json.dumps(list(self._open))):
            self._closed[number] = instant(at)
            self._open.discard(number)
        self._pressed += [said for said in look.of(Said) if said.question is not None]
        left = []
        for said in self._pressed:
            rows = look.rows(_TAKEN, said.network, said.bot, said.key)
            if not rows:
                left.append(said)
                continue
            yield from self._press(look, said, rows[0])
        self._pressed = left[-200:]

    def _press(self, look: Look, said: Said, row: Row) -> Iterator[Found]:
        queued, person, received = instant(str(row[0])), row[1], instant(str(row[2]))
        if not isinstance(person, int):
            return
        whose = look.one("SELECT person_id FROM questions WHERE id = ?", said.question)
        closed = self._closed.get(said.question or 0)
        if whose == person and (closed is None or closed >= received - A_MOMENT):
            return
        others = look.one(
            "SELECT count(*) FROM incoming WHERE person_id = ? AND received_at BETWEEN ? AND ?",
            person,
            received - ALONE,
            queued + ALONE,
        )
        if others == 1 and self._facts.within(person, received, queued):
            yield Found(
                f"{said.person} pressed a closed question and something was recorded", said.event
            )

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("stale", "A stale button is explained and records nothing.", Stale)
