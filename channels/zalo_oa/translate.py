"""One event of an Official Account's webhook, read into our shape."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.messages import Address, Incoming

CHANNEL = "zalo_oa"
_LONGEST_ID = 80
_RECEIPTS = {"user_received_message": False, "user_seen_message": True}

Event = Mapping[str, Any]


class Malformed(Exception):
    """An event we cannot read; says which part, never its content."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Messages of ours that reached a person, or were seen, by the network's ids."""

    bot: str
    numbers: tuple[str, ...]
    seen: bool
    at: datetime


def translate(event: Event, oa: str, now: datetime) -> Incoming | Receipt | None:
    """The event as the house reads it; None when it is none of our business. Raises Malformed."""
    name = event.get("event_name")
    if not isinstance(name, str):
        raise Malformed("event_name")
    if name in _RECEIPTS:
        return _receipt(event, oa, seen=_RECEIPTS[name], now=now)
    if name in ("follow", "unfollow"):
        return _came_or_went(event, oa, now, gone=name == "unfollow")
    if name.startswith("user_send_"):
        return _said(event, oa, now, text=name == "user_send_text")
    return None  # our own words brought back, what the office typed, things of the future


def _said(event: Event, oa: str, now: datetime, *, text: bool) -> Incoming:
    message = _part(event, "message")
    words = message.get("text") if text else ""
    if not isinstance(words, str):
        raise Malformed("message.text")
    return Incoming(
        Address(CHANNEL, oa, _id(_part(event, "sender"), "id")),
        _id(message, "msg_id"),
        _clean(words),
        now,
        attachment=not text,
        sent_at=instant(event.get("timestamp")),
    )


def _came_or_went(event: Event, oa: str, now: datetime, *, gone: bool) -> Incoming:
    person = _id(_part(event, "follower"), "id")
    key = f"{event['event_name']}:{person}:{event.get('timestamp')}"[:_LONGEST_ID]
    return Incoming(Address(CHANNEL, oa, person), key, "", now, gone=gone, came=not gone)


def _receipt(event: Event, oa: str, *, seen: bool, now: datetime) -> Receipt:
    message = _part(event, "message")
    given = message.get("msg_ids") or [message.get("msg_id")]
    if not isinstance(given, list):
        raise Malformed("message.msg_ids")
    numbers = tuple(str(number)[:_LONGEST_ID] for number in given if number)
    return Receipt(oa, numbers, seen, instant(event.get("timestamp")) or now)


def instant(given: Any) -> datetime | None:
    """A timestamp in milliseconds, which comes as a text; nonsense is no instant."""
    try:
        return datetime.fromtimestamp(int(given) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _part(whole: Event, name: str) -> Event:
    part = whole.get(name)
    if not isinstance(part, Mapping):
        raise Malformed(name)
    return part


def _id(whole: Event, name: str) -> str:
    given = whole.get(name)
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise Malformed(name)
    text = _clean(str(given))
    if not 0 < len(text) <= _LONGEST_ID:
        raise Malformed(name)
    return text


def _clean(text: str) -> str:
    """Composed letters, without what no database stores: NUL, and halves of a character."""
    whole = text.replace("\0", "").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole).strip()
