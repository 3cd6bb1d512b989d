"""Sending one message: a file, or plain text in parts; buttons, and errors with their meaning."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import TelegramError

from channels.base import Failure, SendError
from channels.split import parts
from channels.telegram import files
from channels.telegram.buttons import asks_contact, contact_keyboard, inline
from channels.telegram.failures import send_error
from domain.messages import Outgoing

MOST_UNITS = 4096  # of UTF-16, by the Bot API
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_dict()


class Sender:
    """Sends through one bot; remembers in which chats it put keys in place of the keyboard."""

    def __init__(self, bot: Bot, seconds_between_parts: float) -> None:
        self._bot = bot
        self._seconds_between_parts = seconds_between_parts
        self._chats_with_keys: set[str] = set()

    async def send(self, message: Outgoing) -> str:
        """Send every part; the id of the last. Raises SendError only."""
        texts = parts(message.text, MOST_UNITS)
        sent = ""
        for number, text in enumerate(texts, start=1):
            last = number == len(texts)
            if number > 1:
                await asyncio.sleep(self._seconds_between_parts)
            try:
                sent = await self._send_part(message, text, with_keys=last)
            except SendError as error:
                if number == 1:
                    raise
                # The first part was read; sending all again would show it twice.
                reason = f"part {number} of {len(texts)}: {error.reason}"
                raise SendError(Failure.UNKNOWN, reason) from error
        self._remember_keys(message)
        return sent

    async def send_file(self, message: Outgoing, content: bytes) -> str:
        """Send the file of a message with its caption. Raises SendError only."""
        assert message.file is not None
        about: dict[str, Any] = {
            "chat_id": message.address.chat,
            "caption": files.caption(message.file.caption),
            "filename": message.file.file.name,
            "reply_markup": self._keys(message),
        }
        if files.is_photo(content):
            sent = await _id_of(self._bot.send_photo(photo=content, **about))
        else:
            sent = await _id_of(self._bot.send_document(document=content, **about))
        self._remember_keys(message)
        return sent

    async def _send_part(self, message: Outgoing, text: str, *, with_keys: bool) -> str:
        # No parse mode: every character arrives as it was written, and none needs escaping.
        asked = {
            "chat_id": message.address.chat,
            "text": text,
            "reply_markup": self._keys(message) if with_keys else None,
            "link_preview_options": _NO_PREVIEW,
        }
        # In lower case on purpose: under a name it knows the library would make objects of the
        # whole answer, which costs as much as the request, and we want one number of it.
        return await _id_of(self._bot.do_api_request("sendmessage", asked))

    def _keys(
        self, message: Outgoing
    ) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        if asks_contact(message.options):
            return contact_keyboard(message.options)
        if message.options and message.question_id is not None:
            return inline(message.question_id, message.options)
        if message.address.chat in self._chats_with_keys:
            return ReplyKeyboardRemove()
        return None

    def _remember_keys(self, message: Outgoing) -> None:
        chat = message.address.chat
        if asks_contact(message.options):
            self._chats_with_keys.add(chat)
        elif not (message.options and message.question_id is not None):
            self._chats_with_keys.discard(chat)


async def _id_of(sending: Awaitable[Any]) -> str:
    """The id of the message in an answer. Raises SendError only."""
    try:
        sent = await sending
        number = int(sent["message_id"])
    except TelegramError as error:
        failure = send_error(error)
    except (KeyError, TypeError, ValueError) as error:
        # Telegram said ok, in a form nobody can read: it was delivered.
        failure = SendError(Failure.UNKNOWN, f"an unreadable answer: {type(error).__name__}")
    else:
        return str(number)
    raise failure
