"""Notes that invariants keep of rows they have read: facts by person and instant, folded words."""

import re
import unicodedata
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.simulation.watching import Look, Row, instant

_BARRED_D = unicodedata.lookup("LATIN SMALL LETTER D WITH STROKE")  # has no decomposition
_ACCENTS = re.compile(f"[{chr(0x300)}-{chr(0x36F)}]+")  # combining diacritical marks

# What a person (or the office for them) can record, with who did it and when.
FACTS = {
    "promises": ("actor_id", "at"),
    "confirmations": ("actor_id", "at"),
    "meeting_results": ("actor_id", "at"),
    "meeting_changes": ("actor_id", "at"),
    "presences": ("actor_id", "at"),
    "rechecks": ("actor_id", "at"),
    "availability": ("actor_id", "at"),
    "substitution_answers": ("actor_id", "at"),
    "absences": ("person_id", "noted_at"),
    "branch_blackouts": ("noted_by", "noted_at"),
    "call_attempts": ("actor_id", "at"),
    "deeds": ("person_id", "at"),
    "audit": ("actor_id", "at"),
}


@dataclass(slots=True)
class Facts:
    """Who recorded something when, in every table of facts; read on as rows are added."""

    tables: tuple[str, ...] = tuple(FACTS)
    times: dict[int, list[datetime]] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def read(self, look: Look) -> None:
        """What was recorded since the last look."""
        for table in self.tables:
            who, when = FACTS[table]
            query = f"SELECT id, {who}, {when} FROM {table} WHERE id > ? ORDER BY id"  # noqa: S608
            for number, person, at in look.rows(query, self._last.get(table, 0)):
                self._last[table] = number
                if person is not None:
                    insort(self.times.setdefault(person, []), instant(at))

    def within(self, person: int, since: datetime, until: datetime) -> bool:
        """Whether the person recorded anything in `[since, until]`."""
        times = self.times.get(person, [])
        return bisect_left(times, since) < bisect_right(times, until)


@dataclass(slots=True)
class Growing:
    """Rows of a table that grows by id: each is given once."""

    query: str  # with one `?`: the last id seen; the first column is the id
    last: int = 0

    def read(self, look: Look) -> list[Row]:
        """New rows, oldest first."""
        rows = look.rows(self.query, self.last)
        if rows:
            self.last = max(self.last, *(row[0] for row in rows))
        return rows


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, no accents: how the invariants read what people were told."""
    bare = unicodedata.normalize("NFD", text.lower()).replace(_BARRED_D, "d")
    return " ".join(_ACCENTS.sub("", bare).split())


MOMENT = timedelta(seconds=90)  # what is recorded and what is answered to it are of one moment
