"""Asking and telling Zalo about a bot by hand: who it is, and where its messages are brought.

Zalo counts these calls by the day, so none is made without being asked for.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from channels.zalo_bot.api import Api
from channels.zalo_bot.failures import explain
from channels.zalo_bot.poller import webhook_url
from channels.zalo_bot.settings import BotAccount, ZaloBotSettings
from channels.zalo_http import ZaloError


class ZaloTrouble(Exception):
    """Zalo does not accept us or cannot be reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as Zalo knows it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What Zalo found when it tried our address; `outcome` is its word for it."""

    well: bool
    outcome: str
    hint: str


class Registration:
    """The calls of one bot; every one raises ZaloTrouble."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def me(self) -> Me:
        """Who the token belongs to."""
        found = await self._call("getMe")
        return Me(_text(found, "id"), _text(found, "display_name") or _text(found, "account_name"))

    async def webhook(self) -> str:
        """Where Zalo brings messages, empty when nowhere."""
        try:
            return await webhook_url(self._api)
        except ZaloError as error:
            trouble = explain(error)
        raise ZaloTrouble(trouble)

    async def set(self, url: str, secret: str) -> Probe | None:
        """Have messages brought to an address; Zalo keeps it even when its probe fails."""
        found = await self._call("setWebhook", {"url": url, "secret_token": secret})
        inner = found.get("verification") if isinstance(found, dict) else None
        return _probe(inner) if isinstance(inner, dict) else None

    async def test(self) -> Probe:
        """Let Zalo try the address that is set."""
        return _probe(await self._call("testWebhook"))

    async def delete(self) -> None:
        """Have messages brought nowhere; that none was set is no trouble."""
        if await self.webhook():
            await self._call("deleteWebhook")

    async def _call(self, method: str, body: dict[str, Any] | None = None) -> Any:
        try:
            return await self._api.call(method, body)
        except ZaloError as error:
            trouble = explain(error)
        raise ZaloTrouble(trouble)


@asynccontextmanager
async def registration(
    settings: ZaloBotSettings, account: BotAccount
) -> AsyncIterator[Registration]:
    """The calls of one bot while the block lasts."""
    api = Api(
        settings.api_url,
        account.token,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
    )
    api.open()
    try:
        yield Registration(api)
    finally:
        await api.close()


def _probe(found: Any) -> Probe:
    well = isinstance(found, dict) and found.get("ok") is True
    return Probe(well, _text(found, "outcome"), _text(found, "hint"))


def _text(found: Any, name: str) -> str:
    value = found.get(name) if isinstance(found, dict) else None
    return str(value)[:200] if isinstance(value, (str, int)) else ""
