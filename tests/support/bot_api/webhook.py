"""Delivery of updates to the bot's own address, as Telegram does it: again until it says 200."""

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from tests.support.bot_api.updates import Updates

_FIRST_PAUSE = 0.02  # seconds; the real one waits longer
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Delivery:
    """Brings updates one by one within a chat, chats side by side, while an address is set."""

    def __init__(self, updates: "Updates") -> None:
        self.url = ""
        self.last_error = ""
        self._secret = ""
        self._updates = updates
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str) -> None:
        self.stop()
        self.url, self._secret = url, secret
        self._updates.wake()  # a poll under way ends
        if url:
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                changed = self._updates.changed
                heads: dict[Any, dict[str, Any]] = {}
                for update in self._updates.waiting:
                    heads.setdefault(_chat_of(update), update)
                went = await asyncio.gather(*(self._bring(session, u) for u in heads.values()))
                if not heads:
                    await changed.wait()
                elif not all(went):
                    await asyncio.sleep(_FIRST_PAUSE)

    async def _bring(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as answer:
                if answer.ok:
                    self._updates.drop(update["update_id"])
                    return True
                self.last_error = f"Wrong response from the webhook: {answer.status}"
        except aiohttp.ClientError as error:
            self.last_error = type(error).__name__
        return False


def _chat_of(update: dict[str, Any]) -> Any:
    for body in update.values():
        if isinstance(body, dict):
            message = body.get("message", body)
            if isinstance(message, dict) and isinstance(message.get("chat"), dict):
                return message["chat"].get("id")
    return None
