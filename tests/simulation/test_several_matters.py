"""One message about meetings of several days, and several messages of one day that are not one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulation.invariants.dates import Dates
from bot.simulation.invariants.one_message import OneMessage
from bot.simulation.observed import Arrived, Header, Journal
from bot.simulation.watching import Change, Look, Record, Spans

AT = datetime(2027, 9, 12, 23, 30, tzinfo=UTC)
TABLES = """
CREATE TABLE meetings (id INTEGER, starts_at TEXT, published_at TEXT);
CREATE TABLE occasions (kind TEXT, meeting_id INTEGER, outgoing_id INTEGER);
CREATE TABLE outgoing (id INTEGER, queued_at TEXT);
CREATE TABLE meeting_changes (meeting_id INTEGER, at TEXT);
CREATE TABLE substitutions (meeting_id INTEGER, ended_at TEXT);
CREATE TABLE visits (id INTEGER, meeting_id INTEGER);
CREATE TABLE promises (visit_id INTEGER, promise TEXT, at TEXT);
CREATE TABLE pauses (ended_at TEXT);
CREATE TABLE meeting_results (meeting_id INTEGER, at TEXT);
CREATE TABLE addresses (person_id INTEGER, bound_at TEXT);
INSERT INTO meetings VALUES (1, '2027-09-10 12:00:00.000000', '2027-08-25 00:00:00.000000'),
  (2, '2027-09-12 13:00:00.000000', '2027-08-25 00:00:00.000000');
INSERT INTO outgoing VALUES (7, '2027-09-12 23:30:00.000000');
"""


@pytest.fixture
def house() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        yield connection


def look(house: sqlite3.Connection, records: list[Record], changes: list[Change]) -> Look:
    journal = Journal(Header(1, 1, "none", AT, 1), Path())
    journal.records += records
    return Look(journal, house, records, changes, {}, Spans())


@pytest.mark.parametrize(("named", "found"), [("10/09", 0), ("12/09", 0), ("11/09", 2)])
def test_one_question_about_one_of_two_meetings(
    house: sqlite3.Connection, named: str, found: int
) -> None:
    house.executescript(
        "INSERT INTO occasions VALUES ('presence_asked', 1, 7), ('presence_asked', 2, 7)"
    )
    record = Arrived(
        1, AT, AT, "zalo", "sim", "z", "CB01", 1, 7, "reminder:1:x", "m", f"{named}: có mặt?", 3
    )
    assert len(list(Dates().look(look(house, [record], [])))) == found


@pytest.mark.parametrize(("second", "found"), [(2, 0), (1, 1)])
def test_details_of_today_and_of_another_day_are_two(
    house: sqlite3.Connection, second: int, found: int
) -> None:
    changes = []
    for number, meeting, hour in ((7, 1, 1), (8, second, 11)):
        house.execute("INSERT INTO occasions VALUES ('visit_details', ?, ?)", (meeting, number))
        at = AT.replace(hour=hour)
        key = f"reminder:1:{number}"
        changes.append(
            Change(
                number, number, "waiting", None, 0, at, key, "visit_details", 1, None, False, at,
                at, None,
            )
        )  # fmt: skip
    record = Record(1, AT, AT)
    assert len(list(OneMessage().look(look(house, [record], changes)))) == found
