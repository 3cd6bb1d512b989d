"""A clock that is wrong by minutes is noticed; what waited somewhere is still late."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.network_clock import NetworkClocks
from domain.messages import Address

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
CHAT = Address("zalo", "main", "1")
OTHER = Address("telegram", "main", "1")


def minutes(many: float) -> timedelta:
    return timedelta(minutes=many)


@pytest.mark.parametrize("wrong", [20, 150])
def test_a_clock_that_is_fast_is_noticed_after_some_messages(wrong: int) -> None:
    clocks = NetworkClocks()
    heard = [
        clocks.ours(CHAT, NOON + minutes(n * 3 - wrong), NOON + minutes(n * 3)) for n in range(5)
    ]
    assert heard[0] == NOON - minutes(wrong)
    assert heard[4] == NOON + minutes(12)
    assert clocks.ours(OTHER, NOON - minutes(wrong), NOON) == NOON - minutes(wrong)


def test_a_clock_that_is_slow_is_noticed_at_once() -> None:
    assert NetworkClocks().ours(CHAT, NOON + minutes(20), NOON) == NOON


def test_a_backlog_that_comes_at_once_is_late() -> None:
    clocks = NetworkClocks()
    for n in range(8):
        now, said = NOON + timedelta(seconds=n), NOON - minutes(30 - n)
        assert clocks.ours(CHAT, said, now) == said


def test_one_late_message_among_others_is_late() -> None:
    clocks = NetworkClocks()
    for n in range(6):
        clocks.ours(CHAT, NOON + minutes(n * 5), NOON + minutes(n * 5))
    assert clocks.ours(CHAT, NOON - minutes(9), NOON + minutes(30)) == NOON - minutes(9)


def test_a_clock_that_was_set_right_is_believed_at_once() -> None:
    clocks = NetworkClocks()
    for n in range(6):
        clocks.ours(CHAT, NOON + minutes(n * 3 - 20), NOON + minutes(n * 3))
    right = NOON + minutes(5)
    assert clocks.ours(CHAT, right, right) == right
