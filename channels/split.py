"""Cutting a long text into messages a network takes, losing nothing."""

from collections.abc import Sequence

_NUMBER_UNITS = len("(99/99)\n")
LINES_THEN_WORDS = ("\n", " ")
PARAGRAPHS_THEN_WORDS = ("\n\n", "\n", ". ", " ")


def parts(text: str, most: int, cuts: Sequence[str] = LINES_THEN_WORDS) -> list[str]:
    """The text whole when it fits; else its pieces, each headed by a line `(1/3)`."""
    if 2 * len(text) <= most or units(text) <= most:  # no character counts more than twice
        return [text]
    pieces = split(text, most - _NUMBER_UNITS, cuts)
    return [f"({n}/{len(pieces)})\n{piece}" for n, piece in enumerate(pieces, start=1)]


def split(text: str, most: int, cuts: Sequence[str] = LINES_THEN_WORDS) -> list[str]:
    """Pieces of at most `most` UTF-16 units; joined again they are the text exactly.

    A piece ends after the first of the `cuts` it has in its second half, else after any, else
    inside a word; a character is never cut, because Python counts whole code points.
    """
    pieces = []
    while units(text) > most:
        reach = _reach(text, most)
        cut = _cut(text, reach, cuts)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def units(text: str) -> int:
    """Length in UTF-16, as networks count it: characters beyond U+FFFF count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _reach(text: str, most: int) -> int:
    """How many characters from the start fit."""
    left = most
    for index, character in enumerate(text):
        left -= 2 if character > "\uffff" else 1
        if left < 0:
            return index
    return len(text)


def _cut(text: str, reach: int, cuts: Sequence[str]) -> int:
    places = [_after(text, mark, reach) for mark in cuts]
    late = next((place for place in places if place > reach // 2), 0)
    return late or next(filter(None, places), reach)


def _after(text: str, mark: str, reach: int) -> int:
    """The place after the last mark that fits, but no piece of nothing except space; else 0."""
    found = text.rfind(mark, 0, reach)
    cut = found + len(mark) if found >= 0 else 0
    return cut if text[:cut].strip() else 0
