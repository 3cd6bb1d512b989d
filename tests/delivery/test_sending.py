"""Delivery over a network that refuses, stalls, forgets to answer, and comes back."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from bot import flight, outbox
from bot.outbox import Outbox
from channels.base import Failure, Pace, SendError
from db import calls, delivery, settling
from db.base import Database, Session
from db.outbox import OutgoingRow
from domain import retrying
from domain.calendar import ZONE
from domain.ids import QuestionId
from domain.messages import Outgoing, OutgoingState, Why
from tests.support.fake_channel import FakeChannel
from tests.support.post import QUESTION, Post

MINUTE = timedelta(minutes=1)


@pytest.fixture
def channel(post: Post) -> FakeChannel:
    return FakeChannel(post.clock.now)


@pytest.fixture
def sender(post: Post, channel: FakeChannel) -> Outbox:
    return Outbox(post.database, post.clock, [channel])


@asynccontextmanager
async def running(sender: Outbox) -> AsyncIterator[None]:
    """The outbox at work, stopped in order at the end."""
    task = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        sender.stop()
        await task


async def until_sent(sender: Outbox, many: int, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while sender.sent < many:  # noqa: ASYNC110 - nothing announces a settled message
            await asyncio.sleep(0.01)


class Hasty(FakeChannel):
    """A network that answers 429 beyond ten messages a window, and to whoever sends in a pause."""

    WINDOW, MOST, PAUSE = 0.05, 10, 0.04

    def __init__(self, post: Post) -> None:
        super().__init__(post.clock.now)
        self.pace = Pace(at_once=8)
        self.told = 0
        self.within_pause = 0
        self._passed: list[float] = []
        self._closed_until = 0.0

    async def send(self, message: Outgoing) -> str:
        now = time.monotonic()
        await asyncio.sleep(0.002)
        self._passed = [at for at in self._passed if at > now - self.WINDOW]
        self.within_pause += now < self._closed_until
        if now < self._closed_until or len(self._passed) >= self.MOST:
            self._closed_until = time.monotonic() + self.PAUSE
            self.told += 1
            pause = timedelta(seconds=self.PAUSE)
            raise SendError(Failure.QUOTA, "too many", retry_after=pause)
        self._passed.append(now)
        return await super().send(message)


@pytest.mark.slow
async def test_a_storm_of_429_loses_nothing_and_keeps_the_order(post: Post) -> None:
    people = await post.crowd(40)
    for number in range(3):
        for code in people:
            await post.queue(code, str(number))
    channel = Hasty(post)
    sender = Outbox(post.database, post.clock, [channel])

    async with running(sender):
        await until_sent(sender, 120)

    assert channel.told > 5, "there was no storm"
    assert {code: [m.text for m in channel.heard[code]] for code in people} == {
        code: ["0", "1", "2"] for code in people
    }
    # who was told to wait waits: only what was on its way already runs into the pause
    assert channel.within_pause <= channel.told
    assert channel.tries == 120
    assert {row.attempts for row in await post.rows()} == {1}
    assert await post.states() == {(OutgoingState.SENT, None): 120}


async def test_an_outage_that_ends_at_night_wakes_nobody(post: Post, channel: FakeChannel) -> None:
    await post.crowd(2)
    post.clock.move_to(datetime(2026, 12, 5, 20, 30, tzinfo=ZONE))
    news = await post.queue("P00", "chuyện ban tối")
    sender = Outbox(post.database, post.clock, [channel])
    channel.down = Failure.PASSING
    await sender.drain()
    channel.down = None
    post.clock.move_to(datetime(2026, 12, 5, 22, 0, tzinfo=ZONE))
    await post.answer("P01", "trả lời ngay")
    await sender.drain()

    assert (channel.heard["P00"], len(channel.heard["P01"])) == ([], 1)
    assert (await post.row(news)).due_at == datetime(2026, 12, 6, 6, 0, tzinfo=ZONE)
    post.clock.move_to(datetime(2026, 12, 6, 6, 0, tzinfo=ZONE))
    await sender.drain()
    assert len(channel.heard["P00"]) == 1


async def test_three_hours_without_network(post: Post, channel: FakeChannel) -> None:
    people = await post.crowd(20)
    keep = [await post.queue(code, "còn kịp", lapses_in=timedelta(hours=9)) for code in people[:10]]
    stale = [
        await post.queue(code, "đã muộn", lapses_in=timedelta(hours=2)) for code in people[10:]
    ]
    sender = Outbox(post.database, post.clock, [channel])
    channel.down = Failure.PASSING

    for _ in range(36):
        await sender.drain()
        post.clock.move_to(post.clock.now() + 5 * MINUTE)
    assert sender.sent == 0
    tries = channel.tries
    assert tries < 20 * 25, "the pauses grow"
    channel.down = None
    for _ in range(4):
        await sender.drain()
        post.clock.move_to(post.clock.now() + 5 * MINUTE)

    assert {(await post.row(number)).state for number in keep} == {OutgoingState.SENT}
    for number in stale:
        history = await post.history(number)
        assert history[-1] == (OutgoingState.LAPSED, Why.TOO_LATE)
        assert (OutgoingState.WAITING, Why.PASSING) in history
    assert [len(channel.heard[code]) for code in people] == [1] * 10 + [0] * 10
    # what came too late is not lost silently: somebody of the office phones
    assert await post.calls() == [("undelivered", code) for code in people[10:]]


async def test_after_a_day_of_trying_it_gives_up_and_the_office_phones(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    await post.joins("CB01")
    number = await post.queue("CB01")
    async with post.database.begin() as session:
        await session.execute(update(OutgoingRow).values(attempts=retrying.MOST_ATTEMPTS - 1))
    channel.down = Failure.PASSING
    await sender.drain()

    row = await post.row(number)
    assert (row.state, row.reason) == (OutgoingState.REFUSED, Why.GAVE_UP)
    assert await post.calls() == [("undelivered", "CB01")]


async def test_one_message_the_network_cannot_read_among_94(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    people = await post.crowd(94)
    numbers = [await post.queue(code) for code in people]
    channel.fail("P41", Failure.BAD_MESSAGE)

    await sender.drain()
    await sender.drain()

    assert await post.states() == {
        (OutgoingState.SENT, None): 93,
        (OutgoingState.REFUSED, Why.BAD_MESSAGE): 1,
    }
    assert (await post.row(numbers[41])).state == OutgoingState.REFUSED
    assert channel.tries == 94
    assert await post.calls() == [("undelivered", "P41")]


async def test_a_damaged_row_and_a_broken_channel_stop_nobody(
    post: Post, channel: FakeChannel, sender: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    people = await post.crowd(12)
    numbers = [await post.queue(code) for code in people]
    async with post.database.begin() as session:
        await session.execute(
            text("UPDATE outgoing SET options = '7' WHERE id = :id"), {"id": numbers[0]}
        )
    send = channel.send

    async def broken(message: Outgoing) -> str:
        if message.address.chat == "P05":
            raise ZeroDivisionError
        return await send(message)

    channel.send = broken  # type: ignore[method-assign]
    await sender.drain()

    assert await post.states() == {
        (OutgoingState.SENT, None): 10,
        (OutgoingState.REFUSED, Why.BAD_MESSAGE): 1,
        (OutgoingState.UNKNOWN, Why.DEFECT): 1,
    }
    assert "channel broke" in caplog.text
    assert await post.calls() == [("undelivered", "P00"), ("undelivered", "P05")]


async def test_a_row_that_breaks_the_claim_is_set_aside_and_the_others_go(
    post: Post,
    channel: FakeChannel,
    sender: Outbox,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for code in await post.crowd(6):
        await post.queue(code, QUESTION)
    real = delivery.questions.opened

    async def opened(session: Session, asked: Sequence[QuestionId], now: datetime) -> None:
        if QuestionId(3) in asked:
            raise LookupError("a question nobody can open")
        await real(session, asked, now)

    monkeypatch.setattr(delivery.questions, "opened", opened)
    await sender.drain()

    assert await post.states() == {
        (OutgoingState.SENT, None): 5,
        (OutgoingState.REFUSED, Why.DEFECT): 1,
    }
    assert await post.calls() == [("undelivered", "P02")]
    assert "set aside" in caplog.text


async def test_a_row_that_breaks_on_lapsing_stops_nobody(
    post: Post, channel: FakeChannel, sender: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await post.crowd(3)
    late = [await post.queue(code, lapses_in=-MINUTE) for code in people[:2]]
    await post.queue(people[2])
    real = settling.settle

    async def settle(session: Session, row: OutgoingRow, state: OutgoingState, *more: Any) -> None:
        if (row.id, state) == (late[0], OutgoingState.LAPSED):
            raise LookupError("a row nobody can end")
        await real(session, row, state, *more)

    monkeypatch.setattr(settling, "settle", settle)
    await sender.drain()

    assert await post.states() == {
        (OutgoingState.REFUSED, Why.DEFECT): 1,
        (OutgoingState.LAPSED, Why.TOO_LATE): 1,
        (OutgoingState.SENT, None): 1,
    }
    assert len(channel.heard["P02"]) == 1


async def test_a_settling_that_always_breaks_does_not_hold_the_lane(
    post: Post, channel: FakeChannel, sender: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.joins("BT-NM01")
    number = await post.queue("BT-NM01")
    channel.fail("BT-NM01", Failure.PERMANENT)

    async def breaks(*_: object) -> None:
        raise LookupError("a defect in what follows a refusal")

    monkeypatch.setattr("bot.flight.unreachable.refused", breaks)
    monkeypatch.setattr(flight, "LONGEST_SETTLE_PAUSE", 0.01)
    async with asyncio.timeout(5):
        await sender.drain()

    row = await post.row(number)
    assert (row.state, row.reason) == (OutgoingState.UNKNOWN, Why.DEFECT)
    assert await post.calls() == [("undelivered", "BT-NM01")]


async def test_a_setting_repeats_what_may_have_arrived_after_a_pause(
    post: Post, channel: FakeChannel
) -> None:
    await post.joins("CB01")
    number = await post.queue("CB01")
    channel.fail("CB01", Failure.UNKNOWN)
    sender = Outbox(post.database, post.clock, [channel], resend_unknown=True)
    await sender.drain()
    assert channel.tries == 1  # not at once
    post.clock.move_to(post.clock.now() + MINUTE)
    await sender.drain()

    assert channel.tries == 2
    assert await post.history(number) == [
        (OutgoingState.WAITING, None),
        (OutgoingState.SENDING, None),
        (OutgoingState.WAITING, Why.TIMED_OUT),
        (OutgoingState.SENDING, None),
        (OutgoingState.SENT, None),
    ]


async def test_one_task_however_much_did_not_arrive_and_a_new_one_after_the_call(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    await post.joins("CB01")
    for _ in range(3):
        await post.queue("CB01", lapses_in=-MINUTE)
    await sender.drain()
    assert await post.calls() == [("undelivered", "CB01")]

    async with post.database.begin() as session:
        await calls.close_calls(
            session,
            post.clock.now(),
            by="phone",
            reasons=[calls.CallReason.UNDELIVERED],
            person_id=post.ids.people["CB01"],
        )
    assert await post.calls() == []
    await post.queue("CB01", lapses_in=-MINUTE)  # the same day, after the call
    await sender.drain()
    assert await post.calls() == [("undelivered", "CB01")]


async def test_who_has_not_joined_is_phoned_until_they_join(post: Post) -> None:
    await post.queue("CB02")
    assert await post.calls() == [("unreachable", "CB02")]


async def test_what_may_have_arrived_is_never_repeated_and_is_listed(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    for code in ("CB01", "CB02"):
        await post.joins(code)
    asked = await post.queue("CB01", QUESTION)
    await post.answer("CB02")
    channel.fail("CB01", Failure.UNKNOWN)
    channel.fail("CB02", Failure.UNKNOWN)
    for _ in range(5):
        await sender.drain()
        post.clock.move_to(post.clock.now() + timedelta(hours=1))
        await sender.recover()

    assert channel.tries == 2
    assert await post.states() == {(OutgoingState.UNKNOWN, Why.TIMED_OUT): 2}
    assert (await post.row(asked)).attempts == 1
    # who asked something can ask again; who was to be told something must be phoned
    assert await post.calls() == [("undelivered", "CB01")]


# Blocked


async def test_a_blocked_chat_is_listed_and_the_coordinator_told_once(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    for code in ("DP1", "DP2", "BT-NM01"):
        await post.joins(code)
    numbers = [await post.queue("BT-NM01", word) for word in ("một", "hai", "ba")]
    channel.fail("BT-NM01", Failure.PERMANENT, times=3)
    await sender.drain()

    assert channel.tries == 2  # the other two are not even tried; the second is the notice
    assert {(await post.row(n)).reason for n in numbers} == {Why.BLOCKED}
    assert await post.calls() == [("unreachable", "BT-NM01")]
    (notice,) = [m.text for m in channel.heard["DP1"]]
    assert "Lò Thị Mỵ" in notice
    assert "BT-NM01" in notice
    assert channel.heard["DP2"] == []  # next door

    await post.queue("BT-NM01", "bốn")
    await sender.drain()
    assert len(channel.heard["DP1"]) == 1


async def test_the_other_chat_of_a_blocked_person_is_used_in_order(
    post: Post, channel: FakeChannel
) -> None:
    other = FakeChannel(post.clock.now, "other")
    sender = Outbox(post.database, post.clock, [other, channel])
    await post.joins("CB01", "fake")
    await post.joins("CB01", "other")
    for word in ("một", "hai", "ba"):
        await post.queue("CB01", word)
    other.fail("CB01", Failure.PERMANENT, times=9)
    await sender.drain()

    assert [m.text for m in channel.heard["CB01"]] == ["một", "hai", "ba"]
    assert other.tries == 1
    # still reached; only the notice found no coordinator
    assert await post.calls() == [("unreachable", "DP1")]


async def test_a_defect_in_telling_the_office_does_not_undo_the_marking(
    post: Post,
    channel: FakeChannel,
    sender: Outbox,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await post.joins("BT-NM01")
    number = await post.queue("BT-NM01")
    channel.fail("BT-NM01", Failure.PERMANENT)
    monkeypatch.setattr("texts.office.CALL_REASONS", None)
    monkeypatch.setattr("bot.unreachable.units_of", None)
    await sender.drain()

    assert (await post.row(number)).reason == Why.BLOCKED
    assert "the office was not told" in caplog.text


# Order and room


async def test_an_answer_overtakes_reminders_that_wait(post: Post, channel: FakeChannel) -> None:
    channel.pace = Pace(at_once=1)
    sender = Outbox(post.database, post.clock, [channel])
    people = await post.crowd(5)
    order: list[str] = []
    send = channel.send

    async def noted(message: Outgoing) -> str:
        order.append(message.address.chat)
        if len(order) == 2:
            await post.answer("P04")
        return await send(message)

    channel.send = noted  # type: ignore[method-assign]
    for code in people:
        await post.queue(code, due_in=-MINUTE)
    await sender.drain()

    assert order == ["P00", "P01", "P04", "P02", "P03", "P04"]


async def test_one_chat_that_hangs_holds_up_nobody_else(
    post: Post, channel: FakeChannel, sender: Outbox
) -> None:
    people = await post.crowd(30)
    for code in people:
        await post.queue(code)
    stuck = asyncio.Event()
    send = channel.send

    async def slow(message: Outgoing) -> str:
        if message.address.chat == "P00":
            await stuck.wait()
        return await send(message)

    channel.send = slow  # type: ignore[method-assign]
    async with running(sender):
        await until_sent(sender, 29)
        stuck.set()
        await until_sent(sender, 30)


async def test_never_two_messages_of_one_chat_at_once(post: Post, channel: FakeChannel) -> None:
    people = await post.crowd(3)
    for _ in range(6):
        for code in people:
            await post.queue(code)
    under_way: dict[str, int] = {}
    most = 0
    send = channel.send

    async def watched(message: Outgoing) -> str:
        nonlocal most
        chat = message.address.chat
        under_way[chat] = under_way.get(chat, 0) + 1
        most = max(most, under_way[chat])
        await asyncio.sleep(0.001)
        under_way[chat] -= 1
        return await send(message)

    channel.send = watched  # type: ignore[method-assign]
    sender = Outbox(post.database, post.clock, [channel])
    await sender.drain()

    assert (most, sender.sent) == (1, 18)


async def test_the_pace_of_a_chat_does_not_slow_the_others(post: Post) -> None:
    channel = FakeChannel(post.clock.now)
    channel.pace = Pace(None, 4, at_once=2)
    sender = Outbox(post.database, post.clock, [channel])
    people = await post.crowd(10)
    for _ in range(3):
        await post.queue("P00")
    for code in people[1:]:
        await post.queue(code)
    started = time.monotonic()
    async with running(sender):
        await until_sent(sender, 10)
        others = time.monotonic() - started
        await until_sent(sender, 12)
    assert time.monotonic() - started >= 0.5  # three to one chat, a quarter of a second apart
    assert others < 0.5


# The database, too, may be away


async def test_a_settling_that_fails_is_done_again_and_nothing_is_sent_twice(
    post: Post,
    channel: FakeChannel,
    sender: Outbox,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    people = await post.crowd(3)
    for code in people:
        await post.queue(code)
    real, failing = flight.settling.sent, [OSError("disk"), OSError("disk")]

    async def sent(*arguments: Any) -> None:
        if failing:
            raise failing.pop()
        await real(*arguments)

    monkeypatch.setattr(flight.settling, "sent", sent)
    await sender.drain()

    assert await post.states() == {(OutgoingState.SENT, None): 3}
    assert channel.tries == 3
    assert caplog.text.count("not settled") == 2


async def test_a_crash_while_sending_is_unknown_or_for_a_repeatable_network_sent_once_more(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "PATIENCE_SECONDS", 0.01)
    for repeatable, insisted in ((False, False), (True, False), (False, True)):
        code = f"CB0{1 + repeatable + 2 * insisted}"
        await post.joins(code)
        number = await post.queue(code)
        channel = FakeChannel(post.clock.now)
        channel.repeatable = repeatable
        channel.hangs.clear()
        dying = Outbox(post.database, post.clock, [channel])
        task = asyncio.create_task(dying.run())
        while not channel.tries:  # noqa: ASYNC110 - the fake has no event for it
            await asyncio.sleep(0.005)
        assert (await post.row(number)).state == OutgoingState.SENDING

        alive = FakeChannel(post.clock.now)
        alive.repeatable = repeatable
        again = Outbox(post.database, post.clock, [alive], resend_unknown=insisted)
        await again.recover()
        await again.drain()

        row = await post.row(number)
        if repeatable or insisted:
            assert (row.state, alive.tries) == (OutgoingState.SENT, 1)
            assert (OutgoingState.WAITING, Why.CRASHED) in await post.history(number)
        else:
            assert (row.state, row.reason) == (OutgoingState.UNKNOWN, Why.CRASHED)
            assert alive.tries == 0
            assert ("undelivered", code) in await post.calls()
        dying.stop()
        await task


async def test_the_same_on_both_databases(database: Database) -> None:
    post = await Post(database).open("DP1", "BT-NM01", "BT-NM02", "CB01", "CB02")
    channel = FakeChannel(post.clock.now)
    sender = Outbox(post.database, post.clock, [channel])
    for _ in range(4):
        for code in ("BT-NM01", "BT-NM02", "CB01", "CB02"):
            await post.queue(code, QUESTION)
    channel.fail("BT-NM01", Failure.PERMANENT)
    channel.fail("BT-NM02", Failure.UNKNOWN)
    channel.fail("CB01", Failure.BAD_MESSAGE)
    await sender.drain()

    assert await post.states() == {
        (OutgoingState.REFUSED, Why.BLOCKED): 4,
        (OutgoingState.UNKNOWN, Why.TIMED_OUT): 1,
        (OutgoingState.REFUSED, Why.BAD_MESSAGE): 1,
        (OutgoingState.SENT, None): 3 + 3 + 4 + 1,
    }
