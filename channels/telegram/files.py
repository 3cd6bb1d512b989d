"""How a file is sent by Telegram: as a picture that is seen at once, or as a document to open."""

MOST_CAPTION = 1024  # UTF-16 units under a file, by the Bot API
# Telegram may make the longer side of a picture as short as this (dots), and ours must then still
# be as wide as a telephone; what would be narrower is sent as it is.
LONGER_SIDE = 1280
PHONE = 360
LARGEST_PHOTO = 10_000_000  # bytes, by the Bot API
STEEPEST = 20  # of the longer side to the shorter, by the Bot API

_PNG = b"\x89PNG\r\n\x1a\n"


def is_photo(content: bytes) -> bool:
    """Whether the content is a PNG that Telegram shows whole and readable."""
    if not content.startswith(_PNG) or len(content) > LARGEST_PHOTO:
        return False
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    longer = max(width, height)
    shrinks_well = width * LONGER_SIDE >= PHONE * longer
    return 0 < longer <= STEEPEST * min(width, height) and shrinks_well


def caption(text: str) -> str:
    """As much of the words as goes under a file."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CAPTION:
        return text
    return units[: 2 * (MOST_CAPTION - 1)].decode("utf-16-le", "ignore") + "…"
