"""Leases: one holder at a time, a new number for each, and nothing written under an old one."""

import asyncio
import os
from datetime import timedelta

import pytest

from bot import holding, processes
from bot.clock import Clock
from bot.errors import CannotStart
from bot.holding import HOUSE, Holding, LeaseLost
from db import leases
from db.base import Database
from db.chores import ChoreRun
from db.leases import Lease, Process

SHORT = timedelta(seconds=1)
CLOCK = Clock()
ELSEWHERE = Process("máy-khác", "another boot/", 4321, "1")


async def take(database: Database, lasts: timedelta = SHORT) -> Holding:
    held, lease = await holding.take(database, "test", CLOCK, lasts)
    assert held is not None, lease
    return held


async def somebody_has(database: Database, who: Process, lasts: timedelta) -> Lease:
    async with database.begin() as session:
        lease, ours = await leases.take(session, HOUSE, who, lasts, lambda *_: True)
    assert ours
    return lease


async def writes(held: Holding) -> None:
    """Write something under the lease."""
    async with held.begin() as session:
        now = CLOCK.now()
        session.add(ChoreRun(name=f"under {held.lease.number}", due_at=now, ran_at=now))


async def test_a_lease_has_one_holder_and_a_new_number_for_each(database: Database) -> None:
    first = await take(database)
    nobody, lease = await holding.take(database, "test", CLOCK, SHORT)
    assert nobody is None
    assert lease == first.lease
    assert lease.holder.pid == os.getpid()

    await first.give_back()
    second = await take(database)
    assert second.lease.number == first.lease.number + 1


async def test_of_many_who_want_it_one_gets_it(database: Database) -> None:
    wanted = (holding.take(database, "test", CLOCK) for _ in range(8))
    found = [held for held, _ in await asyncio.gather(*wanted) if held is not None]
    assert [held.lease.number for held in found] == [1]


@pytest.mark.slow
async def test_prolonging_keeps_it(database: Database) -> None:
    async with holding.held(await take(database)) as first:
        await asyncio.sleep(SHORT.total_seconds() * 1.5)
        assert (await holding.take(database, "test", CLOCK, SHORT))[0] is None
        assert first.sure
    assert (await take(database)).lease.number == 2


async def test_the_lease_of_a_machine_that_fell_silent_ends(database: Database) -> None:
    await somebody_has(database, ELSEWHERE, SHORT)
    async with holding.alone(database, CLOCK, SHORT) as house:
        assert house.lease.number == 2


async def test_a_machine_that_still_prolongs_keeps_the_house(database: Database) -> None:
    lease = await somebody_has(database, ELSEWHERE, timedelta(seconds=30))

    async def prolongs() -> None:
        await asyncio.sleep(0.3)
        async with database.begin() as session:
            assert await leases.prolong(session, lease, timedelta(seconds=60))

    prolonging = asyncio.create_task(prolongs())
    with pytest.raises(CannotStart, match="máy máy-khác, PID 4321, từ"):
        async with holding.alone(database, CLOCK):
            pass
    await prolonging


async def test_a_dead_process_of_this_machine_holds_nothing(database: Database) -> None:
    here = processes.this_process()
    await somebody_has(database, Process(here.host, here.machine, here.pid, "0"), holding.LASTS)
    async with asyncio.timeout(1), holding.alone(database, CLOCK) as house:
        assert house.lease.number == 2


async def test_a_living_process_of_this_machine_is_named_at_once(database: Database) -> None:
    await somebody_has(database, processes.this_process(), holding.LASTS)
    with pytest.raises(CannotStart, match=f"PID {os.getpid()}"):
        await holding.refuse_if_held(database)
    with pytest.raises(CannotStart, match=f"kill {os.getpid()}"):
        async with asyncio.timeout(1), holding.alone(database, CLOCK):
            pass


class TestAPausedHolder:
    """It wakes after another process took over; only PostgreSQL lets that happen."""

    async def test_writes_nothing(self, database: Database) -> None:
        old = await take(database, SHORT)
        if database.is_sqlite:  # its process lives, so nobody takes it
            await asyncio.sleep(SHORT.total_seconds())
            assert (await holding.take(database, "test", CLOCK))[0] is None
            return
        heard: list[bool] = []
        old.when_lost(lambda: heard.append(True))
        await writes(old)
        await asyncio.sleep(SHORT.total_seconds())
        new = await take(database)
        assert not old.sure
        with pytest.raises(LeaseLost):
            await writes(old)
        await writes(new)
        assert old.lost.is_set()
        assert heard == [True]

    async def test_is_waited_for_while_its_transaction_runs(self, database: Database) -> None:
        if database.is_sqlite:
            pytest.skip("one writer at a time, and nobody is taken over from")
        old = await take(database, SHORT)
        async with old.begin():
            await asyncio.sleep(SHORT.total_seconds())
            taking = asyncio.create_task(take(database))
            await asyncio.sleep(0.2)
            assert not taking.done()
        assert (await taking).lease.number == 2

    async def test_prolongs_while_its_own_transactions_run(self, database: Database) -> None:
        old = await take(database, holding.LASTS)
        if database.is_sqlite:
            return
        async with old.begin(), asyncio.timeout(2), database.begin() as session:
            assert await leases.prolong(session, old.lease, holding.LASTS)
