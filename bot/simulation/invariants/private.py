"""Numbers of people stay out of what is sent to others, and reasons stay with the office."""

import re
from collections.abc import Iterator

from bot.simulation.observed import Arrived
from bot.simulation.reading import plain
from bot.simulation.watching import Found, Invariant, Look

PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .]?\d){9}(?!\d)")
CITIZEN = re.compile(r"(?<!\d)\d{12}(?!\d)")
REASON = re.compile(r"ly do (suc khoe|viec gia dinh|cong tac|mua lu)")
_NAMES = """
SELECT p.code, p.name FROM people p JOIN posts t ON t.person_id = p.id WHERE t.role = 'cadre'
"""
_OFFICE = """
SELECT DISTINCT p.code FROM people p JOIN posts t ON t.person_id = p.id
WHERE t.role IN ('coordinator', 'admin')
"""


class Private:
    """Knows who belongs to the office, and the names of the cadres."""

    def __init__(self) -> None:
        self._office: set[str] = set()
        self._cadres: dict[str, set[str]] = {}

    def look(self, look: Look) -> Iterator[Found]:
        self._office = {row[0] for row in look.rows(_OFFICE)}
        self._cadres = {}
        for code, name in look.rows(_NAMES):
            self._cadres.setdefault(plain(name), set()).add(code)
        for record in look.of(Arrived):
            yield from self._read(record)

    def _read(self, record: Arrived) -> Iterator[Found]:
        answer = record.key.startswith("answer:")
        if not answer and (PHONE.search(record.text) or CITIZEN.search(record.text)):
            yield Found(f"{record.key} to {record.person} holds somebody's number", record.event)
        if answer or record.person in self._office or record.person is None:
            return
        said = plain(record.text)
        if REASON.search(said) and self._somebody_else(said, record.person):
            yield Found(f"{record.key} tells {record.person} why a cadre is absent", record.event)

    def _somebody_else(self, said: str, person: str) -> bool:
        return any(name in said and person not in codes for name, codes in self._cadres.items())

    def finish(self, look: Look) -> Iterator[Found]:
        yield from ()


INVARIANT = Invariant(
    "private",
    "No number in what is sent unasked; reasons stay between a cadre and the office.",
    Private,
)
