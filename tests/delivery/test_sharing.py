"""The parts of a shared house, each alone: handing over, order by chat, turns, who may start."""

import asyncio
import contextlib
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from bot import holding, queueing
from bot.__main__ import main
from bot.app import lane_name
from bot.clock import Clock
from bot.errors import CannotStart
from bot.handing import Doer, Later
from bot.handling import Arrivals
from bot.holding import Tenure
from bot.outbox import IDLE_SECONDS, Lane
from bot.queueing import Queueing
from bot.sending import Sender
from channels.base import Failure
from db import arrivals
from db.arrivals import ArrivalRow
from db.base import Database
from db.outbox import OutgoingRow
from db.planning_runs import PlanningRun
from db.work import Work, delivery_of, note_work
from domain.messages import Address, Contact, Incoming, OutgoingState
from tests.support.fake_channel import FakeChannel
from tests.support.post import BOT, CHANNEL, Post

CLOCK = Clock()
NOW = CLOCK.now()


@pytest.fixture
async def shared(database: Database) -> Database:
    """A PostgreSQL with the engine's tables, through which work is handed over."""
    if database.is_sqlite:
        pytest.skip("several processes need a server")
    await queueing.install(database)
    database.hand_over = Queueing(database).hand_over
    return database


async def jobs(database: Database) -> Counter[str]:
    """What the engine was told of."""
    async with database.read() as session:
        found = await session.execute(text("SELECT entrypoint FROM pgqueuer"))
        return Counter(str(entrypoint) for (entrypoint,) in found)


def said(chat: str, number: int) -> Incoming:
    return Incoming(
        Address("telegram", "1", chat),
        f"{chat}-{number}",
        f"lời {number}",
        NOW,
        contact=Contact("+84900000001", True),
        sent_at=NOW - timedelta(seconds=1),
    )


class TestHandingOver:
    async def test_work_is_told_with_what_causes_it_or_not_at_all(self, shared: Database) -> None:
        post = await Post(shared, NOW).open("CB01")
        await post.queue("CB01", due_in=timedelta(0))
        await post.queue("CB01", due_in=timedelta(hours=1))  # whoever ticks says so then
        async with shared.begin() as session:
            session.add(PlanningRun(month="2026-12", asked_at=NOW, question={}))
        with contextlib.suppress(ZeroDivisionError):
            async with shared.begin() as session:
                await arrivals.store(session, said("a", 1), NOW)
                _ = 1 / 0
        assert await jobs(shared) == {f"deliver:{CHANNEL}:{BOT}": 1, "plan": 1}

    async def test_what_waits_already_is_not_said_again(self, shared: Database) -> None:
        for _ in range(3):
            async with shared.begin() as session:
                note_work(session, delivery_of(CHANNEL, BOT, once=True))
                await arrivals.store(session, said("a", 1), NOW)
        assert await jobs(shared) == {f"deliver:{CHANNEL}:{BOT}": 1, "handle": 1}

    async def test_it_is_brought_once_again_later_and_one_at_a_time(self, shared: Database) -> None:
        done: list[str] = []
        busy, most = 0, 0
        stop = asyncio.Event()

        async def alone(about: str) -> None:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.05)
            busy -= 1
            if about not in done and about == "1":
                done.append(about)
                raise Later(0.1)
            done.append(about)
            if len(done) == 5:
                stop.set()

        async with shared.begin() as session:
            for number in range(4):
                note_work(session, Work("alone", str(number)))
        async with asyncio.timeout(20):
            engine, other = Queueing(shared), Queueing(shared)
            doers = [Doer("alone", alone, alone=True)]
            await asyncio.gather(engine.run(doers, stop), other.run(doers, stop))
        assert Counter(done) == {"0": 1, "1": 2, "2": 1, "3": 1}
        assert most == 1


async def test_messages_of_a_chat_are_handled_in_order_by_several_workers(
    shared: Database,
) -> None:
    handled: dict[str, list[Incoming]] = {"a": [], "b": []}
    busy: Counter[str] = Counter()

    async def handle(incoming: Incoming) -> None:
        chat = incoming.address.chat
        busy[chat] += 1
        assert busy[chat] == 1
        await asyncio.sleep(0.02)
        handled[chat].append(incoming)
        busy[chat] -= 1

    ends = Arrivals(shared, CLOCK, handle)
    for number in range(6):
        for chat in handled:
            await ends.store(said(chat, number))
            await ends.store(said(chat, number))  # the network did not hear that we had it
    async with shared.read() as session:
        waiting = (await session.scalars(select(ArrivalRow.id))).all()
    assert len(waiting) == 12
    await asyncio.gather(*(ends.handle(str(number)) for number in reversed(waiting)))
    for chat, messages in handled.items():
        assert messages == [said(chat, number) for number in range(6)]
    async with shared.read() as session:
        assert await session.scalar(select(func.count(ArrivalRow.id))) == 0


async def test_a_message_whose_handling_breaks_waits_to_be_handled(shared: Database) -> None:
    async def breaks(_: Incoming) -> None:
        raise OSError("gone")

    ends = Arrivals(shared, CLOCK, breaks)
    await ends.store(said("a", 1))
    async with shared.read() as session:
        (number,) = await arrivals.waiting_since(session, NOW + timedelta(hours=1))
    with pytest.raises(OSError, match="gone"):
        await ends.handle(str(number))
    async with shared.read() as session:
        assert await arrivals.waiting_since(session, NOW + timedelta(hours=1)) == [number]


class TestTurns:
    def sender(self, database: Database, channel: FakeChannel) -> Sender:
        """One process that may send for the bot."""
        tenure = Tenure(database, lane_name(channel), CLOCK)
        lane = Lane(
            tenure, CLOCK, channel, resend_unknown=False, moved=lambda: None, idle=IDLE_SECONDS
        )
        return Sender(database, CLOCK, lane, tenure, delivery_of(CHANNEL, BOT))

    async def test_a_second_process_waits_for_its_turn(self, shared: Database) -> None:
        post = await Post(shared, NOW).open("CB01")
        await post.queue("CB01", due_in=timedelta(0))
        channel = FakeChannel(CLOCK.now)
        async with Tenure(shared, lane_name(channel), CLOCK).stretch():
            with pytest.raises(Later):
                await self.sender(shared, channel).turn()
        await self.sender(shared, channel).turn()
        assert channel.tries == 1

    async def test_a_pause_the_network_asks_for_is_kept_by_the_next_process(
        self, shared: Database
    ) -> None:
        post = await Post(shared, NOW).open("CB01")
        channel = FakeChannel(CLOCK.now)
        channel.fail("CB01", Failure.QUOTA, retry_after=timedelta(seconds=60))
        await post.queue("CB01", due_in=timedelta(0))
        await self.sender(shared, channel).turn()
        await self.sender(shared, channel).turn()
        assert channel.tries == 1
        assert {row.state for row in await post.rows()} == {OutgoingState.WAITING}

    async def test_what_a_dead_process_was_sending_is_unknown_to_the_next(
        self, shared: Database
    ) -> None:
        post = await Post(shared, NOW).open("CB01")
        number = await post.queue("CB01", due_in=timedelta(0))
        channel = FakeChannel(CLOCK.now)
        async with shared.begin() as session:
            row = await session.get_one(OutgoingRow, number)
            row.state = OutgoingState.SENDING
        await self.sender(shared, channel).turn()
        assert channel.tries == 0
        assert (await post.row(number)).state == OutgoingState.UNKNOWN


async def test_one_process_for_everything_and_several_do_not_go_together(shared: Database) -> None:
    async with holding.alone(shared, CLOCK):
        with pytest.raises(CannotStart, match="PID"):
            async with holding.one_of_many(shared, CLOCK):
                pass
    async with holding.one_of_many(shared, CLOCK):
        with pytest.raises(CannotStart, match="PID"):
            async with holding.alone(shared, CLOCK):
                pass
    async with holding.alone(shared, CLOCK):
        pass


@pytest.mark.parametrize(
    ("roles", "settings", "part"),
    [
        ("receive,sleep", {}, "“sleep”"),
        ("tick", {}, "TELEGRAM_TOKEN"),
        ("send", {"TELEGRAM_TOKEN": "1:" + "A" * 30}, "db move"),
        (
            "receive",
            {
                "TELEGRAM_TOKEN": "1:" + "A" * 30,
                "TELEGRAM_MODE": "webhook",
                "TELEGRAM_WEBHOOK_URL": "https://example.org/t",
            },
            "TELEGRAM_WEBHOOK_SECRET",
        ),
    ],
)
def test_what_is_wrong_with_a_part_is_one_line(
    roles: str,
    settings: dict[str, str],
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: object,
) -> None:
    monkeypatch.chdir(str(tmp_path))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["run", "--role", roles]) == 2
    trouble = capsys.readouterr().err
    assert trouble.count("\n") == 1
    assert part in trouble
