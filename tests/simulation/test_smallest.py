"""Cutting down what fails to what is needed for it."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulation.smallest import smallest


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.data())
def test_what_is_left_fails_and_nothing_of_it_can_go(many: int, data: st.DataObject) -> None:
    needed = data.draw(st.sets(st.integers(0, many - 1), min_size=1, max_size=4))

    def fails(things: Sequence[int]) -> Sequence[int] | None:
        return things if needed <= set(things) else None

    assert smallest(range(many), fails) == sorted(needed)


def test_either_of_two_causes_is_enough() -> None:
    def fails(things: Sequence[int]) -> Sequence[int] | None:
        return things if 3 in things or {5, 17} <= set(things) else None

    assert smallest(range(20), fails) in ([3], [5, 17])


def test_nothing_at_all_may_be_needed() -> None:
    assert smallest([1, 2, 3], lambda things: things) == []


def test_what_never_comes_about_is_not_left_out_one_by_one() -> None:
    """Who has not joined is asked nothing and answers nothing."""
    tries = []
    said = [f"{person} {number}" for person in "ab" for number in range(200)]

    def fails(things: Sequence[str]) -> Sequence[str] | None:
        tries.append(len(things))
        came = [thing for thing in things if f"{thing[0]} 0" in things]
        return came if {"a 0", "a 199"} <= set(came) else None

    assert smallest(said, fails) == ["a 0", "a 199"]
    assert sum(many > 200 for many in tries) < 8
