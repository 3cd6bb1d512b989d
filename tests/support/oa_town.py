"""The residents on an Official Account: the whole house behind its signed webhook."""

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
from bot.oa_tokens import DatabaseTokens
from bot.receipts import Receipts
from channels.zalo_oa.channel import ZaloOa
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import challenge
from db import joining, outbox
from db.base import Base, Database
from db.joining import Joining
from domain.messages import Words
from tests.support.residents import Settled, settle
from tests.support.town import instant
from tests.support.zalo_server import ZaloServer
from tests.support.zalo_server.oa import OfficialAccount

START = "2026-11-02 09:00"
VERIFIER = "v" * 43
Row = TypeVar("Row", bound=Base)


def oa_settings(zalo: ZaloServer, **more: Any) -> ZaloOaSettings:
    """Settings for the stand-in."""
    oa = zalo.oa
    given = {
        "id": oa.id,
        "app_id": oa.app_id,
        "app_secret": oa.app_secret,
        "webhook_key": oa.webhook_key,
        "webhook_url": "https://bot.example.vn/zalo-oa",
        "oauth_url": zalo.url,
        "api_url": zalo.url,
        "template_url": zalo.url,
        "template": "643118",
        "per_second": 1000,
        "per_chat_second": 1000,
        "read_seconds": 1,
    }
    return ZaloOaSettings(_env_file=None, **{**given, **more})


class OaTown:
    """People by roster code, who all talk to one account."""

    def __init__(self, database: Database, zalo: ZaloServer, clock: AdjustableClock) -> None:
        self.database = database
        self.zalo = zalo
        self.clock = clock
        self.ids = Settled()
        self.app: App
        self.channel: ZaloOa
        self.tokens = DatabaseTokens(database, zalo.oa.id, clock)
        self._numbers = 0

    @property
    def oa(self) -> OfficialAccount:
        return self.zalo.oa

    async def joins(self, code: str) -> None:
        """Bind somebody's chat with the account, without a word said."""
        self.clock.move_to(self.clock.now() + timedelta(microseconds=1))
        async with self.database.begin() as session:
            started = Joining(
                channel="zalo_oa",
                bot=self.oa.id,
                chat=self.oa.user(code),
                person_id=self.ids.people[code],
                version="test",
            )
            await joining.bind(session, started, self.clock.now())

    async def says(self, code: str, text: str) -> list[str]:
        """Say something, and wait for everything that follows; all this person heard so far."""
        self.oa.says(code, text)
        await self.arrives()
        return self.heard(code)

    async def arrives(self) -> None:
        await self.oa.settled()
        await self.app.settle()

    def heard(self, code: str) -> list[str]:
        return self.oa.heard_by(self.oa.user(code))

    def knocks(self, code: str) -> list[str]:
        """Templates that reached somebody's phone."""
        return self.oa.heard_by(self.ids.phones[code].removeprefix("+"))

    async def tell(self, code: str, text: str, **more: Any) -> None:
        """Queue a message to somebody, due now, and deliver what can be."""
        self._numbers += 1
        now = self.clock.now()
        async with self.database.begin() as session:
            await outbox.queue(
                session,
                key=f"t{self._numbers}",
                kind=more.pop("kind", "reminder"),
                person_id=self.ids.people[code],
                content=Words(text),
                now=now,
                due_at=now,
                **more,
            )
        await self.app.settle()

    async def after(self, **span: float) -> None:
        """Time passes, and what is due is delivered."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        await self.app.settle()

    async def rows(self, table: type[Row], **equal: object) -> list[Row]:
        async with self.database.read() as session:
            query = select(table).filter_by(**equal).order_by(*table.__table__.primary_key)
            return list(await session.scalars(query))


@asynccontextmanager
async def oa_town(
    database: Database, *codes: str, consented: bool = True, **more: Any
) -> AsyncIterator[OaTown]:
    """A town in which the people named have joined through the account."""
    clock = AdjustableClock(instant(START))
    async with ZaloServer(now=clock.now) as zalo:
        with socket.create_server(("127.0.0.1", 0)) as door:
            town = OaTown(database, zalo, clock)
            async with database.begin() as session:
                town.ids = await settle(session, clock.now() - timedelta(days=30))
            receipts = Receipts(database, clock)
            made = oa_settings(zalo, **more)
            town.channel = ZaloOa(made, town.tokens, receipts.note, clock.now)
            town.app = App(database, clock, [town.channel], compute=InThread())
            pages = web.Application()
            pages.add_routes(town.channel.webhook_routes())
            runner = web.AppRunner(pages, access_log=None, shutdown_timeout=0.05)
            await runner.setup()
            await web.SockSite(runner, door).start()
            zalo.oa.webhook_url = f"http://127.0.0.1:{door.getsockname()[1]}/zalo-oa"
            await town.app.prepare()
            if consented:
                await consents(town)
            await town.channel.start(town.app.inbox.receive)
            for code in codes:
                await town.joins(code)
            try:
                yield town
            finally:
                await runner.cleanup()
                await town.channel.stop()


async def consents(town: OaTown) -> None:
    """What `zalo oa consent` does, once the administrator has agreed."""
    api = town.channel._api
    api.open()
    await api.keeper.consented(town.oa.consents(challenge(VERIFIER)), VERIFIER)
