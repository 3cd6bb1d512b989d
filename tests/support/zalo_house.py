"""Running Zalo bots on the stand-in, with impatient settings so that tests are quick."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from channels.zalo_bot.channel import ZaloBot
from channels.zalo_bot.registration import registration
from channels.zalo_bot.settings import ZaloBotSettings
from domain.ids import OutgoingId
from domain.messages import Address, Outgoing
from tests.support.listening import opened_door, served
from tests.support.telegram_house import NOW, House
from tests.support.zalo_server import Person, ZaloServer

SECRET = "a-secret-of-our-own-with-32-letters-at-least"


def settings(zalo: ZaloServer, **more: Any) -> ZaloBotSettings:
    """Settings for the stand-in."""
    quick = {"retry_seconds": 0.02, "per_chat_second": 1000, "per_second": 1000}
    poll_seconds = more.pop("poll_seconds", 5)
    made = ZaloBotSettings(
        _env_file=None, **{"token": zalo.tokens, "api_url": zalo.url, **quick, **more}
    )
    # Past the checks: a poll that returns at once is right for a test only.
    return made.model_copy(update={"poll_seconds": poll_seconds})


@asynccontextmanager
async def polling(
    zalo: ZaloServer, house: House | None = None, **more: Any
) -> AsyncIterator[ZaloBot]:
    """A running channel of the first bot that polls; ready to hear unless `unheard`."""
    unheard = more.pop("unheard", False)
    made = settings(zalo, **more)
    channel = ZaloBot(made, made.bots[0], lambda: NOW)
    await channel.start((house or House()).receive)
    try:
        if not unheard:
            await zalo.bot.listening()
        yield channel
    finally:
        await channel.stop()


@dataclass(frozen=True)
class Hook:
    """A channel with a webhook behind a real web server; `url` is where Zalo posts."""

    channel: ZaloBot
    url: str


@asynccontextmanager
async def webhook(
    zalo: ZaloServer, house: House, *, register: bool = True, **more: Any
) -> AsyncIterator[Hook]:
    """A running channel of the first bot to which Zalo brings messages."""
    with opened_door() as (door, root):
        made = settings(
            zalo, mode="webhook", webhook_url=f"{root}/zalo", webhook_secret=SECRET, **more
        )
        channel = ZaloBot(made, made.bots[0], lambda: NOW)
        try:
            async with served(door, channel.webhook_routes()):
                await channel.start(house.receive)
                if register:
                    await set_webhook(zalo, made)
                yield Hook(channel, made.webhook_of(channel.bot))
        finally:
            await channel.stop()


async def set_webhook(zalo: ZaloServer, made: ZaloBotSettings) -> None:
    """What the operator does by hand, for every bot."""
    zalo.knobs.loopback_webhooks = True
    for account in made.bots:
        async with registration(made, account) as calls:
            await calls.set(made.webhook_of(account.id), SECRET)


def to(person: Person, text: str, number: int = 1) -> Outgoing:
    """A message for a person."""
    return Outgoing(
        id=OutgoingId(number),
        key=f"k:{number}",
        address=Address("zalo_bot", "1459232241454765289", person.id),
        text=text,
    )
