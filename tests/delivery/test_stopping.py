"""Stopping: nothing is half sent, what was not begun waits, and it takes seconds at most."""

import asyncio
import time
from datetime import timedelta

import pytest

from bot import flight, outbox
from bot.outbox import Outbox
from channels.base import Failure, Pace
from domain.messages import OutgoingState, Why
from tests.support.fake_channel import FakeChannel
from tests.support.post import Post


async def started(
    post: Post, channel: FakeChannel, tries: int
) -> tuple[Outbox, asyncio.Task[None]]:
    """An outbox that has begun to send so many messages."""
    sender = Outbox(post.database, post.clock, [channel])
    task = asyncio.create_task(sender.run())
    async with asyncio.timeout(5):
        while channel.tries < tries:  # noqa: ASYNC110 - the fake has no event for it
            await asyncio.sleep(0.005)
    return sender, task


async def stopped(sender: Outbox, task: asyncio.Task[None]) -> float:
    """Stop in order; the seconds it took."""
    begin = time.monotonic()
    sender.stop()
    await task
    return time.monotonic() - begin


async def test_what_is_on_its_way_is_finished_and_the_rest_waits(post: Post) -> None:
    channel = FakeChannel(post.clock.now)
    for code in await post.crowd(20):
        await post.queue(code)
    channel.hangs.clear()
    sender, task = await started(post, channel, 8)
    asyncio.get_running_loop().call_later(0.1, channel.hangs.set)

    assert await stopped(sender, task) < 1

    assert await post.states() == {
        (OutgoingState.SENT, None): 8,
        (OutgoingState.WAITING, None): 12,
    }
    assert channel.tries == 8


async def test_a_network_that_does_not_answer_is_left_and_said_to_be_unknown(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "PATIENCE_SECONDS", 0.2)
    channel = FakeChannel(post.clock.now)
    for code in await post.crowd(10):
        await post.queue(code)
    channel.hangs.clear()
    sender, task = await started(post, channel, 8)

    assert 0.2 <= await stopped(sender, task) < 1.5

    assert await post.states() == {
        (OutgoingState.UNKNOWN, Why.TIMED_OUT): 8,
        (OutgoingState.WAITING, None): 2,
    }


async def test_messages_whose_turn_has_not_come_go_back_uncounted(post: Post) -> None:
    channel = FakeChannel(post.clock.now)
    channel.pace = Pace(0.1, None, at_once=8)  # the second would go out ten seconds later
    for code in await post.crowd(5):
        await post.queue(code)
    sender, task = await started(post, channel, 1)

    assert await stopped(sender, task) < 1

    rows = await post.rows()
    assert [row.state for row in rows] == [OutgoingState.SENT] + [OutgoingState.WAITING] * 4
    assert [row.attempts for row in rows] == [1, 0, 0, 0, 0]


async def test_a_pause_of_the_network_does_not_delay_a_stop(post: Post) -> None:
    channel = FakeChannel(post.clock.now)
    for code in await post.crowd(5):
        await post.queue(code)
        channel.fail(code, Failure.QUOTA, retry_after=timedelta(seconds=600))
    sender, task = await started(post, channel, 1)

    assert await stopped(sender, task) < 1
    assert {row.state for row in await post.rows()} == {OutgoingState.WAITING}
    assert {row.attempts for row in await post.rows()} == {0}


async def test_a_database_that_is_away_does_not_keep_the_house_alive(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = FakeChannel(post.clock.now)
    await post.crowd(1)
    number = await post.queue("P00")

    async def away(*_: object, **__: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(flight.Flight, "_settle", away)
    sender, task = await started(post, channel, 1)

    assert await stopped(sender, task) < 4
    # the next start finds it and does not send it again by itself
    assert (await post.row(number)).state == OutgoingState.SENDING
    assert channel.tries == 1


async def test_a_stop_that_comes_before_the_start_is_not_forgotten(post: Post) -> None:
    channel = FakeChannel(post.clock.now)
    await post.crowd(1)
    await post.queue("P00")
    sender = Outbox(post.database, post.clock, [channel])
    task = asyncio.create_task(sender.run())
    sender.stop()
    async with asyncio.timeout(2):
        await task
    assert channel.tries == 0
