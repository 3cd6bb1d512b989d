"""Ways people type the same reply: accents, keystrokes left over, teencode, address, emoji."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from domain.fold import fold

_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TONES_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W\d_]+")
# Words that lose their meaning with their accents: "ốm à?" asks, "om a" tells.
_FRAGILE = re.compile(
    r"(?<!\w)(à|hả|quá|ừm|cố|qua|còn|nghĩ|bàn|đâu|biên|ứ|đấy|đây)(?!\w)", re.IGNORECASE
)
_TEENCODE = {
    "không": ("ko", "k", "kg", "hok"),
    "được": ("đc", "dc", "đk"),
    "em": ("e",),
    "rồi": ("r", "rùi"),
    "vâng": ("vg", "vângg"),
    "quá": ("wá",),
    "tham gia": ("tg",),
    "báo cáo": ("bc",),
    "đồng chí": ("đ/c",),
    "nhưng": ("nhg", "nhưg"),
    "cũng": ("cx",),
    "trước": ("trc",),
    "gì": ("j",),
    "phút": ("p", "ph"),
    "với": ("vs",),
}


def _pick(text: str, count: int) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % count


def without_accents(text: str) -> str:
    return fold(text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def shouted(text: str) -> str:
    return text.upper()


def _keystrokes(word: str, tones: dict[str, str], shape: Callable[[str, str], str]) -> str:
    letters, tone = "", ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in tones:
            tone = tones[char]
        elif unicodedata.combining(char):
            letters = letters[:-1] + shape(letters[-1], char)
        else:
            letters += char
    return letters + tone


def _telex_shape(letter: str, mark: str) -> str:
    return letter * 2 if mark == "\u0302" else letter + "w"


def _vni_shape(letter: str, mark: str) -> str:
    return letter + {"\u0302": "6", "\u031b": "7", "\u0306": "8"}[mark]


def telex(text: str) -> str:
    """Every accented word as the keys one presses for it."""
    return _WORD.sub(
        lambda word: _keystrokes(word[0], _TONES, _telex_shape).replace("đ", "dd"), text
    )


def vni(text: str) -> str:
    return _WORD.sub(
        lambda word: _keystrokes(word[0], _TONES_VNI, _vni_shape).replace("đ", "d9"), text
    )


def teencode(text: str) -> str:
    out = text
    for word, shorts in _TEENCODE.items():
        short = shorts[_pick(text + word, len(shorts))]
        out = re.sub(rf"(?<!\w){word}(?!\w)", short, out, flags=re.IGNORECASE)
    return out


def one_tone_lost(text: str) -> str:
    """The tone of one word forgotten; letters keep their hats and horns."""
    words = text.split()
    index = _pick(text, len(words))
    marks = "".join(_TONES)
    bare = "".join(c for c in unicodedata.normalize("NFD", words[index]) if c not in marks)
    words[index] = unicodedata.normalize("NFC", bare)
    return " ".join(words)


def stretched(text: str) -> str:
    return f"{text}{text[-1] * 3}" if text[-1].isalpha() else f"{text}{text[-1]}"


def with_emoji(text: str) -> str:
    return f"{text} {('😊', '🙏', '😅', '❤️', '=))')[_pick(text, 5)]}"


def polite(text: str) -> str:
    return f"Dạ {text} ạ"


def formal(text: str) -> str:
    return f"Dạ báo cáo đồng chí, {text} ạ"


def addressed(text: str) -> str:
    return f"Anh ơi {text} nhé"


def thanked(text: str) -> str:
    return f"{text}, em cảm ơn ạ"


def unpunctuated(text: str) -> str:
    return re.sub(r"[,!]+", " ", text)


def half_accented(text: str) -> str:
    """Every second word without accents, as hurried people type."""
    return " ".join(fold(w) if i % 2 else w for i, w in enumerate(text.split()))


_LOSE_ACCENTS = (without_accents, one_tone_lost, half_accented)
ALL: tuple[Callable[[str], str], ...] = (
    *_LOSE_ACCENTS,
    decomposed,
    shouted,
    telex,
    vni,
    teencode,
    stretched,
    with_emoji,
    polite,
    formal,
    addressed,
    thanked,
    unpunctuated,
)


def variations_of(text: str) -> list[str]:
    """Other spellings that mean the same; none of a bare word or sign, which is ambiguous."""
    if len(text) < 5 or not any(char.isalpha() for char in text):
        return []
    kept = [vary for vary in ALL if not (vary in _LOSE_ACCENTS and _FRAGILE.search(text))]
    if text.split()[-1].lower() == "k":  # "đi k" asks, "đi kkkk" laughs
        kept.remove(stretched)
    return sorted({vary(text) for vary in kept} - {text})
