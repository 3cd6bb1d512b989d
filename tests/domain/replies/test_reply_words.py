"""The tables of words: no bare spelling may stand for two things without our having decided."""

from collections import defaultdict

from domain.reply_spelling import bare_key, exact_key, key_of
from domain.reply_words import PHRASES
from domain.reply_words_bare import BARE


def phrases() -> list[tuple[str, str]]:
    return [
        (" ".join(phrase.split()), sign)
        for sign, group in PHRASES.items()
        for phrase in group.split(",")
        if phrase.strip()
    ]


def test_a_phrase_stands_under_one_sign() -> None:
    signs = defaultdict(set)
    for phrase, sign in phrases():
        signs[" ".join(map(exact_key, phrase.split()))].add(sign)
    assert {phrase: found for phrase, found in signs.items() if len(found) > 1} == {}


def test_every_collision_of_bare_spellings_is_decided() -> None:
    signs = defaultdict(set)
    for phrase, sign in phrases():
        signs[" ".join(map(bare_key, phrase.split()))].add(sign)
    undecided = {bare for bare, found in signs.items() if len(found) > 1 and bare not in BARE}
    assert undecided == set()


def test_every_sign_is_one_letter() -> None:
    assert {sign for sign in PHRASES if len(sign) > 1} == set()
    assert {sign for sign in BARE.values() if len(sign) > 1} == set()


def test_a_word_is_found_however_it_is_typed() -> None:
    known = {exact_key("được"), exact_key("hoà"), exact_key("vắng"), exact_key("không"), "duoc"}
    for typed in ("được", "đựơc", "đưọc", "dduwowcj", "d9u7o7c5", "đươc", "dược", "đượcccc"):
        assert key_of(typed, known) == exact_key("được"), typed
    assert key_of("hòa", known) == exact_key("hoà")
    assert key_of("vawngs", known) == exact_key("vắng")
    assert key_of("khoong", known) == exact_key("không")
    assert key_of("duoc", known) == "duoc"
    assert key_of("xyz", known) is None
