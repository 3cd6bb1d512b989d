"""Cutting a long text into messages Telegram takes, losing nothing."""

MOST_UNITS = 4096  # of UTF-16, by the Bot API
_NUMBER_UNITS = len("(99/99)\n")


def parts(text: str, most: int = MOST_UNITS) -> list[str]:
    """The text whole when it fits; else its pieces, each headed by a line `(1/3)`."""
    if units(text) <= most:
        return [text]
    pieces = split(text, most - _NUMBER_UNITS)
    return [f"({n}/{len(pieces)})\n{piece}" for n, piece in enumerate(pieces, start=1)]


def split(text: str, most: int) -> list[str]:
    """Pieces of at most `most` UTF-16 units; joined again they are the text exactly.

    A cut falls after a line break, else after a space, else inside a word; a character is never
    cut, because Python counts whole code points.
    """
    pieces = []
    while units(text) > most:
        reach = _reach(text, most)
        cut = _after(text, "\n", reach) or _after(text, " ", reach) or reach
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def units(text: str) -> int:
    """Length as Telegram counts it: characters beyond U+FFFF count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _reach(text: str, most: int) -> int:
    """How many characters from the start fit."""
    left = most
    for index, character in enumerate(text):
        left -= 2 if character > "\uffff" else 1
        if left < 0:
            return index
    return len(text)


def _after(text: str, mark: str, reach: int) -> int:
    """The place after the last mark that fits, but no piece of nothing except space."""
    cut = text.rfind(mark, 0, reach) + 1
    return cut if text[:cut].strip() else 0
