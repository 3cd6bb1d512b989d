"""Join codes: what they are made of, and how they are read when typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import codes


def test_no_keyboard_changes_a_code_and_no_eye_confuses_it() -> None:
    letters = set(codes.ALPHABET)
    assert len(letters) == len(codes.ALPHABET)
    assert letters.isdisjoint("AEIOUY")  # what Telex and VNI put marks on
    assert letters.isdisjoint("DW")  # DD and W alone become letters too
    for pair in ("0O", "1I", "2Z", "5S", "8B", "UV", "VY"):
        assert len(letters & set(pair)) <= 1, pair
    assert len(letters) ** codes.LENGTH > 2**33


@given(st.binary(min_size=16, max_size=16))
def test_every_code_is_read_back_however_it_is_typed(entropy: bytes) -> None:
    code = codes.from_bytes(entropy)
    assert codes.read(code) == code
    assert codes.read(codes.printed(code)) == code
    assert codes.read(f" {codes.printed(code).lower()} ") == code
    assert codes.read(f"{code[:4]} {code[4:]}") == code
    assert codes.hashed(code) != code


@pytest.mark.parametrize("text", ["", "CFGH-346", "CFGH-34699", "CFGH-346A", "chào đồng chí"])
def test_other_words_are_no_codes(text: str) -> None:
    assert codes.read(text) is None
