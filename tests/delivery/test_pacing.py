"""The pace of a network, on a clock of our own: even, per chat, and held by a pause."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from bot.pacing import REMEMBERED_CHATS, Pacer
from channels.base import Pace
from domain.messages import Address


class Seconds:
    """A monotonic clock that stands still."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def chat(name: object) -> Address:
    return Address("telegram", "1", str(name))


def instants(pacer: Pacer, seconds: Seconds, chats: Sequence[Address]) -> list[float]:
    """When each would go out if all were booked now."""
    return [round(seconds.now + pacer.book(address) - 1000, 6) for address in chats]


def test_thirty_a_second_overall_and_none_early() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(30, 1, at_once=8), seconds)
    out = instants(pacer, seconds, [chat(n) for n in range(94)])

    assert out[0] == 0
    assert all(b - a == pytest.approx(1 / 30, abs=1e-5) for a, b in pairwise(out))
    for start in out:
        assert sum(start <= other < start + 1 - 1e-4 for other in out) <= 30


def test_one_a_second_to_a_chat_and_others_pass_by() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(30, 1), seconds)
    assert instants(pacer, seconds, [chat("a")] * 3) == [0, 1, 2]
    assert instants(pacer, seconds, [chat("b")]) == [0.1]


def test_a_rested_lane_sends_at_once() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(30, 1), seconds)
    instants(pacer, seconds, [chat("a"), chat("b")])
    seconds.now += 60
    assert pacer.book(chat("a")) == 0


def test_a_pause_holds_everything_and_a_shorter_one_does_not_end_it() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(30, 1), seconds)
    pacer.pause(17)
    pacer.pause(3)
    assert pacer.held_for == 17
    assert instants(pacer, seconds, [chat("a"), chat("b")]) == [17, pytest.approx(17 + 1 / 30)]
    seconds.now += 17
    assert pacer.held_for == 0


def test_without_a_pace_nothing_waits() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(), seconds)
    assert instants(pacer, seconds, [chat("a")] * 50) == [0] * 50


def test_a_hundred_thousand_chats_do_not_fill_the_memory() -> None:
    seconds = Seconds()
    pacer = Pacer(Pace(None, 1), seconds)
    for number in range(REMEMBERED_CHATS + 500):
        pacer.book(chat(number))
    assert len(pacer._chats) == REMEMBERED_CHATS
