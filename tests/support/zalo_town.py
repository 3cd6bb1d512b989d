"""The residents on Zalo: the whole house behind real webhooks of the stand-in, on a moved clock."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy import select

from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from channels.zalo_bot.channel import ZaloBot
from db import joining, outbox
from db.base import Base, Database
from db.joining import Joining
from domain.messages import Ask, Words
from handlers.base import Policy
from tests.support.residents import Settled, settle
from tests.support.town import instant
from tests.support.zalo_house import SECRET, set_webhook, settings
from tests.support.zalo_server import Group, Person, ZaloServer

START = "2026-11-02 09:00"  # before anybody is asked about December
Row = TypeVar("Row", bound=Base)


class ZaloTown:
    """People by roster code; each talks to the bot they joined, the first unless told."""

    def __init__(self, database: Database, zalo: ZaloServer, clock: AdjustableClock) -> None:
        self.database = database
        self.zalo = zalo
        self.clock = clock
        self.ids = Settled()
        self.app: App
        self._numbers = 0

    def start_app(self, channels: list[ZaloBot]) -> None:
        policy = Policy(code_lifetime=timedelta(hours=72))
        self.app = App(self.database, self.clock, channels, policy=policy, compute=InThread())

    async def settle_people(self, *codes: str) -> None:
        async with self.database.begin() as session:
            self.ids = await settle(session, self.clock.now() - timedelta(days=30))
        for code in codes:
            await self.joins(code)

    async def joins(self, code: str, bot: int = 0) -> Person:
        """Bind somebody's chat with one of the bots, as after a code and consent."""
        account, person = self.zalo.bots[bot], self.person(code, bot)
        account.users.add(person.id)
        self.clock.move_to(self.clock.now() + timedelta(microseconds=1))
        async with self.database.begin() as session:
            started = Joining(
                channel="zalo_bot",
                bot=account.id,
                chat=person.chat.id,
                person_id=self.ids.people[code],
                version="test",
            )
            await joining.bind(session, started, self.clock.now())
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

    async def tell(self, code: str, content: Words | Ask | str, kind: str = "reminder") -> None:
        """Queue a message to somebody, due now."""
        self._numbers += 1
        now = self.clock.now()
        async with self.database.begin() as session:
            await outbox.queue(
                session,
                key=f"t{self._numbers}",
                kind=kind,
                person_id=self.ids.people[code],
                content=Words(content) if isinstance(content, str) else content,
                now=now,
                due_at=now,
            )

    async def rows(self, table: type[Row], **equal: object) -> list[Row]:
        async with self.database.read() as session:
            query = select(table).filter_by(**equal).order_by(*table.__table__.primary_key)
            return list(await session.scalars(query))


@asynccontextmanager
async def running(town: ZaloTown, **more: Any) -> AsyncIterator[None]:
    """The house at work behind a web server; leaving it is the end of a process."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        hook = f"http://127.0.0.1:{door.getsockname()[1]}/zalo"
        made = settings(town.zalo, mode="webhook", webhook_url=hook, webhook_secret=SECRET, **more)
        channels = [ZaloBot(made, account, town.clock.now) for account in made.bots]
        town.start_app(channels)
        pages = web.Application()
        pages.add_routes([route for channel in channels for route in channel.webhook_routes()])
        runner = web.AppRunner(pages, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        await web.SockSite(runner, door).start()
        await town.app.prepare()
        for channel in channels:
            await channel.start(town.app.inbox.receive)
        await set_webhook(town.zalo, made)
        try:
            yield
        finally:
            await runner.cleanup()
            for channel in channels:
                await channel.stop()


@asynccontextmanager
async def zalo_town(
    database: Database, *codes: str, bots: int = 1, at: str = START, **more: Any
) -> AsyncIterator[ZaloTown]:
    """A town in which the people named have joined on the first bot."""
    clock = AdjustableClock(instant(at))
    async with ZaloServer(bots=bots, now=clock.now) as zalo:
        town = ZaloTown(database, zalo, clock)
        await town.settle_people(*codes)
        async with running(town, **more):
            yield town
