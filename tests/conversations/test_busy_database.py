"""A database that another process holds for long: the message is as if it never came."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from db import in_loop
from db.inbox import IncomingRow, IncomingState
from tests.support.town import Town


async def test_what_finds_the_database_busy_is_brought_again_and_counts_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not town.database.is_sqlite:
        pytest.skip("a server has no lock on everything")
    monkeypatch.setattr(in_loop, "PATIENCE", 0.05)
    other = sqlite3.connect(str(town.database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        await town.cadre("Hà").says("lich", key="k-1")
    other.execute("COMMIT")
    other.close()

    await town.cadre("Hà").says("lich", key="k-1")

    kept = [row for row in await town.rows(IncomingRow) if row.key == "k-1"]
    assert [row.state for row in kept] == [IncomingState.DONE]
    assert len(town.cadre("Hà").heard) == 1
