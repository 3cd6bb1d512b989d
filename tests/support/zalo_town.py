"""The residents on Zalo: the whole house behind real webhooks of the stand-in, on a moved clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from channels.zalo_bot.channel import ZaloBot
from db.base import Database
from handlers.base import Policy
from tests.support.listening import opened_door, served
from tests.support.network_town import START, NetworkTown
from tests.support.town import instant
from tests.support.zalo_house import SECRET, set_webhook, settings
from tests.support.zalo_server import Group, Person, ZaloServer


class ZaloTown(NetworkTown):
    """Each person talks to the bot they joined, the first unless told."""

    def start_app(self, channels: list[ZaloBot]) -> None:
        policy = Policy(code_lifetime=timedelta(hours=72))
        self.app = App(self.database, self.clock, channels, policy=policy, compute=InThread())

    async def joins(self, code: str, bot: int = 0) -> Person:
        account, person = self.zalo.bots[bot], self.person(code, bot)
        account.users.add(person.id)
        await self.bind(code, "zalo_bot", account.id, person.chat.id)
        return person

    def person(self, code: str, bot: int = 0) -> Person:
        return self.zalo.person(code, bot)

    async def says(self, who: Person | Group, *words: Any, **more: Any) -> list[str]:
        """Say something, and wait for everything that follows; all this person heard so far."""
        who.says(*words, **more)
        await self.arrives()
        return who.heard if isinstance(who, Person) else []

    async def arrives(self) -> None:
        """What was written is brought, handled and answered."""
        for bot in self.zalo.bots:
            await bot.webhook.settled()
        await self.app.settle()


@asynccontextmanager
async def running(town: ZaloTown, **more: Any) -> AsyncIterator[None]:
    """The house at work behind a web server; leaving it is the end of a process."""
    with opened_door() as (door, root):
        hook = f"{root}/zalo"
        made = settings(town.zalo, mode="webhook", webhook_url=hook, webhook_secret=SECRET, **more)
        channels = [ZaloBot(made, account, town.clock.now) for account in made.bots]
        town.start_app(channels)
        routes = [route for channel in channels for route in channel.webhook_routes()]
        try:
            async with served(door, routes):
                await town.app.prepare()
                for channel in channels:
                    await channel.start(town.app.inbox.receive)
                await set_webhook(town.zalo, made)
                yield
        finally:
            for channel in channels:
                await channel.stop()


@asynccontextmanager
async def zalo_town(
    database: Database,
    *codes: str,
    bots: int = 1,
    at: str = START,
    mirrored: bool = False,
    **more: Any,
) -> AsyncIterator[ZaloTown]:
    """A town in which the people named have joined on the first bot."""
    clock = AdjustableClock(instant(at))
    async with ZaloServer(bots=bots, now=clock.now) as zalo:
        zalo.knobs.mirror_http_status = mirrored
        town = ZaloTown(database, zalo, clock)
        await town.settle_people()
        for code in codes:
            await town.joins(code)
        async with running(town, **more):
            yield town
