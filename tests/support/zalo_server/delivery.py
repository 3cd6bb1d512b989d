"""Bringing events to the bot's own address as Zalo does: once, from a Java client, unless told."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.support.zalo_server.knobs import Knobs

HEADER = "X-Bot-Api-Secret-Token"
AGENT = "Java/1.8.0_192"
_TOGETHER = 0.05  # seconds within which events may change places
_PATIENCE = aiohttp.ClientTimeout(total=20)


@dataclass(frozen=True, slots=True)
class Brought:
    """One try to bring an event; status 0 is no answer."""

    event: dict[str, Any]
    status: int


class Delivery:
    """Events of one chat one after another, chats side by side; nothing is promised about order."""

    def __init__(self, knobs: Knobs) -> None:
        self.url = ""
        self.secret = ""
        self.updated_at = 0
        self.log: list[Brought] = []
        self._knobs = knobs
        self._session: aiohttp.ClientSession | None = None
        self._chats: dict[str, asyncio.Task[None]] = {}
        self._together: dict[str, list[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def bring(self, event: dict[str, Any]) -> None:
        chat = str(event["message"]["chat"]["id"])
        if not self._knobs.reorder:
            self._then(chat, [event])
            return
        if chat in self._together:
            self._together[chat].append(event)
            return
        self._together[chat] = [event]
        self._start(self._swap(chat))

    async def _swap(self, chat: str) -> None:
        await asyncio.sleep(_TOGETHER)
        self._then(chat, list(reversed(self._together.pop(chat))))

    def _then(self, chat: str, events: list[dict[str, Any]]) -> None:
        before = self._chats.get(chat)
        self._chats[chat] = self._start(self._after(before, events))

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
            status = await self.post(self.url, body)
            self.log.append(Brought(event, status))
            if 200 <= status < 300:
                return

    async def post(self, url: str, body: Any) -> int:
        """The status the address answers with, 0 for none."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        headers = {HEADER: self.secret, "User-Agent": AGENT}
        try:
            async with self._session.post(
                url, json=body, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    async def settled(self) -> None:
        """Wait until everything under way has been brought, or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None
