"""Messages sent to the Bot API stand-in in a second: `python -m bench.telegram_send`.

The stand-in runs in the same process, so the figure is a floor; Telegram itself allows 30.
"""

import asyncio
import time
from datetime import UTC, datetime

from bench.figures import Figure, show
from channels.telegram.channel import Telegram
from channels.telegram.settings import TelegramSettings
from domain.ids import OutgoingId
from domain.messages import Address, Incoming, Outgoing
from tests.support.bot_api import BotApi

MESSAGES = 500


async def receive(incoming: Incoming) -> None:
    """Store nothing: only sending is measured."""


async def send_all(channel: Telegram, api: BotApi, at_once: int) -> float:
    """Messages a second with so many in flight, each to a chat of its own."""
    free = asyncio.Semaphore(at_once)

    async def send_one(number: int) -> None:
        chat = api.user(f"{number}").id
        address = Address("telegram", channel.bot, str(chat))
        async with free:
            await channel.send(Outgoing(OutgoingId(number), f"k{number}", address, "Họp 19h30"))

    start = time.perf_counter()
    await asyncio.gather(*(send_one(number) for number in range(MESSAGES)))
    return MESSAGES / (time.perf_counter() - start)


async def _measure() -> list[Figure]:
    figures = []
    async with BotApi() as api:
        settings = TelegramSettings(_env_file=None, token=api.token, api_url=api.url)
        channel = Telegram(settings, lambda: datetime.now(UTC))
        for number in range(MESSAGES):
            api.user(f"{number}").says("/start")
        await channel.start(receive)
        for at_once in (1, 8):
            best = max([await send_all(channel, api, at_once) for _ in range(3)])
            figures.append(Figure(f"Telegram messages sent, {at_once} at once", best, "/s"))
        await channel.stop()
    return figures


def measure() -> list[Figure]:
    """The best of three rounds for one and for eight messages in flight."""
    return asyncio.run(_measure())


if __name__ == "__main__":
    show(measure())
