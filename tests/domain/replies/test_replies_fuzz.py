"""Contradictions, slips and word salads: never a crash, never sure of what was not said."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fold import fold
from domain.replies import Confidence, Label, Understanding, understand
from domain.reply_words import PHRASES
from tests.domain.replies.scoring import rounds

COMES = ("em dự", "em đi được", "tôi có mặt", "em tham gia", "đi được", "em sẽ dự", "em có dự",
         "chắc chắn em đi", "tôi về dự được")  # fmt: skip
DOES_NOT = ("em vắng", "em không đi được", "tôi xin nghỉ", "em không dự", "xin vắng",
            "không tham gia được", "em không có mặt", "em không về kịp", "tôi vắng")  # fmt: skip
HINDERED = ("em bận họp xã", "em ốm", "con ốm", "em đi công tác", "đường sạt", "xe hỏng")
BETWEEN = (", ", ". ", "; ", "\n", " và ", " - ")
SURE = (Label.ATTEND, Label.ABSENT, Label.ABSENT_WITH_REASON)
WORDS = sorted(
    {" ".join(word.split()) for group in PHRASES.values() for word in group.split(",")} - {""}
)
KEYS = "qwertyuiopasdfghjklzxcvbnm"


def sure(found: Understanding) -> Label | None:
    """The yes or no it is sure of, if any."""
    return found.label if found.confidence is Confidence.SURE and found.label in SURE else None


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("against", [DOES_NOT, HINDERED])
def test_yes_and_no_in_one_reply_are_asked(between: str, against: tuple[str, ...]) -> None:
    for one, other in product(COMES, against):
        for text in (f"{one}{between}{other}", f"{other}{between}{one}"):
            assert sure(understand(text)) is None, text


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([str, str.upper, fold]))
def test_any_words_in_any_order_are_answered(words: list[str], typed: type[str]) -> None:
    text = typed(" ".join(words))
    found = understand(text)
    assert found == understand(text)
    assert (found.confidence is Confidence.ASK) == (len(found.readings) == 2)
    assert len(set(found.readings)) == len(found.readings)


def slipped(text: str, chance: random.Random) -> str:
    """One word twice, two letters swapped, a letter lost, doubled or mistyped."""
    words = text.split()
    at = chance.randrange(len(words))
    word = words[at]
    place = chance.randrange(len(word))
    words[at] = chance.choice(
        (
            f"{word} {word}",
            word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + chance.choice(KEYS) + word[place + 1 :],
        )
    )
    return " ".join(words)


def test_a_slip_of_the_finger_hardly_ever_turns_a_reply_round() -> None:
    """A slip can make another word ("đi" to "đỉ"), so not never: fewer than one in fifty."""
    chance = random.Random(1)
    rows = [row for row in rounds() if row.half.isdigit() and len(row.text) > 6]
    turned = 0
    for row in rows:
        found = sure(understand(slipped(row.text, chance)))
        absent = (Label.ABSENT, Label.ABSENT_WITH_REASON)
        same = found is row.label or (found in absent and row.label in absent)
        turned += found is not None and not same
    assert turned < len(rows) / 50
