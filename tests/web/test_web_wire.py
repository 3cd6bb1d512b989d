"""The web channel as a wire: who is told, and that stopping loses nothing taken."""

import asyncio

import pytest

from channels.base import Channel
from channels.web import NotOpen, WebChannel
from domain.ids import OutgoingId, PersonId
from domain.messages import Incoming, Outgoing
from domain.web_chats import address_of, person_of
from tests.web.echo_house import START

HOME = address_of(PersonId(12))
IN = Incoming(HOME, "a1b2-c3d4", "vâng", START)
OUT = Outgoing(OutgoingId(7), "k", HOME, "chào đồng chí")


async def test_it_is_a_channel_and_tells_whoever_listens() -> None:
    channel = WebChannel()
    wire: Channel = channel
    heard: list[Incoming | Outgoing] = []
    carried: list[Incoming] = []

    async def receive(message: Incoming) -> None:
        assert heard == []  # told only once it is remembered
        carried.append(message)

    await wire.start(receive)
    unlisten = channel.listen(heard.append)
    await channel.carry(IN)
    assert await wire.send(OUT) == "7"
    unlisten()
    await wire.send(OUT)

    assert carried == [IN]
    assert heard == [IN, OUT]


async def test_nothing_is_carried_before_start_or_after_stop() -> None:
    channel = WebChannel()
    with pytest.raises(NotOpen):
        await channel.carry(IN)
    await channel.start(lambda message: asyncio.sleep(0))
    await channel.stop()
    with pytest.raises(NotOpen):
        await channel.carry(IN)


async def test_stopping_waits_for_what_was_taken() -> None:
    channel = WebChannel()
    stored = asyncio.Event()
    go_on = asyncio.Event()

    async def slow(message: Incoming) -> None:
        await go_on.wait()
        stored.set()

    await channel.start(slow)
    carrying = asyncio.create_task(channel.carry(IN))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(channel.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    go_on.set()
    await stopping

    assert stored.is_set()
    await carrying


async def test_a_message_that_could_not_be_stored_is_told_to_nobody() -> None:
    channel = WebChannel()
    told: list[Incoming | Outgoing] = []
    channel.listen(told.append)

    async def full(message: Incoming) -> None:
        raise OSError("the disk is full")

    await channel.start(full)
    with pytest.raises(OSError, match="full"):
        await channel.carry(IN)
    await channel.stop()

    assert told == []


def test_a_chat_names_its_person() -> None:
    assert person_of(HOME.chat) == 12
    assert [person_of(chat) for chat in ("", "p", "12", "p-1", "p1x", "p٣", "pp1")] == [None] * 7
