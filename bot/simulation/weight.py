"""How much memory the house holds while it lives through a simulated year: does it grow for ever?

Counted is everything the garbage collector knows but the simulator's own: its objects and the
lists, dicts and sets that hang on them. What texts and numbers weigh is not, what holds them is.
"""

import gc
import sqlite3
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.simulation.observed import Broken, Journal

OURS = "bot.simulation"
PLAIN = (list, dict, set, frozenset, tuple, deque, Counter, defaultdict)
MOST = 1.2  # times what it held when every part had been at work once
WARM = timedelta(days=100)  # months were planned, lived through and summed up, and a quarter
EVERY = timedelta(days=120)


def held() -> int:
    """Bytes held by the house and by what it is built on."""
    gc.collect()
    objects = gc.get_objects()
    kinds = {kind for kind in set(map(type, objects)) if str(kind.__module__).startswith(OURS)}
    ours = [one for one in objects if type(one) in kinds]
    left_out = {id(one) for one in ours} | _hanging(ours)
    left_out |= {id(objects), id(ours)}
    return sum(sys.getsizeof(one) for one in objects if id(one) not in left_out)


def _hanging(ours: Iterable[object]) -> set[int]:
    """Plain containers reached from the simulator's objects through nothing else."""
    found: set[int] = set()
    ahead = list(gc.get_referents(*ours))
    while ahead:
        one = ahead.pop()
        if type(one) in PLAIN and id(one) not in found:
            found.add(id(one))
            ahead += gc.get_referents(one)
    return found


class Weight:
    """Weighs the house every so often, and says when it became too heavy."""

    invariant = "memory"

    def __init__(self, *, every: timedelta = EVERY, warm: timedelta = WARM) -> None:
        self.weighed: list[tuple[datetime, int]] = []
        self._every, self._warm = every, warm
        self._first: int | None = None

    @property
    def ratio(self) -> float | None:
        """The last beside the first after everything had been at work; None in a short run."""
        return None if self._first is None else self.weighed[-1][1] / self._first

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """Weigh when it is time; broken each time it is too much."""
        now = journal.records[-1]
        if self.weighed and now.at < self.weighed[-1][0] + self._every:
            return ()
        self.weighed.append((now.at, held()))
        if self._first is None:
            if now.at >= journal.header.start + self._warm:
                self._first = self.weighed[-1][1]
            return ()
        if self.ratio is None or self.ratio <= MOST:
            return ()
        what = f"the house holds {self.ratio:.2f} times what it held once it was warm"
        return (Broken(self.invariant, now.event, now.at, what),)

    def finish(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """Weigh once more."""
        self._every = timedelta()
        return self.look(journal, database)
