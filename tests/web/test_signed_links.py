"""Signed addresses: only what was signed here, unchanged, for some minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.exports import Export
from domain.ids import PersonId, UnitId
from web.signed_links import LIVES, opened, signed

KEY = b"k" * 32
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
EXPORT = Export(PersonId(7), "2026-11", (UnitId(3), UnitId(4)))


def test_an_address_opens_its_export_until_it_is_too_old() -> None:
    token = signed(KEY, EXPORT, NOW)
    assert opened(KEY, token, NOW) == EXPORT
    assert opened(KEY, token, NOW + LIVES - timedelta(seconds=1)) == EXPORT
    assert opened(KEY, token, NOW + LIVES) is None
    assert timedelta(minutes=15) >= LIVES


def test_another_key_or_any_changed_letter_opens_nothing() -> None:
    token = signed(KEY, EXPORT, NOW)
    assert opened(b"x" * 32, token, NOW) is None
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        found = opened(KEY, changed, NOW)
        # the last letter of a base64 group may carry unused bits: the same bytes, the same export
        assert found in (None, EXPORT)
        assert found is None or place in (token.index(".") - 1, len(token) - 1)


def test_two_addresses_of_one_export_differ() -> None:
    assert signed(KEY, EXPORT, NOW) != signed(KEY, EXPORT, NOW)


@pytest.mark.parametrize("token", ["", ".", "a.b", "é.x", "A" * 5000, "eyJ9.eyJ9", "../../etc"])
def test_nonsense_opens_nothing(token: str) -> None:
    assert opened(KEY, token, NOW) is None
