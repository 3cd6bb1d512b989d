"""Thousands of labelled replies: no confident wrong yes or no, and few questions back."""

import pytest

from tests.domain.replies.scoring import phrasings, rounds, sample, score, varied

TUNED = [row for row in phrasings() if row.half == "tuned"]
HELD_OUT = [row for row in phrasings() if row.half == "held-out"]


def test_the_corpus_is_large_and_has_no_row_twice() -> None:
    texts = [row.text for row in phrasings()]
    assert len(texts) == len(set(texts)) >= 1500


def test_replies_labelled_by_others_are_right_or_asked_back() -> None:
    found = score(sample())
    assert found.harmful == ()
    assert found.wrong == 0
    assert found.right >= 0.96


def test_no_reply_we_know_is_a_confident_wrong_yes_or_no() -> None:
    found = score(TUNED)
    assert found.harmful == ()
    assert found.wrong <= 15
    assert found.right >= 0.94


@pytest.mark.slow
def test_other_spellings_stay_harmless() -> None:
    found = score(varied(TUNED))
    assert found.rows > 30_000
    assert found.harmful == ()
    assert found.right >= 0.9


def test_rounds_written_against_the_rules_stay_harmless() -> None:
    written = [row for row in rounds() if row.half.isdigit()]
    found = score(written)
    assert found.rows > 4_000
    assert found.harmful == ()
    assert found.wrong <= 0.03 * found.rows
    assert found.right >= 0.84
    assert score(varied(written[::4])).harmful == ()


@pytest.mark.parametrize(
    ("name", "right"),
    [("held-out-everyday", 0.95), ("held-out-mixed", 0.87), ("held-out-hard", 0.6)],
)
def test_rounds_never_used_for_tuning_stay_harmless(name: str, right: float) -> None:
    found = score(row for row in rounds() if row.half == name)
    assert found.rows > 140
    assert found.harmful == ()
    assert found.right >= right


def test_replies_never_used_for_tuning() -> None:
    found = score(HELD_OUT)
    assert found.right >= 0.9
    assert len(found.harmful) <= 1, found.harmful
