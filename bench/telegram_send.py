"""Sending to Telegram: beside python-telegram-bot's own, from the outbox, and held at 30 a second.

`python -m bench.telegram_send`. The stand-in is a process of its own; python-telegram-bot sends
with the same HTTP backend, in turn with us.
"""

import asyncio
import json
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Bot, LinkPreviewOptions

from bench.answering.peer import FIRST_CHAT
from bench.answering.processes import ours, running
from bench.figures import Figure, show
from bot.clock import Clock
from bot.outbox import Outbox
from channels.telegram.channel import Telegram
from channels.telegram.request import AiohttpRequest
from channels.telegram.settings import TelegramSettings
from db import migrate, outbox
from db.base import Database
from domain.ids import OutgoingId
from domain.messages import Address, Incoming, Outgoing, Words
from tests.support.bot_api.server import TOKEN

MESSAGES, CHATS, AT_ONCE, ROUNDS = 400, 400, 8, 7
MINUTE = 60.0  # seconds
TEXT = "Họp chi bộ 19h30 Thứ Bảy 05/12, đ/c có dự không?"


async def receive(incoming: Incoming) -> None:
    """Store nothing: only sending is measured."""


async def rate(send: Callable[[int], Awaitable[Any]]) -> float:
    """Messages a second with eight in flight, each to a chat of its own."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with free:
            await send(number)

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(MESSAGES)))
    return MESSAGES / (time.perf_counter() - began)


def channel_on(api: str, per_second: float) -> Telegram:
    """Our channel on the stand-in."""
    settings = TelegramSettings(
        _env_file=None,
        token=TOKEN,
        api_url=api,
        per_second=per_second,
        per_chat_second=1000,
        at_once=AT_ONCE,
    )
    return Telegram(settings, lambda: datetime.now(UTC))


async def beside_the_library(api: str) -> tuple[float, float]:
    """Our rate and the library's, medians of rounds in turn."""
    channel = channel_on(api, 100_000)
    await channel.start(receive)
    request = AiohttpRequest(10, 20, None)
    await request.initialize()
    no_preview = LinkPreviewOptions(is_disabled=True)  # the same message as ours
    bot = Bot(TOKEN, base_url=f"{api}/bot", request=request)

    async def ours_sends(number: int) -> None:
        address = Address("telegram", channel.bot, str(FIRST_CHAT + number))
        await channel.send(Outgoing(OutgoingId(number), f"k{number}", address, TEXT))

    async def theirs_sends(number: int) -> None:
        await bot.send_message(FIRST_CHAT + number, TEXT, link_preview_options=no_preview)

    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(await rate(ours_sends))
        theirs.append(await rate(theirs_sends))
    await channel.stop()
    await request.shutdown()
    pairs = zip(mine, theirs, strict=True)
    return statistics.median(mine), statistics.median(one / other for one, other in pairs)


async def from_the_outbox(api: str, folder: Path, per_second: float, count: int) -> float:
    """Rows queued, claimed, sent and settled a second, until all are or a minute has passed."""
    database = Database(f"sqlite:///{folder / f'{per_second}.sqlite3'}")
    await migrate.upgrade(database)
    channel, clock = channel_on(api, per_second), Clock()
    async with database.begin() as session:
        for number in range(count):
            await outbox.queue_answer(
                session,
                key=f"k{number}",
                person_id=None,
                address=Address("telegram", channel.bot, str(FIRST_CHAT + number % CHATS)),
                content=Words(TEXT),
                now=clock.now(),
            )
    sender = Outbox(database, clock, [channel])
    await channel.start(receive)
    began = time.perf_counter()
    work = asyncio.create_task(sender.run())
    while sender.sent < count and time.perf_counter() - began < MINUTE:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.005)
    found = sender.sent / (time.perf_counter() - began)
    sender.stop()
    await work
    await channel.stop()
    await database.close()
    return found


async def _measure(api: str) -> list[Figure]:
    mine, ratio = await beside_the_library(api)
    with tempfile.TemporaryDirectory() as name:
        unlimited = await from_the_outbox(api, Path(name), 100_000, 2000)
        limited = await from_the_outbox(api, Path(name), 30, 3000)
    return [
        Figure("Telegram messages sent, 8 at once", mine, "/s"),
        Figure("  beside python-telegram-bot on the same HTTP", ratio, "", ">= 0.9"),
        Figure("  from the outbox: claimed, sent, settled", unlimited, "/s"),
        Figure("  from the outbox, limited to 30/s, for a minute", limited, "/s", "28.5 to 30.0"),
    ]


def measure() -> list[Figure]:
    """Two minutes, one of them held at the limit."""
    with running(ours("bench.answering.peer")) as peer:
        (api,) = json.loads(peer.line())
        urllib.request.urlopen(f"{api}/chats?count={CHATS}").close()
        return asyncio.run(_measure(api))


if __name__ == "__main__":
    show(measure())
