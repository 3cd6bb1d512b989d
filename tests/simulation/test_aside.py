"""A checker in a process of its own finds what it would find here, of the same moment."""

import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulation.aside import Aside
from bot.simulation.observed import Broken, DayEnded, Header, Journal
from bot.simulation.watch import Watch
from tests.simulation.bugs import BUGS
from tests.support.staged import START, played

A_DECLINE = next(bug for bug in BUGS if bug.row == 4)


class CountsSlowly:
    """Tells how many rows there are, when whoever asked has written on."""

    invariant = "count"

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        time.sleep(0.3)
        (count,) = database.execute("SELECT count(*) FROM things").fetchone()
        return [Broken(self.invariant, journal.records[-1].event, journal.records[-1].at, count)]

    finish = look


class Stumbles(CountsSlowly):
    """Cannot look."""

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        raise LookupError("no such thing")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    file = tmp_path / "things.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)")
    return Journal(Header(1, 1, "none", START, 1), file)


def one_more(journal: Journal, connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("INSERT INTO things DEFAULT VALUES")
    journal.add(DayEnded(journal.next_event, START, START))


def test_each_look_is_at_the_moment_it_was_asked_for(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.database)) as house, Aside(CountsSlowly) as aside:
        told = []
        for _ in range(3):
            one_more(journal, house)
            told.append(aside.look(journal, house))
        one_more(journal, house)
        told.append(aside.finish(journal, house))

    found = [[(one.event, one.what) for one in each] for each in told]
    assert found == [[], [(1, 1)], [(2, 2)], [(3, 3), (4, 4)]]
    assert aside.seconds > 0


def test_what_goes_wrong_over_there_is_raised_here(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.database)) as house, Aside(Stumbles) as aside:
        one_more(journal, house)
        aside.look(journal, house)
        with pytest.raises(LookupError, match="no such thing"):
            aside.look(journal, house)


def test_all_invariants_find_the_same(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    A_DECLINE.seeded(monkeypatch)
    with Aside(Watch) as aside:
        outcome = played(A_DECLINE.stage.of_days(4), tmp_path, sqlite_template, aside)

    assert outcome.broken
    assert set(Counter(outcome.broken).values()) == {2}
