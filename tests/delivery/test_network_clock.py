"""A clock that is wrong by minutes is noticed; what waited somewhere is still late."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from bot.network_clock import NetworkClocks
from db.base import Database
from domain.messages import Address

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
CHAT = Address("zalo", "main", "1")
OTHER = Address("telegram", "main", "1")


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


async def ours(
    database: Database,
    clocks: NetworkClocks,
    messages: Iterable[tuple[float, float]],
    address: Address = CHAT,
) -> list[float]:
    """Of messages (minute said, minute here): the minute each was said by our clock."""
    async with database.begin() as session:
        found = [await clocks.ours(session, address, at(said), at(here)) for said, here in messages]
    return [(one - NOON) / timedelta(minutes=1) for one in found]


@pytest.mark.parametrize("wrong", [20, 150])
async def test_a_clock_that_is_fast_is_noticed_and_remembered(
    database: Database, wrong: int
) -> None:
    clocks = NetworkClocks()
    messages = [(n - wrong, n) for n in range(12)]  # also when many come in ten minutes
    heard = await ours(database, clocks, messages)
    assert heard[:10] == [said for said, _ in messages[:10]]
    assert heard[10:] == [10, 11]
    assert await ours(database, clocks, [(-wrong, 0)], OTHER) == [-wrong]
    assert await ours(database, NetworkClocks(), [(20 - wrong, 20)]) == [20]  # the next process


async def test_a_clock_that_is_slow_is_noticed_at_once(database: Database) -> None:
    assert await ours(database, NetworkClocks(), [(20, 0), (5, 1)]) == [0, -15]


async def test_a_backlog_that_comes_at_once_is_late(database: Database) -> None:
    messages = [(n - 30, n / 60) for n in range(8)]
    assert await ours(database, NetworkClocks(), messages) == [said for said, _ in messages]


async def test_one_late_message_among_others_is_late(database: Database) -> None:
    prompt = [(n * 5, n * 5) for n in range(6)]
    assert (await ours(database, NetworkClocks(), [*prompt, (-9, 30)]))[-1] == -9


async def test_a_clock_that_was_set_right_is_believed_at_once(database: Database) -> None:
    wrong = [(n * 3 - 20, n * 3) for n in range(6)]
    assert (await ours(database, NetworkClocks(), [*wrong, (30, 30)]))[-1] == 30
