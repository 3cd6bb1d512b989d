"""What somebody said and was told "Đã ghi" is in the database, and stays there as it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.simulation.observed import Arrived
from bot.simulation.reading import Facts, plain
from bot.simulation.watching import Found, Invariant, Look, instant

RECORDED = "da ghi"  # how every echo of something recorded begins, without accents
NOT_A_FACT = ("da ghi: chua co ngay moi", "da ghi du ngay")  # nothing new, or recorded before
# Columns that may change later are left out.
HISTORY = {
    "promises": "visit_id, version, actor_id, promise, reason, minutes_late, source, at",
    "confirmations": "meeting_id, version, person_id, actor_id, holds, source, at",
    "meeting_results": "meeting_id, version, person_id, actor_id, outcome, total, present, excused,"
    " unexcused, exempt, minutes, source, at",
    "presences": "visit_id, version, witness_id, actor_id, presence, held, source, at",
    "meeting_changes": "meeting_id, old_starts_at, new_starts_at, actor_id, at",
    "availability": "month, person_id, branch_id, answer, wanted, actor_id, source, at",
    "substitution_answers": "ask_id, actor_id, answer, source, at",
}
AROUND = timedelta(seconds=90)


class Kept:
    """Remembers every row of the histories, and who recorded something when."""

    def __init__(self) -> None:
        self._facts = Facts()
        self._rows: dict[str, dict[int, int]] = {table: {} for table in HISTORY}
        self._last = dict.fromkeys(HISTORY, 0)

    def look(self, look: Look) -> Iterator[Found]:
        self._facts.read(look)
        for table in HISTORY:
            yield from self._history(look, table)
        for record in look.of(Arrived):
            if record.key.startswith("answer:") and record.person:
                yield from self._promise(look, record)

    def _promise(self, look: Look, record: Arrived) -> Iterator[Found]:
        said = plain(record.text)
        if not said.startswith(RECORDED) or said.startswith(NOT_A_FACT):
            return
        queued = look.one("SELECT queued_at FROM outgoing WHERE id = ?", record.outgoing)
        person = look.codes.get(record.person or "")
        if queued is None or person is None or not self._recorded(person, instant(queued)):
            told = said[: len(RECORDED) + 12]
            yield Found(f"{record.person} was told {told!r}, nothing is recorded", record.event)

    def _recorded(self, person: int, at: datetime) -> bool:
        return self._facts.within(person, at - AROUND, at)

    def _history(self, look: Look, table: str) -> Iterator[Found]:
        known = self._rows[table]
        for number, *row in self._read(look, table, self._last[table]):
            self._last[table] = number
            known[number] = hash(tuple(row))
        if look.one(f"SELECT count(*) FROM {table}") < len(known):  # noqa: S608
            yield Found(f"rows of {table} are gone")

    @staticmethod
    def _read(look: Look, table: str, after: int) -> list[tuple[int, ...]]:
        query = f"SELECT id, {HISTORY[table]} FROM {table} WHERE id > ? ORDER BY id"  # noqa: S608
        return look.rows(query, after)

    def finish(self, look: Look) -> Iterator[Found]:
        for table in HISTORY:
            now = {number: hash(tuple(row)) for number, *row in self._read(look, table, 0)}
            for number, before in self._rows[table].items():
                if now.get(number) != before:
                    yield Found(f"row {number} of {table} is not what was recorded")


INVARIANT = Invariant(
    "kept", "What was recorded, and said to be, is in the database and stays there.", Kept
)
