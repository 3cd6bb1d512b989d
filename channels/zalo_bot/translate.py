"""One event of the bot platform, read into our shape; each stands or falls alone."""

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from domain.messages import Address, Incoming

CHANNEL = "zalo_bot"
_UNREADABLE = "message.unsupported.received"
# Fields that say something other than text came; the documents and the servers spell some apart.
_ATTACHMENTS = {"photo", "photo_url", "sticker", "voice_url", "url"}
_SECONDS_UNTIL = 10**12  # an instant below this is in seconds, above in milliseconds
_LONGEST_ID = 80

Event = Mapping[str, Any]


class Malformed(Exception):
    """An event we cannot read; says which part, never its content."""


def unwrap(body: Any) -> Event | None:
    """The event in a webhook's body or an answer to a poll; None when there is none.

    It stands at the root, or inside `result` as the documents show, or in a list of one.
    """
    if isinstance(body, list) and len(body) == 1:
        body = body[0]
    if not isinstance(body, Mapping):
        return None
    if body.get("ok") is True and "result" in body:
        return unwrap(body["result"])
    return body if "event_name" in body or "message" in body else None


def translate(event: Event, bot: str, name: str | None, now: datetime) -> Incoming | None:
    """The event as the house reads it; None when it is none of our business. Raises Malformed.

    `name` is what the bot is called in Zalo, which stands before what is meant for it in groups.
    """
    message = event.get("message")
    if not isinstance(message, Mapping):
        raise Malformed("message")
    sender = message.get("from")
    if isinstance(sender, Mapping) and sender.get("is_bot") is True:
        return None  # our own words, brought back to us
    address, private = _chat(message, sender, bot)
    unreadable = event.get("event_name") == _UNREADABLE
    text = message.get("text")
    spoken = isinstance(text, str) and not unreadable
    attachment = not spoken and not unreadable and bool(_ATTACHMENTS & message.keys())
    if not (spoken or attachment or unreadable):
        return None
    words = _clean(text) if isinstance(text, str) and spoken else ""
    return Incoming(
        address,
        _key(message, address, words),
        words if private else without_mention(words, name),
        now,
        private=private,
        attachment=attachment,
        unreadable=unreadable,
        sent_at=_instant(message.get("date")),
    )


def without_mention(text: str, name: str | None) -> str:
    """What is said to the bot in a group, without the name it is called by."""
    if not text.startswith("@"):
        return text
    if name and text[1:].startswith(name):
        return text[1 + len(name) :].strip()
    _, slash, rest = text.partition("/")
    return slash + rest if slash else text


def _chat(message: Event, sender: Any, bot: str) -> tuple[Address, bool]:
    chat = message.get("chat")
    if not isinstance(chat, Mapping):
        raise Malformed("chat")
    number = _id(chat.get("id"))
    if number is None:
        raise Malformed("chat.id")
    kind = str(chat.get("chat_type") or "").upper()
    own = isinstance(sender, Mapping) and _id(sender.get("id")) == number
    return Address(CHANNEL, bot, number), kind == "PRIVATE" or (not kind and own)


def _key(message: Event, address: Address, words: str) -> str:
    """The message's own id; where there is none, one made of what makes it itself."""
    given = _id(message.get("message_id"))
    if given is not None:
        return given
    whole = f"{address.chat}\n{message.get('date')}\n{words}"
    return f"made-{hashlib.sha256(whole.encode()).hexdigest()[:40]}"


def _id(given: Any) -> str | None:
    """Ids are opaque text; some servers write numbers."""
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        return None
    text = _clean(str(given))
    return text if 0 < len(text) <= _LONGEST_ID else None


def _instant(given: Any) -> datetime | None:
    """Milliseconds since 1970, or seconds from older servers; nonsense is no instant."""
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return None
    seconds = given if abs(given) < _SECONDS_UNTIL else given / 1000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _clean(text: str) -> str:
    """Composed letters, without what no database stores: NUL, and halves of a character."""
    whole = text.replace("\0", "").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole).strip()
