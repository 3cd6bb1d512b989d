"""The networks a whole month is played over: Zalo bots behind webhooks, and a Telegram bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from channels.base import Channel
from channels.telegram.channel import Telegram
from channels.zalo_bot.channel import ZaloBot
from db.base import Database
from tests.support import telegram_house
from tests.support.bot_api import BotApi
from tests.support.listening import opened_door, served
from tests.support.telegram_house import until
from tests.support.zalo_house import SECRET, set_webhook, settings
from tests.support.zalo_server import ZaloServer


class ZaloWire:
    """Everybody on Zalo, fifty to a bot in the order they first write."""

    def __init__(self, start: datetime, bots: int, *, mirrored: bool = False) -> None:
        self.clock = AdjustableClock(start)
        self.zalo = ZaloServer(bots=bots, now=self.clock.now)
        self.zalo.knobs.mirror_http_status = mirrored
        self._bot_of: dict[str, int] = {}

    @asynccontextmanager
    async def runs(self, database: Database) -> AsyncIterator[App]:
        async with self.zalo:
            with opened_door() as (door, root):
                made = settings(
                    self.zalo,
                    mode="webhook",
                    webhook_url=f"{root}/zalo",
                    webhook_secret=SECRET,
                    at_once=1,
                    user_limit=1000,  # the office hears nothing that it would not on Telegram
                )
                channels = [ZaloBot(made, account, self.clock.now) for account in made.bots]
                routes = [route for channel in channels for route in channel.webhook_routes()]
                async with served(door, routes), _app(database, self.clock, channels) as app:
                    await set_webhook(self.zalo, made)
                    yield app

    def person(self, code: str) -> tuple[int, str]:
        if code not in self._bot_of:
            self._bot_of[code] = len(self._bot_of) // self.zalo.knobs.most_users
        return self._bot_of[code], code

    async def says(self, person: str, text: str) -> None:
        bot, name = self.person(person)
        assert self.zalo.person(name, bot).says(text)
        await self.zalo.bots[bot].webhook.settled()


class TelegramWire:
    """Everybody on Telegram, typing instead of pressing."""

    def __init__(self, start: datetime) -> None:
        self.clock = AdjustableClock(start)
        self.api = BotApi()

    @asynccontextmanager
    async def runs(self, database: Database) -> AsyncIterator[App]:
        async with self.api:
            made = telegram_house.settings(self.api, per_second=10_000, at_once=1)
            async with _app(database, self.clock, [Telegram(made, self.clock.now)]) as app:
                yield app

    async def says(self, person: str, text: str) -> None:
        self.api.user(person).says(text)
        await until(lambda: not self.api.updates.waiting, seconds=20)


@asynccontextmanager
async def _app(
    database: Database, clock: AdjustableClock, channels: list[ZaloBot] | list[Telegram]
) -> AsyncIterator[App]:
    wired: list[Channel] = list(channels)
    app = App(database, clock, wired, compute=InThread())
    await app.prepare()
    for channel in channels:
        await channel.start(app.inbox.receive)
    try:
        yield app
    finally:
        for channel in channels:
            await channel.stop()
