"""Who speaks Vietnamese: words stand in texts/ and in the few files that read people's words."""

import ast
import unicodedata
from itertools import pairwise

from tests.architecture.source import product, strings

ALLOWED = {
    "domain/calendar.py": "names of the days of the week",
    "domain/fold.py": "đ, which has no decomposition",
    "domain/reply_words_answers.py": "the words people answer with",
    "domain/reply_words_joints.py": "the words people join them with",
    "domain/reply_words_meetings.py": "how they speak of meetings",
    "domain/reply_words_people.py": "how they speak of people",
    "domain/reply_words_reasons.py": "what keeps them away",
    "domain/reply_words_times.py": "how they speak of time",
    "domain/reply_spelling.py": "tone marks, Telex and what Vietnamese syllables are made of",
    "domain/reply_signs.py": "a tokenizer that knows giờ and phút beside digits",
}
_VOWELS = set("aeiouy")
# grave, acute, tilde, hook above, dot below, circumflex, breve, horn
_MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}


def vietnamese(text: str) -> bool:
    """Whether a text holds a letter that only Vietnamese words have here."""
    bare = unicodedata.normalize("NFD", text.lower())
    marked = any(mark in _MARKS and vowel in _VOWELS for vowel, mark in pairwise(bare))
    return marked or "đ" in bare


def speaking() -> dict[str, list[str]]:
    """Files outside texts/ with Vietnamese literals."""
    found: dict[str, list[str]] = {}
    for module in product():
        if module.path.startswith("texts/"):
            continue
        for constant in strings(module.tree):
            if vietnamese(str(constant.value)):
                found.setdefault(module.path, []).append(f"{constant.lineno}: {constant.value}")
    return found


def test_vietnamese_words_stand_only_where_words_belong() -> None:
    elsewhere = {path: said for path, said in speaking().items() if path not in ALLOWED}
    assert elsewhere == {}


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) - set(speaking()) == set()


def test_the_search_sees_words_and_leaves_documentation_alone() -> None:
    tree = ast.parse('"""Chi bộ."""\nx = f"bản {x}"\n# đồng chí\ny = "CH-2 co-operate naïf ç"')
    assert [str(c.value) for c in strings(tree) if vietnamese(str(c.value))] == ["bản "]
    assert vietnamese("ĐÃ")
    assert vietnamese("ho\u0323p")
