"""Both sides of a conversation in the order they were spoken, though a demo clock stands still."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.conversations import Line, in_order

T = datetime(2026, 12, 4, 11, 30, tzinfo=UTC)


def said(key: str, minutes: int = 0) -> Line:
    return Line(key, False, key, T + timedelta(minutes=minutes), "done")


def heard(name: str, minutes: int = 0, answers: str | None = None) -> Line:
    return Line(name, True, name, T + timedelta(minutes=minutes), "sent", answers=answers)


def ids(*lines: Line) -> list[str]:
    return [line.id for line in lines]


def test_time_comes_first() -> None:
    merged = in_order([said("b", 2), said("d", 4)], [heard("a", 1), heard("c", 3)])
    assert ids(*merged) == ["a", "b", "c", "d"]


def test_at_one_instant_an_answer_follows_what_it_answers() -> None:
    merged = in_order(
        [said("x"), said("y")],
        [heard("question"), heard("to x", answers="x"), heard("news"), heard("to y", answers="y")],
    )
    assert ids(*merged) == ["question", "x", "to x", "news", "y", "to y"]


def test_an_answer_that_came_late_does_not_hold_back_what_was_said() -> None:
    merged = in_order([said("x"), said("y", 1)], [heard("to x", 5, answers="x")])
    assert ids(*merged) == ["x", "y", "to x"]


minutes = st.lists(st.integers(0, 5), max_size=8).map(sorted)


@given(minutes, minutes, st.data())
def test_nothing_is_lost_and_each_side_keeps_its_order(
    mine: list[int], theirs: list[int], data: st.DataObject
) -> None:
    mine_lines = [said(f"s{n}", minute) for n, minute in enumerate(mine)]
    keys = st.sampled_from([None, "gone", *ids(*mine_lines)])
    their_lines = [heard(f"h{n}", minute, data.draw(keys)) for n, minute in enumerate(theirs)]

    merged = in_order(mine_lines, their_lines)

    assert [line for line in merged if not line.heard] == mine_lines
    assert [line for line in merged if line.heard] == their_lines
