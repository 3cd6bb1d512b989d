"""One update on its way in, the same for polling and webhook: read, hand over, tidy the button."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from channels.base import Receive
from channels.telegram.translate import Malformed, Press, Taken, translate, update_id

_log = logging.getLogger(__name__)
_TIDY_SECONDS = 2  # how long a stop waits for spinners and keyboards


class Intake:
    """Reads updates without ever failing on one, and hands them to the house."""

    def __init__(
        self, bot: Bot, bot_id: str, receive: Receive, now: Callable[[], datetime]
    ) -> None:
        self._bot = bot
        self._bot_id = bot_id
        self._receive = receive
        self._now = now
        self._tidying: set[asyncio.Task[None]] = set()

    def read(self, update: Any) -> Taken | None:
        """The message in an update; None when there is nothing to do, or it is set aside."""
        try:
            found = translate(update, self._bot_id, self._now())
        except Malformed as error:
            _log.error("update %s set aside: no readable %s", _name(update), error)
            return None
        except Exception as error:
            # A defect of ours; only its kind, because its words may repeat the update.
            _log.error("update %s set aside: %s", _name(update), type(error).__name__)
            return None
        if found is not None and found.incoming.gone:
            _log.info("update %s: a person blocked the bot", _name(update))
        return found

    async def take(self, taken: Taken) -> None:
        """Hand one message to the house; returns after its commit. Raises what the house raises."""
        await self._receive(taken.incoming)
        if taken.press is not None:
            self._later(self._tidy(taken.press))

    async def _tidy(self, press: Press) -> None:
        """Stop the spinner and take the keyboard away; neither matters enough to fail."""
        for call in (
            self._bot.answer_callback_query(press.callback_id),
            self._bot.edit_message_reply_markup(chat_id=press.chat, message_id=press.message_id),
        ):
            try:
                await call
            except TelegramError as error:
                _log.debug("a pressed button stays as it is: %s", error)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def stop(self) -> None:
        """Let the last buttons be tidied, briefly."""
        if self._tidying:
            _, late = await asyncio.wait(self._tidying, timeout=_TIDY_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def _name(update: Any) -> str:
    try:
        return str(update_id(update))
    except Malformed:
        return "without a number"
