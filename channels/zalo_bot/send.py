"""Sending one message: plain text in parts; what may have been delivered is not repeated."""

import asyncio
import unicodedata
from collections.abc import Callable
from datetime import datetime

from channels.base import Failure, SendError
from channels.split import PARAGRAPHS_THEN_WORDS, parts
from channels.zalo_bot.api import Api
from channels.zalo_bot.failures import Say, explain, may_pass, send_error
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_http import Refused, ZaloError
from domain.ids import OutgoingId
from domain.messages import Outgoing

_MOST_REFUSALS = 3  # of one message by a Zalo that is otherwise well


def pieces(text: str, settings: ZaloBotSettings) -> list[str]:
    """The text as it is sent; composed letters, because the unit of Zalo's limit is not written."""
    composed = unicodedata.normalize("NFC", text)
    return parts(composed, settings.part_units, PARAGRAPHS_THEN_WORDS)


class Sender:
    """Sends through one bot.

    After a failure it asks Zalo for something harmless before the next message: during an outage
    of hours only the first few messages have an uncertain end, and the rest wait unsent.
    """

    def __init__(
        self, api: Api, settings: ZaloBotSettings, say: Say, now: Callable[[], datetime]
    ) -> None:
        self._api = api
        self._settings = settings
        self._say = say
        self._now = now
        self._doubted = False
        self._refusals: dict[OutgoingId, int] = {}

    async def send(self, message: Outgoing) -> str:
        """Send every part; the id of the last. Raises SendError only."""
        await self._make_sure()
        texts = pieces(message.text, self._settings)
        sent = ""
        for number, text in enumerate(texts, start=1):
            if number > 1:
                await asyncio.sleep(1 / self._settings.per_chat_second)
            try:
                sent = await self._send_part(message, text)
            except SendError as error:
                if number == 1:
                    raise
                # The first part was read; sending all again would show it twice.
                reason = f"part {number} of {len(texts)}: {error.reason}"
                raise SendError(Failure.UNKNOWN, reason) from None
        self._refusals.pop(message.id, None)
        return sent

    async def _make_sure(self) -> None:
        """After trouble, see whether Zalo answers at all. Raises SendError."""
        if not self._doubted:
            return
        try:
            await self._api.call("getMe")
        except ZaloError as error:
            self._say(explain(error))
            failure = send_error(error, self._now())
            if failure.failure is Failure.UNKNOWN:  # of the question, not of the message
                failure = SendError(Failure.PASSING, f"before sending: {failure.reason}")
        else:
            self._doubted = False
            self._say(None)
            return
        raise failure

    async def _send_part(self, message: Outgoing, text: str) -> str:
        # No parse mode: every character arrives as it was written, and none needs escaping.
        body = {"chat_id": message.address.chat, "text": text}
        try:
            result = await self._api.call("sendMessage", body)
        except ZaloError as error:
            failure = self._failure(message.id, error)
        else:
            number = result.get("message_id") if isinstance(result, dict) else None
            if isinstance(number, (str, int)) and number:
                return str(number)[:80]
            failure = SendError(Failure.UNKNOWN, "sent, but without an id")
        raise failure

    def _failure(self, message: OutgoingId, error: ZaloError) -> SendError:
        failure = send_error(error, self._now())
        if failure.failure in (Failure.BAD_MESSAGE, Failure.PERMANENT):
            return failure
        self._doubted = True
        if failure.failure is not Failure.UNKNOWN:  # nothing repeats that one and clears it
            self._say(explain(error))
        if isinstance(error, Refused) and error.by_zalo and may_pass(error):
            # Each time Zalo was well a moment before: perhaps it only says so and delivers.
            self._refusals[message] = self._refusals.get(message, 0) + 1
            if self._refusals[message] >= _MOST_REFUSALS:
                del self._refusals[message]
                return SendError(Failure.UNKNOWN, f"refused again and again: {failure.reason}")
        return failure
