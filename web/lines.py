"""Messages as the page reads them: whole lines of a conversation, and news of one in a line."""

from datetime import datetime
from typing import Any

from db.conversations import Line
from domain.exports import LIVES
from domain.messages import Incoming, Outgoing
from texts import pages


def news_of(message: Incoming | Outgoing, now: datetime) -> tuple[str, dict[str, Any]]:
    """The event that tells pages of a message carried in or sent now: chat, id, line, time."""
    if isinstance(message, Outgoing):
        name, line_id, at = "heard", f"o{message.id}", now
    else:
        name, line_id, at = "said", message.key, message.received_at
    return name, {
        "chat": message.address.chat,
        "id": line_id,
        "line": first_line(_shown(message)),
        "time": pages.lately(at),
    }


def _shown(message: Incoming | Outgoing) -> str:
    file = message.file if isinstance(message, Outgoing) else None
    return message.text if file is None else file.caption


def as_json(line: Line, chat: str, now: datetime) -> dict[str, Any]:
    """One message as the page reads it; the numbered lines of a text leave when buttons come.

    A file comes with its address while that opens, and with its caption in place of the text.
    """
    numbered = [f"{n} {option.label}" for n, option in enumerate(line.options, start=1)]
    text = line.text if line.text is None else line.text.removesuffix("\n".join(numbered)).rstrip()
    return {
        "id": line.id,
        "heard": line.heard,
        "text": text if line.file is None else line.file.caption,
        "file": _file(line, chat, now),
        "state": line.state,
        "day": pages.day(line.at),
        "time": pages.hour(line.at),
        "at": line.at.isoformat(),
        "options": numbered,
        "question_id": line.question_id,
        "open": line.question_open,
    }


def _file(line: Line, chat: str, now: datetime) -> dict[str, Any] | None:
    if line.file is None:
        return None
    name = line.file.file.name
    address = f"/api/chat/{chat}/files/{line.id.removeprefix('o')}"
    opens = now < line.at + LIVES
    return {"name": name, "picture": name.endswith(".png"), "address": address if opens else None}


def first_line(text: str) -> str:
    """The beginning of a message, for a list."""
    return text.strip().partition("\n")[0][:120]
