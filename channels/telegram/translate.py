"""One raw update of the Bot API, read into our shape.

Read from the plain dict rather than by the library, whose reader refuses a whole batch when one
update is malformed; here each update stands or falls alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from channels.telegram.buttons import read_button
from domain.messages import Address, Contact, Incoming

CHANNEL = "telegram"
WANTED_UPDATES = ["message", "callback_query", "my_chat_member"]

# What a person can send besides text. Other keys are notices of the network and are ignored.
_ATTACHMENTS = {"animation", "audio", "checklist", "dice", "document", "game", "live_photo"} | {
    *("location", "paid_media", "photo", "poll", "sticker", "story", "venue"),
    *("video", "video_note", "voice"),
}
_FORWARDED = ("forward_origin", "forward_date", "forward_from", "forward_sender_name")


class Malformed(Exception):
    """An update we cannot read; says which part, never its content."""


@dataclass(frozen=True, slots=True)
class Press:
    """What must be tidied after a pressed button is stored: the spinner and the keyboard."""

    callback_id: str
    chat: str
    message_id: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A message for the house, and the press it came from."""

    incoming: Incoming
    press: Press | None = None


Update = Mapping[str, Any]


def update_id(update: Any) -> int:
    """The number of an update. Raises Malformed."""
    if not isinstance(update, Mapping):
        raise Malformed("update")
    return _number(update, "update_id")


def translate(update: Update, bot: str, now: datetime) -> Taken | None:
    """The update as the house reads it; None when it is none of our business. Raises Malformed."""
    key = str(update_id(update))
    if "message" in update:
        return _message(_part(update, "message"), bot, key, now)
    if "callback_query" in update:
        return _press(_part(update, "callback_query"), bot, key, now)
    if "my_chat_member" in update:
        return _membership(_part(update, "my_chat_member"), bot, key, now)
    return None


def _message(message: Update, bot: str, key: str, now: datetime) -> Taken | None:
    address, private = _chat(message, bot)
    text = message.get("text")
    if text is not None:
        words = _clean(_text(message, "text"))
        return Taken(Incoming(address, key, words, now, private=private))
    if "contact" in message:
        contact = _contact(message)
        return Taken(Incoming(address, key, "", now, private=private, contact=contact))
    if _ATTACHMENTS & message.keys():
        # The caption is dropped here: what came with a file is never stored.
        return Taken(Incoming(address, key, "", now, private=private, attachment=True))
    return None


def _contact(message: Update) -> Contact:
    """A shared number; it is the sender's own only when Telegram says so and nobody passed it on.

    Any app can send any card; only `user_id` is Telegram's word.
    """
    card = _part(message, "contact")
    sender = _number(_part(message, "from"), "id")
    passed_on = any(key in message for key in (*_FORWARDED, "via_bot"))
    own = card.get("user_id") == sender and not passed_on
    return Contact(phone=_clean(_text(card, "phone_number")), own=own)


def _press(query: Update, bot: str, key: str, now: datetime) -> Taken | None:
    if "message" not in query:  # a button of a message shared from elsewhere: never ours
        return None
    message = _part(query, "message")
    address, private = _chat(message, bot)
    question_id, text = read_button(str(query.get("data", "")))
    press = Press(_text(query, "id"), address.chat, _number(message, "message_id"))
    return Taken(Incoming(address, key, text, now, private=private, question_id=question_id), press)


def _membership(change: Update, bot: str, key: str, now: datetime) -> Taken | None:
    """The person has blocked the bot. (Who unblocks it, also presses Start, which is a message.)"""
    address, private = _chat(change, bot)
    status = _text(_part(change, "new_chat_member"), "status")
    if not private or status != "kicked":
        return None
    return Taken(Incoming(address, key, "", now, gone=True))


def _chat(message: Update, bot: str) -> tuple[Address, bool]:
    chat = _part(message, "chat")
    return Address(CHANNEL, bot, str(_number(chat, "id"))), chat.get("type") == "private"


def _clean(text: str) -> str:
    """Without what no database stores: NUL, and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _part(whole: Update, name: str) -> Update:
    part = whole.get(name)
    if not isinstance(part, Mapping):
        raise Malformed(name)
    return part


def _number(whole: Update, name: str) -> int:
    number = whole.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise Malformed(name)
    return number


def _text(whole: Update, name: str) -> str:
    text = whole.get(name)
    if not isinstance(text, str):
        raise Malformed(name)
    return text
