"""Words typed too fast: one key beside the right one, two letters swapped, words run together.

Only what cannot be a Vietnamese syllable is repaired, and only to one of the few words that make
up most replies; anything else stays unknown, and an unknown word makes the program ask.
"""

import re
from collections.abc import Container
from functools import lru_cache

from domain.reply_spelling import bare_key, exact_key
from domain.reply_words_answers import FREQUENT, GLUED

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ua|uay|ue|ui|uo|uoi|uou"
    r"|uu|uy|uya|uye|uyu|ye|yeu)(?:ch|c|m|ng|nh|n|p|t)?"
)


def _beside(letter: str) -> str:
    """The keys left and right of a letter, and those that touch it in the rows above and below."""
    for number, row in enumerate(_ROWS):
        at = row.find(letter)
        if at >= 0:
            around = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
            above = _ROWS[number - 1][at : at + 2] if number else ""
            below = _ROWS[number + 1][max(at - 1, 0) : at + 1] if number < 2 else ""
            return around + above + below
    return ""


def _slips_of(word: str) -> set[str]:
    found: set[str] = set()
    for at, letter in enumerate(word):
        found.update(word[:at] + key + word[at + 1 :] for key in _beside(letter))
        if len(word) > 3:
            found.add(word[:at] + word[at + 1 :])
        if at:
            found.add(word[: at - 1] + letter + word[at - 1] + word[at + 1 :])
    return found


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    """Each slip of a frequent word to that word; a slip of two words is none of either."""
    found: dict[str, str] = {}
    doubtful = set()
    for word in FREQUENT.split():
        exact = exact_key(word)
        keys = {(slip, bare_key(word)) for slip in _slips_of(bare_key(word))}
        keys |= {(slip + exact[-1], exact) for slip in _slips_of(exact[:-1])}
        for slip, meant in keys:
            if found.setdefault(slip, meant) != meant:
                doubtful.add(slip)
    return {slip: meant for slip, meant in found.items() if slip not in doubtful}


def repaired(word: str, known: Container[str]) -> str | None:
    """The key of the frequent word that a lower-case word is a slip of, if it can be no other."""
    if _SYLLABLE.fullmatch(bare_key(word)):
        return None
    meant = _slips().get(word if word.isascii() else exact_key(word))
    return meant if meant in known else None


@lru_cache(maxsize=4096)
def parted(word: str) -> tuple[str, ...]:
    """The short common words that were run together ("emdidc"), or nothing."""
    if _SYLLABLE.fullmatch(bare_key(word)) or len(word) > 24:
        return ()
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = ways[start]
            if before is not None and word[start:end] in _glued():
                way = (*before, word[start:end])
                best = ways[end]
                ways[end] = way if best is None or len(way) < len(best) else best
    found = ways[-1] or ()
    return found if 1 < len(found) <= 5 and any(len(part) > 1 for part in found) else ()


@lru_cache(maxsize=1)
def _glued() -> frozenset[str]:
    words = GLUED.split()
    return frozenset(words) | {bare_key(word) for word in words}
