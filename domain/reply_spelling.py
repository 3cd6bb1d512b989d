"""How one typed word is spelt: tones, Telex and VNI leftovers, stretched letters; no meaning.

A word is compared by its *exact key* when it carries accents (letters without the tone, then the
tone as a digit, so that `hoà` and `hòa` are one word) and by its *bare key* (letters only) when it
carries none. The two never look alike, because bare keys have no digit.
"""

import unicodedata
from collections.abc import Container

_TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5", "z": "0"}
_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}  # circumflex, breve, horn
_VNI_SHAPES = {"6": "^", "7": "+", "8": "("}
_OTHER_TONE = {"3": "4", "4": "3"}  # hook and tilde sound alike in Thanh Hóa and are mixed up


def exact_key(word: str) -> str:
    """`được` -> `đươc5`, `họp` -> `hop5`, `em` -> `em0`; the word is lower case."""
    tone = "0"
    letters = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    # A horn is often put on one letter only: `đưọc` for `được`.
    return unicodedata.normalize("NFC", "".join(letters)).replace("ưo", "ươ") + tone


def bare_key(word: str) -> str:
    """`được` -> `duoc`; the word is lower case."""
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return letters.replace("đ", "d")


def key_of(word: str, known: Container[str]) -> str | None:
    """The key of a lower-case word among the known keys, forgiving how it was typed.

    Tried in turn: as written; Telex and VNI keystrokes left over; both with stretched letters
    shortened; a lost or confused tone; a lost stroke of `đ`. None when nothing known comes out.
    """
    for spelling in dict.fromkeys((word, _shortened(word))):
        key = spelling if spelling.isascii() else exact_key(spelling)
        for candidate in (key, *_keystrokes(spelling)):
            if candidate in known:
                return candidate
    return None if word.isascii() else _mistyped(_shortened(word), known)


def _shortened(word: str) -> str:
    kept = word[:1]
    for char in word[1:]:
        if char != kept[-1]:
            kept += char
    return kept


def _keystrokes(word: str) -> list[str]:
    keys = []
    if any(char.isdigit() for char in word):
        keys.append(_vni(word))
    elif len(word) > 1:
        keys.append(_telex(word))
    return [key for key in keys if key]


def _telex(word: str) -> str:
    """`dduwowcj` -> `đươc5`; keystrokes may stand anywhere after the letter they change."""
    letters: list[str] = []
    tone = "0" if word.isascii() else exact_key(word)[-1]
    plain = word if word.isascii() else exact_key(word)[:-1]
    for char in plain:
        before = [i for i, c in enumerate(letters) if c[0] == char]
        if char in _TELEX_TONES and any(c[0] in "aeiouyăâêôơư" for c in letters):
            tone = _TELEX_TONES[char]
        elif char == "w":
            _add_horn(letters)
        elif char == "d" and before == [0]:
            letters[0] = "đ"
        elif char in "aeo" and before and len(letters[before[-1]]) == 1:
            letters[before[-1]] += _SHAPES["^"]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)).replace("ưo", "ươ") + tone


def _vni(word: str) -> str:
    """`d9u7o7c5` -> `đươc5`."""
    letters: list[str] = []
    tone = "0"
    for char in word:
        if char in "12345":
            tone = char
        elif char == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif char in _VNI_SHAPES:
            _shape_last(letters, _VNI_SHAPES[char])
        else:
            letters.append(char)
    composed = unicodedata.normalize("NFC", "".join(letters))
    return composed.replace("ưo", "ươ").replace("uơ", "ươ") + tone


def _shape_last(letters: list[str], shape: str) -> None:
    takers = {"^": "aeo", "+": "uo", "(": "a"}[shape]
    for index in range(len(letters) - 1, -1, -1):
        if letters[index] in tuple(takers):
            letters[index] += _SHAPES[shape]
            return


def _add_horn(letters: list[str]) -> None:
    """The key `w`: a breve on `a`, else horns on `u` and `o`; on its own it is `ư`."""
    if "a" in letters and letters[-2:] != ["u", "a"]:
        letters[letters.index("a")] += _SHAPES["("]
        return
    changed = False
    for index, char in enumerate(letters):
        if char in ("u", "o") and not (char == "u" and letters[index - 1 : index] == ["q"]):
            letters[index] += _SHAPES["+"]
            changed = True
    if not changed and not any(len(c) > 1 for c in letters):
        letters.append("ư")


def _mistyped(word: str, known: Container[str]) -> str | None:
    key = exact_key(word)
    letters, tone = key[:-1], key[-1]
    tones = _OTHER_TONE.get(tone, "") if tone != "0" else "51234"
    stroke = "đ" + letters[1:] if letters[:1] == "d" else "d" + letters[1:]
    candidates = [letters + other for other in tones]
    if letters[:1] in ("d", "đ"):
        candidates += [stroke + tone, *(stroke + other for other in tones)]
    found = [candidate for candidate in candidates if candidate in known]
    if len(found) > 1:  # as good as typed without accents: the words around it decide
        return bare_key(word)
    return found[0] if found else None
