"""Messages as the page reads them: whole lines of a conversation, and news of one in a line."""

from datetime import datetime
from typing import Any

from db.conversations import Line
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
        "line": first_line(message.text),
        "time": pages.lately(at),
    }


def as_json(line: Line) -> dict[str, Any]:
    """One message as the page reads it; the numbered lines of a text leave when buttons come."""
    numbered = [f"{n} {option.label}" for n, option in enumerate(line.options, start=1)]
    text = line.text if line.text is None else line.text.removesuffix("\n".join(numbered)).rstrip()
    return {
        "id": line.id,
        "heard": line.heard,
        "text": text,
        "state": line.state,
        "day": pages.day(line.at),
        "time": pages.hour(line.at),
        "at": line.at.isoformat(),
        "options": numbered,
        "question_id": line.question_id,
        "open": line.question_open,
    }


def first_line(text: str) -> str:
    """The beginning of a message, for a list."""
    return text.strip().partition("\n")[0][:120]
