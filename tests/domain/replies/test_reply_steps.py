"""Skipping steps saves time and changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reply_claims
from domain.reply_steps import Steps, needs_of
from domain.reply_words import PHRASES

SIGNS = "".join(sign for sign in PHRASES if sign) + "_^#@/~+-123,.?%"
PHASES = [value for value in vars(reply_claims).values() if isinstance(value, Steps)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("ab?c", "a"),
        ("a|[bc]+", "abc"),
        ("(?:ab|c)d", "d"),
        ("(?<=x)[^,]*y", "y"),
        ("(?:a|b)", ""),
        ("a*[^b]", ""),
        (r"\*B+", "*"),
        ("x{0,4}y{1,2}(?!z)", "y"),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, needs: str) -> None:
    assert needs_of(pattern) == frozenset(needs)


def test_the_rules_are_in_phases() -> None:
    assert len(PHASES) >= 6


@given(st.text(alphabet=SIGNS, max_size=14))
def test_skipping_changes_nothing(text: str) -> None:
    for phase in PHASES:
        plainly = text
        for step in phase.all:
            plainly = re.sub(step.pattern, step.into, plainly)
        assert phase.rewrite(text) == plainly
