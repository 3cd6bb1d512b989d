"""The office's list of whom to phone gets shorter by working through it: what it chooses opens."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bot.simulation.observed import Arrived, Said
from bot.simulation.watching import Found, Invariant, Look, village_day

IN_A_ROW = 3
MOST_DAYS = 25  # on which the office phoned, after which no task it could end is left
_ASKS = "SELECT kind FROM questions WHERE id = ?"
_BECAME = "SELECT state FROM incoming WHERE channel = ? AND bot = ? AND key = ?"
_LEFT = """
SELECT c.id, c.reason, p.code FROM calls c JOIN people p ON p.id = c.person_id
LEFT JOIN meetings m ON m.id = c.meeting_id
WHERE c.closed_at IS NULL AND max(c.opened_at, coalesce(m.starts_at, '')) < ?
ORDER BY c.id
"""


class CallList:
    """Remembers who chooses from the list on their screen, and how often that was refused."""

    def __init__(self) -> None:
        self._asked: dict[str, int] = {}
        self._chosen: list[Said] = []
        self._refused: Counter[str] = Counter()
        self._worked: list[datetime] = []  # one instant of each day
        self._told: set[int] = set()

    def look(self, look: Look) -> Iterator[Found]:
        for record in look.of(Arrived, Said):
            if isinstance(record, Arrived):
                if record.question is not None:
                    self._asked[record.chat] = record.question
            elif record.text.isdigit() and self._lists(look, record):
                self._chosen.append(record)
                if not self._worked or village_day(record.host) != village_day(self._worked[-1]):
                    self._worked.append(record.host)
        chosen, self._chosen = self._chosen, []
        for said in chosen:
            yield from self._became(look, said)
        if len(self._worked) >= MOST_DAYS:
            yield from self._stays(look, self._worked[-MOST_DAYS])

    def _stays(self, look: Look, since: datetime) -> Iterator[Found]:
        """Tasks that could be ended on so many days and were not."""
        for number, reason, code in look.rows(_LEFT, since):
            if number not in self._told:
                self._told.add(number)
                yield Found(f"call {number} ({reason}) about {code} stays on the list")

    def _lists(self, look: Look, said: Said) -> bool:
        return bool(look.one(_ASKS, self._asked.get(said.chat)) == "call_list")

    def _became(self, look: Look, said: Said) -> Iterator[Found]:
        """One that is still on its way is asked about at the next look."""
        state = look.one(_BECAME, said.network, said.bot, said.key)
        if state is None:
            self._chosen.append(said)
            return
        self._refused[said.chat] = self._refused[said.chat] + 1 if state == "refused" else 0
        if self._refused[said.chat] == IN_A_ROW:
            what = f"{said.person} chose from the list {IN_A_ROW} times and was refused"
            yield Found(what, said.event)

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant("call_list", "The call list gets shorter by working through it.", CallList)
