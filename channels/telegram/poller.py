"""Long polling that loses nothing: an update is confirmed only after the house has stored it.

The library's own updater confirms updates once they are in its memory, and stops for ever at one
malformed update; so this loop asks for raw updates and confirms them itself.
"""

import asyncio
import logging
from typing import Any

from telegram import Bot

from channels.patience import Patience
from channels.telegram.failures import Say, insist
from channels.telegram.intake import Intake
from channels.telegram.settings import TelegramSettings
from channels.telegram.translate import WANTED_UPDATES, Malformed, Taken, update_id

_log = logging.getLogger(__name__)
_CHATS_AT_ONCE = 8
_LONGEST_STORE_PAUSE = 5.0  # seconds; short, for meanwhile the messages of others wait too
_SPARE_SECONDS = 10  # beyond the long poll before we call it dead


class Poller:
    """One loop, one poll at a time, until cancelled."""

    def __init__(self, bot: Bot, settings: TelegramSettings, say: Say) -> None:
        self.handling = asyncio.Lock()  # who holds it may cancel `run` and loses no message
        self._bot = bot
        self._say = say
        self._poll_seconds = settings.poll_seconds
        self._retry_seconds = settings.retry_seconds
        # Sent once to confirm, then left out: after a quiet week Telegram numbers updates anew,
        # perhaps lower, and an old offset would hide them.
        self._confirm: int | None = None

    async def run(self, intake: Intake) -> None:
        """Poll and hand over; returns only when Telegram refuses the token."""
        store = Patience(self._retry_seconds, _LONGEST_STORE_PAUSE)
        # Never drops what is pending: that is what people wrote while we were away.
        if not await insist(self._bot.delete_webhook, self._say, self._retry_seconds):
            return
        while True:
            updates = await insist(self._poll, self._say, self._retry_seconds)
            if updates is None:
                return
            async with self.handling:
                stored = await self._handle(updates, intake)
            if stored:
                store.reset()
            else:
                await store.wait()

    async def _poll(self) -> list[Any]:
        asked: dict[str, Any] = {
            "timeout": self._poll_seconds,
            "allowed_updates": WANTED_UPDATES,
        }
        if self._confirm is not None:
            asked["offset"] = self._confirm
        # In lower case on purpose: the Bot API ignores case, and the library would insist on
        # parsing the answer of a name it knows.
        updates = await self._bot.do_api_request(
            "getupdates", asked, read_timeout=self._poll_seconds + _SPARE_SECONDS
        )
        self._confirm = None
        return updates if isinstance(updates, list) else []

    async def _handle(self, updates: list[Any], intake: Intake) -> bool:
        """Hand over a batch: chats side by side, each in order. False when one must come again.

        The next poll confirms everything before the first update that was not stored; what was
        stored beyond it comes again and is known to the house by its key.
        """
        numbers = [number for update in updates if (number := _number(update)) is not None]
        lines: dict[str, list[Taken]] = {}
        for update in updates:
            taken = intake.read(update)
            if taken is not None:
                lines.setdefault(taken.incoming.address.chat, []).append(taken)
        free = asyncio.Semaphore(_CHATS_AT_ONCE)
        ends = await asyncio.gather(*(_hand_over(line, intake, free) for line in lines.values()))
        stuck = [number for number in ends if number is not None]
        if stuck:
            self._confirm = min(stuck)
        elif numbers:
            self._confirm = max(numbers) + 1
        return not stuck and len(numbers) == len(updates)


async def _hand_over(line: list[Taken], intake: Intake, free: asyncio.Semaphore) -> int | None:
    """Hand over the updates of one chat; the number of the first that was not stored."""
    async with free:
        for taken in line:
            try:
                await intake.take(taken)
            except Exception as error:
                # Only the kind: a database's message repeats the text it could not store.
                kind = type(error).__name__
                key = taken.incoming.key
                _log.error("update %s was not stored and will come again: %s", key, kind)
                return int(key)
    return None


def _number(update: Any) -> int | None:
    try:
        return update_id(update)
    except Malformed:
        return None
