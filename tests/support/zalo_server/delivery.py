"""Bringing events to the bot's own address as Zalo does: once, from a Java client, unless told."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from tests.support.zalo_server.courier import Courier
from tests.support.zalo_server.knobs import Knobs

HEADER = "X-Bot-Api-Secret-Token"
AGENT = "Java/1.8.0_192"
_TOGETHER = 0.05  # seconds within which events may change places
_PATIENCE = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Brought:
    """One try to bring an event; status 0 is no answer."""

    event: dict[str, Any]
    status: int


class Delivery(Courier):
    """Events of one chat one after another, chats side by side; nothing is promised about order."""

    def __init__(self, knobs: Knobs) -> None:
        super().__init__(_PATIENCE)
        self.url = ""
        self.secret = ""
        self.updated_at = 0
        self.log: list[Brought] = []
        self._knobs = knobs
        self._chats: dict[str, asyncio.Task[None]] = {}
        self._together: dict[str, list[dict[str, Any]]] = {}

    def bring(self, event: dict[str, Any]) -> None:
        chat = str(event["message"]["chat"]["id"])
        if not self._knobs.reorder:
            self._then(chat, [event])
            return
        if chat in self._together:
            self._together[chat].append(event)
            return
        self._together[chat] = [event]
        self.start(self._swap(chat))

    async def _swap(self, chat: str) -> None:
        await asyncio.sleep(_TOGETHER)
        self._then(chat, list(reversed(self._together.pop(chat))))

    def _then(self, chat: str, events: list[dict[str, Any]]) -> None:
        before = self._chats.get(chat)
        self._chats[chat] = self.start(self._after(before, events))

    async def _after(self, before: asyncio.Task[None] | None, events: list[dict[str, Any]]) -> None:
        if before is not None:
            await asyncio.gather(before, return_exceptions=True)
        for event in events:
            for _ in range(1 + self._knobs.duplicate):
                await self._insist(event)

    async def _insist(self, event: dict[str, Any]) -> None:
        for pause in (0.0, *self._knobs.retry):
            await asyncio.sleep(pause)
            body = {"ok": True, "result": event} if self._knobs.wrapped else event
            status = await self.show(self.url, body)
            self.log.append(Brought(event, status))
            if 200 <= status < 300:
                return

    async def show(self, url: str, body: Any) -> int:
        """The status the address answers with, 0 for none."""
        headers = {HEADER: self.secret, "User-Agent": AGENT}
        return await self.carry(url, json.dumps(body).encode(), headers)
