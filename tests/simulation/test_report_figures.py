"""What the report of a run counts in its database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.simulation import figures

YEAR = """
CREATE TABLE meetings (id INTEGER, state TEXT, starts_at TEXT);
CREATE TABLE visits (id INTEGER, meeting_id INTEGER, ended_at TEXT);
CREATE TABLE promises (id INTEGER, visit_id INTEGER, promise TEXT);
CREATE TABLE presences (id INTEGER, visit_id INTEGER, presence TEXT);
CREATE TABLE outgoing_events (at TEXT);
CREATE TABLE calls (reason TEXT, closed_by TEXT);
INSERT INTO outgoing_events VALUES ('2027-01-10');
INSERT INTO meetings VALUES (1, 'held', '2027-01-05'), (2, 'planned', '2027-01-20'),
  (3, 'postponed', '2027-01-06');
INSERT INTO visits VALUES (1, 1, NULL), (2, 1, NULL), (3, 1, '2027-01-03'), (4, 2, NULL),
  (5, 3, NULL), (6, 1, NULL);
INSERT INTO promises VALUES (1, 1, 'not_coming'), (2, 1, 'coming'), (3, 2, 'coming'),
  (4, 3, 'not_coming'), (5, 4, 'coming'), (6, 5, 'coming');
INSERT INTO presences VALUES (1, 1, 'present'), (2, 2, 'absent');
INSERT INTO calls VALUES ('silent', 'answer'), ('undelivered', NULL), ('undelivered', NULL);
"""


@pytest.fixture
def year() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(YEAR)
        yield connection


def test_each_visit_is_told_by_the_last_word_and_what_became_of_it(
    year: sqlite3.Connection,
) -> None:
    visits = figures.promises(year)
    assert visits == {
        "coming → present": 1,
        "coming → absent": 1,
        "not_coming → given to another": 1,
        "coming → ahead": 1,
        "coming → postponed": 1,
        "silent → unreported": 1,
    }
    assert figures.kept(visits) == (1, 2)


def test_tasks_that_nothing_ended_are_seen(year: sqlite3.Connection) -> None:
    assert figures.calls(year) == {"silent → answer": 1, "undelivered → open": 2}
