"""From the text of a reply to its signs: the words found, one letter each, ready for the rules."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from domain.reply_slips import parted, repaired
from domain.reply_spelling import bare_key, exact_key, key_of
from domain.reply_words import EMOJI, PHRASES
from domain.reply_words_bare import BARE
from domain.reply_words_joints import SHORT
from domain.reply_words_people import NAMES

_TOKEN = re.compile(
    r"(?:đ|dd?|d9)/c(?:h[ií])?(?![^\W\d_])"
    r"|\d+\s(?:giờ|gio|phút|phut|rưỡi|rưởi|ruoi|h|p)(?:\s\d\d\b)?(?![^\W\d_])"
    r"|\d+(?:[/:.,\-h%]\d+)*(?:[^\W\d_]+|['’%])?"
    r"|[^\W\d_]+(?:\d+[^\W\d_]*)*"
    r"|[?.,;:!\n…]+|(?<=\s)[-–—](?=\s)"
    r"|[" + "".join(EMOJI) + "]",
    re.IGNORECASE,
)
_NUMBERS = (  # the first that matches wholly decides
    ("%", re.compile(r"\d{1,3}\s?(?:p|ph|phut|phút|'|’|m)")),
    (
        "@",
        re.compile(
            r"(?:[01]?\d|2[0-4])\s?(?:h|g|giờ|gio)\s?(?:[0-5]?\d)?(?:p|ph)?|[012]?\d:[0-5]\d"
            r"|[012]?\d\s?(?:h\s?)?(?:rưỡi|rưởi|ruoi)"
        ),
    ),
    (
        "H",
        re.compile(
            r"(?:10[/\-]90|20[/\-]80|30[/\-]70|40[/\-]60|50[/\-]50|60[/\-]40|70[/\-]30|80[/\-]20|90[/\-]10)|5-5"
        ),
    ),
    ("/", re.compile(r"(?:\d{1,2}-)?[0-3]?\d[/.\-](?:0?\d|1[0-2])(?:[/.\-]\d{2,4})?")),
    ("H", re.compile(r"(?!100)\d{1,3}%")),
    ("~", re.compile(r"\d+/\d+")),
    ("#", re.compile(r"\d+")),
    ("r", re.compile(r"\d+(?:[.,]\d+)?(?:đ|d|điểm|%)")),
)
_STOPS = {
    "?": "?",
    "!": ".",
    ".": ".",
    ";": ".",
    "\n": ".",
    "…": ".",
    ",": ",",
    ":": ",",
    "-": ",",
    "–": ",",
    "—": ",",
}
_LAUGH = re.compile(r"k{2,}|(?:h[aiìeu]+){2,}h?|=+")


@dataclass(frozen=True, slots=True)
class Signs:
    """A reply as signs; `words[i]` is what stood behind `text[i]`."""

    text: str
    words: tuple[str, ...]


_UNKNOWN = frozenset("_^")


@dataclass(slots=True)
class _Node:
    sign: str | None
    next: "dict[str, _Node]"


def _spread(phrase: str) -> list[tuple[str, ...]]:
    """The keys of a phrase, its words with and without accents, a word shortened or not."""
    words = phrase.split()
    short = SHORT if len(words) > 1 else {}
    return list(
        product(
            *(
                {key for typed in (word, *short.get(word, ())) for key in _keys(typed)}
                for word in words
            )
        )
    )


def _grow() -> tuple[_Node, frozenset[str]]:
    """The tree of phrases by keys. Accented spellings go in last, so they win over bare ones."""
    root = _Node(None, {})
    entries = [
        (phrase.strip(), sign)
        for sign, phrases in PHRASES.items()
        for phrase in phrases.split(",")
        if phrase.strip()
    ]
    for phrase, sign in entries:
        for keys in _spread(phrase):
            _plant(root, keys, sign)
    for phrase, sign in BARE.items():
        _plant(root, tuple(phrase.split()), sign)
    for phrase, sign in entries:
        _plant(root, tuple(exact_key(word) for word in phrase.split()), sign)
    vocabulary = {key for phrase, _ in entries for word in phrase.split() for key in _keys(word)}
    return root, frozenset(vocabulary)


def _keys(word: str) -> tuple[str, str]:
    return exact_key(word), bare_key(word)


def _plant(root: _Node, keys: tuple[str, ...], sign: str) -> None:
    node = root
    for key in keys:
        node = node.next.setdefault(key, _Node(None, {}))
    node.sign = sign


_ROOT, _KNOWN = _grow()


@lru_cache(maxsize=16384)
def _token(raw: str) -> tuple[str, str, str]:
    """`(kind, key, other)`: kind is a sign for what needs no table, or `w` for a word.

    Of a word, `key` is how it was spelt; `other` is the key to prefer in an accented reply.
    """
    low = raw.lower()
    first = low[0]
    if first in _STOPS:
        if low.startswith((".", "…")) and len(low) > 1 - low.count("…"):
            return ("…", "", "")  # hesitating
        return ("?" if "?" in low else _STOPS[first], "", "")
    if first in EMOJI:
        return (EMOJI[first], "", "")
    if "/c" in low:
        return ("ð", "", "")
    if first.isdigit():
        return (next((s for s, shape in _NUMBERS if shape.fullmatch(low)), "_"), "", "")
    if _LAUGH.fullmatch(low) and low != "hi":
        return ("·", "", "")
    key = key_of(low, _KNOWN) or repaired(low, _KNOWN)
    if key is None:
        return ("^" if raw[0].isupper() else "_", low, low)
    if key[-1].isdigit():
        return ("a", key, key)
    plain = key + "0"
    return ("w", key, plain if plain in _KNOWN else key)


def _parts(raw: str) -> tuple[str, ...]:
    return (_token(raw)[0] in _UNKNOWN and parted(raw.lower())) or (raw,)


@lru_cache(maxsize=64)  # a message is read for what it may answer, several times
def read_signs(text: str) -> Signs:
    """The signs of a reply, left to right; particles leave no sign."""
    raws = _TOKEN.findall(unicodedata.normalize("NFC", text))
    tokens = [_token(raw) for raw in raws]
    if any(token[0] in _UNKNOWN for token in tokens):
        raws = [part for raw in raws for part in _parts(raw)]
        tokens = [_token(raw) for raw in raws]
    accented = any(token[0] == "a" for token in tokens)
    capitals = not all(raw[0].isupper() for raw in raws if raw[0].isalpha())
    signs: list[str] = []
    words: list[str] = []
    at, end = 0, len(tokens)
    while at < end:
        kind, key, _ = tokens[at]
        length = 1
        last = signs[-1] if signs else " "
        if (last in _TITLES and _names(raws[at], kind, key, capitals, last)) or (
            last == "S" and _own_name(raws[at], kind, key, capitals)
        ):
            sign = "·" if words[-1].lower() in _NEVER_A_TITLE else "^"
        elif kind in _WORDS:
            sign, length = _longest(tokens, at, accented)
            if sign == "_" and capitals and at and raws[at][0].isupper():
                sign = "^"
        else:
            sign = kind
        if sign:
            signs.append(sign)
            words.append(" ".join(raws[at : at + length]) if length > 1 else raws[at])
        at += length
    return Signs("".join(signs), tuple(words))


_TITLES = frozenset("Pð^")  # what a name follows
_WORDS = frozenset("wa")
_NEVER_A_TITLE = frozenset(("tôi", "toi", "mình", "tui"))  # "tôi Hà" is oneself, "em Hà" may not


def _own_name(raw: str, kind: str, key: str, capitals: bool) -> bool:
    """After "em", "cháu": a name, written as one and known as one ("em Mai")."""
    named = capitals and raw[0].isupper() and kind in _WORDS
    return named and bare_key(key.rstrip("012345")) in NAMES


def _names(raw: str, kind: str, key: str, capitals: bool, last: str) -> bool:
    """After a title: is this a name, though it may also be a word?"""
    if kind in _WORDS:
        if last == "^":
            return capitals and raw[0].isupper()
        if capitals and raw[0].isupper():
            return True
        node = _ROOT.next.get(key)
        plainly_a_word = kind == "a" and node is not None and node.sign is not None  # "nhưng"
        return not plainly_a_word and bare_key(key.rstrip("012345")) in NAMES
    return kind == "·" and bare_key(raw.lower()) in NAMES


def _longest(tokens: list[tuple[str, str, str]], at: int, accented: bool) -> tuple[str, int]:
    """The sign of the longest phrase that begins here, and how many tokens it takes.

    In a reply with accents a word without any is taken as meant so, if there is such a word; only
    the first word of a phrase may still be one whose accents were left out.
    """
    _, key, plain = tokens[at]
    best, length = _walk(tokens, at, plain if accented else key, accented)
    if accented and plain != key:
        other, longer = _walk(tokens, at, key, accented)
        if longer > length or best is None:
            best, length = other, longer
    return ("_", 1) if best is None else (best, length)


def _walk(
    tokens: list[tuple[str, str, str]], at: int, first: str, accented: bool
) -> tuple[str | None, int]:
    node = _ROOT.next.get(first)
    best, length, index = None, 0, at
    while node is not None:
        index += 1
        if node.sign is not None:
            best, length = node.sign, index - at
        if index == len(tokens) or tokens[index][0] not in _WORDS:
            break
        node = node.next.get(tokens[index][2 if accented else 1])
    return best, length
