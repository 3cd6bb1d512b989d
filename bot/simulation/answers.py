"""What somebody makes of a question on their phone: which kind it is, and what they answer."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bot.habits import six_numbers, usual
from domain.asks import AskKind
from texts import sayings

# Kinds the neighbours of the demo leave to the visitor, with a digit for so many of a hundred.
MORE: dict[str, tuple[tuple[int, str], ...]] = {
    AskKind.AVAILABILITY: ((80, "1"), (8, "2")),
    AskKind.USUAL_DAY: ((85, "1"), (5, "2")),
    AskKind.STOP: ((100, "1"),),
    AskKind.APPROVE: ((100, "1"),),
    AskKind.APPROVE_STAND_IN: ((92, "1"), (4, "2")),
    AskKind.TRADE: ((50, "1"), (50, "2")),
    AskKind.MOVE_LINE: ((100, "1"),),
}
WORDS = {
    (AskKind.VISITS, "1"): sayings.COMING,
    (AskKind.VISITS, "2"): sayings.NOT_COMING,
    (AskKind.CONFIRM, "1"): sayings.HOLDS,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as its reader understands it: kind, what it is about, the options' values."""

    id: int
    kind: str
    payload: dict[str, Any]
    options: tuple[str, ...]

    @property
    def own(self) -> "Seen":
        """The question of somebody else inside a question that the office answers for them."""
        if self.kind != AskKind.ON_BEHALF:
            return self
        return Seen(self.id, self.payload["kind"], self.payload["payload"], self.options)


class Reading:
    """Reads what is on a screen. A text tells a person what a kind tells the program, so this
    looks the kind up, on a connection of its own that cannot write."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def _rows(self, query: str, *values: Any) -> list[Any]:
        if self._connection is None:
            uri = f"file:{self._file}?mode=ro"
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """The file can be removed."""
        if self._connection is not None:
            self._connection.close()

    def question(self, question_id: int) -> Seen:
        """A question that has arrived."""
        query = "SELECT kind, payload, options FROM questions WHERE id = ?"
        ((kind, payload, options),) = self._rows(query, question_id)
        values = tuple(value for value, _ in json.loads(options))
        return Seen(question_id, kind, json.loads(payload), values)

    def members(self, meeting_id: int) -> tuple[int, int]:
        """How many a branch has, and how many of them are exempt."""
        query = (
            "SELECT b.members, b.exempt FROM branches b JOIN meetings m ON m.branch_id = b.id"
            " WHERE m.id = ?"
        )
        ((members, exempt),) = self._rows(query, meeting_id)
        return int(members), int(exempt)

    def called(self, call_id: int) -> tuple[str, str] | None:
        """Whom a task of the call list is about, by roster code, and why."""
        query = "SELECT p.code, c.reason FROM calls c JOIN people p ON p.id = c.person_id"
        rows = self._rows(f"{query} WHERE c.id = ?", call_id)
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def joined(self, code: str) -> bool:
        """Whether somebody is in the system; they would know."""
        query = (
            "SELECT 1 FROM addresses a JOIN people p ON p.id = a.person_id"
            " WHERE p.code = ? AND a.ended_at IS NULL"
        )
        return bool(self._rows(query, code))

    def approved(self, month: str) -> bool:
        """Whether the plan of a month is in force; the office would know."""
        query = "SELECT 1 FROM plans WHERE month = ? AND state = 'approved'"
        return bool(self._rows(query, month))

    def drafted(self, month: str) -> bool:
        """Whether there is a draft of a month to approve."""
        query = "SELECT 1 FROM plans WHERE month = ? AND state = 'draft'"
        return bool(self._rows(query, month))

    def answer(self, seen: Seen, chance: Random, *, plain: bool = False) -> str | None:
        """What somebody types; None for silence. `plain`: digits only."""
        kind = seen.kind
        if kind == AskKind.NUMBERS:
            return six_numbers(*self.members(seen.payload["meeting"]), chance)
        if kind == AskKind.MORE_DAYS:
            if seen.options:
                return "1"
            first = chance.randint(2, 24)
            number = int(seen.payload["month"][5:])
            return sayings.days_taken(first, first + 1, number)
        if kind == AskKind.OTHER_DAY:
            return f"{chance.randint(3, 26)}/{int(seen.payload['month'][5:])}"
        digit = _drawn(kind, chance)
        words = WORDS.get((AskKind(kind), digit or ""))
        if words and not plain and chance.random() < 0.25 and "each" not in seen.options:
            return chance.choice(words)
        return digit


def _drawn(kind: str, chance: Random) -> str | None:
    if kind not in MORE:
        return usual(kind, chance)
    drawn = chance.randrange(100)
    for share, digit in MORE[kind]:
        if drawn < share:
            return digit
        drawn -= share
    return None
