"""Pauses between tries: growing, bounded, spread, and the same each time they are asked for."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.retrying import LONGEST, SPREAD, back_off


def test_the_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    least = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]
    pauses = [back_off(attempt, "k").total_seconds() for attempt in range(1, 12)]
    assert all(low <= pause < low * 1.5 for low, pause in zip(least, pauses, strict=True))


def test_rows_that_failed_together_do_not_come_back_together() -> None:
    pauses = sorted(back_off(3, f"reminder:{n}").total_seconds() for n in range(400))
    assert len(set(pauses)) > 390
    # spread evenly over the ten seconds, not heaped at one end
    quarters = [sum(20 + q * 2.5 <= p < 22.5 + q * 2.5 for p in pauses) for q in range(4)]
    assert all(60 <= count <= 140 for count in quarters), quarters


def test_one_row_does_not_draw_the_same_lot_each_time() -> None:
    lots = {back_off(n, "k") / back_off(n, "other") for n in range(9, 20)}
    assert len(lots) == 11


@given(st.integers(min_value=-3, max_value=10**6), st.text())
def test_always_between_five_seconds_and_the_bound(attempt: int, key: str) -> None:
    pause = back_off(attempt, key)
    assert timedelta(seconds=5) <= pause < LONGEST * (1 + SPREAD)
    assert pause == back_off(attempt, key)
