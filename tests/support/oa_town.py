"""The residents on an Official Account: the whole house behind its signed webhook."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from bot.oa_tokens import DatabaseTokens
from bot.receipts import Receipts
from channels.zalo_oa.channel import ZaloOa
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import challenge
from db.base import Database
from domain.messages import Ask, Words
from tests.support.listening import opened_door, served
from tests.support.network_town import START, NetworkTown
from tests.support.town import instant
from tests.support.zalo_server import ZaloServer
from tests.support.zalo_server.oa import OfficialAccount

VERIFIER = "v" * 43


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


class OaTown(NetworkTown):
    """Everybody talks to one account."""

    def __init__(self, database: Database, zalo: ZaloServer, clock: AdjustableClock) -> None:
        super().__init__(database, zalo, clock)
        self.channel: ZaloOa
        self.tokens = DatabaseTokens(database, zalo.oa.id, clock)

    @property
    def oa(self) -> OfficialAccount:
        return self.zalo.oa

    async def joins(self, code: str) -> None:
        await self.bind(code, "zalo_oa", self.oa.id, self.oa.user(code))

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

    async def tell(self, code: str, content: Words | Ask | str, **more: Any) -> None:
        """Queue a message to somebody, due now, and deliver what can be."""
        await super().tell(code, content, **more)
        await self.app.settle()


@asynccontextmanager
async def oa_town(
    database: Database, *codes: str, consented: bool = True, **more: Any
) -> AsyncIterator[OaTown]:
    """A town in which the people named have joined through the account."""
    clock = AdjustableClock(instant(START))
    async with ZaloServer(now=clock.now) as zalo:
        with opened_door() as (door, root):
            town = OaTown(database, zalo, clock)
            await town.settle_people()
            receipts = Receipts(database, clock)
            made = oa_settings(zalo, **more)
            town.channel = ZaloOa(made, town.tokens, receipts.note, clock.now)
            town.app = App(database, clock, [town.channel], compute=InThread())
            zalo.oa.webhook_url = f"{root}/zalo-oa"
            try:
                async with served(door, town.channel.webhook_routes()):
                    await town.app.prepare()
                    if consented:
                        await consents(town)
                    await town.channel.start(town.app.inbox.receive)
                    for code in codes:
                        await town.joins(code)
                    yield town
            finally:
                await town.channel.stop()


async def consents(town: OaTown) -> None:
    """What `zalo oa consent` does, once the administrator has agreed."""
    api = town.channel._api
    api.open()
    await api.keeper.consented(town.oa.consents(challenge(VERIFIER)), VERIFIER)
