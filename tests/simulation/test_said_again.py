"""The same words twice are one too many, unless something else about the matter came between."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.simulation.invariants.said_again import SaidAgain
from bot.simulation.observed import Arrived, Header, Journal
from bot.simulation.watching import Change, Look, Spans

AT = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
ABSENT, COMING = "Hà báo không dự được.", "Hà báo lại: dự được."


def arrived(number: int, key: str, text: str) -> tuple[Arrived, Change]:
    """A message, an hour after the one before."""
    at = AT + timedelta(hours=number)
    record = Arrived(
        number, at, at, "zalo", "sim", "z-1", "BT-1", number, number, key, "m", text, None
    )
    chat = ("zalo", "sim", "z-1")
    kind = key.partition(":")[0]
    change = Change(number, number, "sent", None, 1, at, key, kind, 1, chat, False, at, at, None)
    return record, change


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([("declined:7:a", ABSENT), ("coming:7:b", COMING), ("declined:7:c", ABSENT)], 0),
        ([("declined:7:a", ABSENT), ("declined:7:c", ABSENT)], 1),
        ([("declined:7:a", ABSENT), ("coming:8:b", COMING), ("declined:7:c", ABSENT)], 1),
        ([("declined:7:a", ABSENT), ("declined:8:c", ABSENT)], 1),
    ],
)
def test_the_same_words(said: list[tuple[str, str]], found: int, tmp_path: Path) -> None:
    pairs = [arrived(number, *one) for number, one in enumerate(said, start=1)]
    journal = Journal(Header(1, 1, "none", AT, 1), tmp_path)
    with closing(sqlite3.connect(":memory:")) as nothing:
        records, changes = [p[0] for p in pairs], [p[1] for p in pairs]
        look = Look(journal, nothing, records, changes, {}, Spans())
        assert len(list(SaidAgain().look(look))) == found
