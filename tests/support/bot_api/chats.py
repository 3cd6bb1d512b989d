"""What each chat of the stand-in remembers: messages sent by the bot, keyboards, menu, refusals."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.bot_api.faults import bad_request

_MOST_UNITS = 4096
_MOST_DATA = 64
_MOST_CAPTION = 1024


@dataclass(slots=True)
class Sent:
    """One message the bot sent, as the person sees it now."""

    id: int
    text: str
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    asked: dict[str, Any] = field(default_factory=dict)  # the parameters as they came
    file: tuple[str, bytes] | None = None  # name and content of a photo or document


@dataclass(slots=True)
class Chat:
    """One private chat or group; a bot may write only where somebody wrote first."""

    id: int
    kind: str = "private"
    started: bool = False
    blocked: bool = False
    gone: bool = False
    sent: list[Sent] = field(default_factory=list)
    keys: list[list[dict[str, Any]]] = field(default_factory=list)
    menu: list[dict[str, str]] = field(default_factory=list)


def checked_text(text: Any) -> str:
    """The text as Telegram would keep it. Raises its complaints."""
    trimmed = str(text or "").strip()
    if not trimmed:
        raise bad_request("message text is empty")
    if len(trimmed.encode("utf-16-le")) // 2 > _MOST_UNITS:
        raise bad_request("message is too long")
    return trimmed


def checked_caption(text: Any) -> str:
    """The words under a file. Raises when they are too long."""
    trimmed = str(text or "").strip()
    if len(trimmed.encode("utf-16-le")) // 2 > _MOST_CAPTION:
        raise bad_request("message caption is too long")
    return trimmed


def checked_photo(content: bytes) -> None:
    """Raises when a picture is too large or too steep for a photo (core.telegram.org/bots/api)."""
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if not content.startswith(b"\x89PNG") or not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if len(content) > 10_000_000:
        raise bad_request("file is too big for a photo")


def checked_buttons(rows: Any) -> list[list[dict[str, Any]]]:
    """An inline keyboard. Raises on a button without text or with data of a wrong size."""
    if not isinstance(rows, list):
        raise bad_request("object expected as reply markup")
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise bad_request("can't parse inline keyboard button: text is empty")
        if "callback_data" in button:
            size = len(button["callback_data"].encode())
            if not 1 <= size <= _MOST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
    return rows
