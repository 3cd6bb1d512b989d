"""A checker at work in a process of its own: the year goes on while what happened is checked."""

import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from bot import garbage
from bot.simulation.observed import Broken, Checker, Journal

HELD = "held"  # the checker has the database before it as it is now: write on


class Aside:
    """Finds what the checker finds; of each look it tells at the next one.

    Used in a `with`, which ends the process. Raises EOFError when that died.
    """

    invariant = "aside"

    def __init__(self, make: Callable[[], Checker]) -> None:
        """`make` is called over there: a class or function that a module has by name."""
        self.seconds = 0.0  # of the processor over there
        self._make = make
        self._told = 0
        self._looking = False

    def __enter__(self) -> Self:
        process = multiprocessing.get_context("spawn")
        self._there, there = process.Pipe()
        self._process = process.Process(target=_at_work, args=(there, self._make), daemon=True)
        self._process.start()
        there.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._there.close()
        self._process.join()

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """Begin a look at the database as it is now; what the one before found."""
        found = self._found()
        self._begin(journal, last=False)
        return found

    def finish(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """What the last look found, and what never came right."""
        found = self._found()
        self._begin(journal, last=True)
        return [*found, *self._found()]

    def _begin(self, journal: Journal, *, last: bool) -> None:
        if not self._told:
            self._there.send(Journal(journal.header, journal.database))
        self._there.send((list(journal.since(self._told)), last))
        self._told = len(journal.records)
        assert self._there.recv() == HELD
        self._looking = True

    def _found(self) -> Sequence[Broken]:
        """Wait for the look that is going on. Raises what it raised."""
        if not self._looking:
            return ()
        self._looking = False
        found: Sequence[Broken] | Exception
        found, self.seconds = self._there.recv()
        if isinstance(found, Exception):
            raise found
        return found


def _at_work(asked: Connection, make: Callable[[], Checker]) -> None:
    """In the other process: look whenever asked, until whoever asks has gone."""
    garbage.collect_seldom()
    checker = make()
    with suppress(EOFError):
        journal: Journal = asked.recv()
        uri = f"file:{journal.database}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as database:
            while True:
                news, last = asked.recv()
                journal.records += news
                database.execute("BEGIN")
                database.execute("SELECT 1 FROM sqlite_master").fetchone()  # begins with a read
                asked.send(HELD)
                found: Sequence[Broken] | Exception
                try:
                    found = (checker.finish if last else checker.look)(journal, database)
                except Exception as error:
                    found = error
                database.execute("COMMIT")
                asked.send((found, time.process_time()))
