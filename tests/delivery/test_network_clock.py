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


class Machine(NetworkClocks):
    """One process; its clock goes as it should until somebody sets it."""

    def __init__(self) -> None:
        super().__init__(lambda: self.minute * 60)
        self.minute = 0.0
        self.wrong = 0.0


async def ours(
    database: Database,
    clocks: Machine,
    messages: Iterable[tuple[float, float]],
    address: Address = CHAT,
) -> list[float]:
    """Of messages (minute said, minute here): the minute each was said by our clock."""
    found = []
    async with database.begin() as session:
        for said, here in messages:
            clocks.minute = here
            here += clocks.wrong
            found.append(await clocks.ours(session, address, at(said), at(here)))
    return [(one - NOON) / timedelta(minutes=1) for one in found]


@pytest.mark.parametrize("wrong", [20, 150])
async def test_a_clock_that_is_fast_is_noticed_and_remembered(
    database: Database, wrong: int
) -> None:
    clocks = Machine()
    messages = [(n - wrong, n) for n in range(12)]  # also when many come in ten minutes
    heard = await ours(database, clocks, messages)
    assert heard[:10] == [said for said, _ in messages[:10]]
    assert heard[10:] == [10, 11]
    assert await ours(database, clocks, [(-wrong, 0)], OTHER) == [-wrong]
    assert await ours(database, Machine(), [(20 - wrong, 20)]) == [20]  # the next process


@pytest.mark.parametrize("by", [90, -90])
async def test_a_clock_that_is_set_while_we_run_is_noticed_at_once(
    database: Database, by: int
) -> None:
    clocks = Machine()
    assert await ours(database, clocks, [(0, 0)]) == [0]
    clocks.wrong = by
    assert await ours(database, clocks, [(5, 5)]) == [5 + by]
    assert await ours(database, clocks, [(6, 6)], OTHER) == [6 + by]
    assert await ours(database, clocks, [(-30, 7)]) == [by - 30]  # this one did wait
    clocks.wrong = 0
    assert await ours(database, clocks, [(8, 8)]) == [8]


async def test_a_clock_that_is_slow_is_noticed_at_once(database: Database) -> None:
    assert await ours(database, Machine(), [(20, 0), (5, 1)]) == [0, -15]


async def test_a_backlog_that_comes_at_once_is_late(database: Database) -> None:
    messages = [(n - 30, n / 60) for n in range(8)]
    assert await ours(database, Machine(), messages) == [said for said, _ in messages]


async def test_one_late_message_among_others_is_late(database: Database) -> None:
    prompt = [(n * 5, n * 5) for n in range(6)]
    assert (await ours(database, Machine(), [*prompt, (-9, 30)]))[-1] == -9


async def test_a_clock_that_was_set_right_is_believed_at_once(database: Database) -> None:
    wrong = [(n * 3 - 20, n * 3) for n in range(6)]
    assert (await ours(database, Machine(), [*wrong, (30, 30)]))[-1] == 30
