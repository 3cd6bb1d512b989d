"""Habits: their stored form, the dates they mean, and how the office writes them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import habits
from domain.calendar import Month
from domain.habits import LAST, DaysOfMonth, EveryWeekday, Habit, NthWeekday
from texts.habits import read_clock, read_habit, say_clock, say_habit

DECEMBER = Month(2026, 12)

any_habit = st.one_of(
    st.none(),
    st.tuples(st.integers(1, 31), st.integers(0, 30)).map(
        lambda pair: DaysOfMonth(pair[0], min(31, sum(pair)))
    ),
    st.builds(NthWeekday, st.sampled_from([LAST, 1, 2, 3, 4, 5]), st.integers(1, 7)),
    st.builds(EveryWeekday, st.integers(1, 7)),
)
any_month = st.builds(Month, st.integers(2024, 2032), st.integers(1, 12))


@given(any_habit)
def test_the_stored_form_is_read_back_and_fits_its_column(habit: Habit | None) -> None:
    assert habits.parse(habits.stored(habit)) == habit
    assert len(habits.stored(habit)) <= 40


@given(any_habit)
def test_what_is_said_can_be_typed(habit: Habit | None) -> None:
    assert read_habit(say_habit(habit)) == habit


@pytest.mark.parametrize("text", ["day", "day:0", "day:5-3", "day:32", "nth:6:1", "nth:2", "x:1"])
def test_other_stored_forms_are_errors(text: str) -> None:
    with pytest.raises(ValueError):
        habits.parse(text)


@pytest.mark.parametrize(
    ("stored", "days"),
    [
        ("day:5", [5]),
        ("day:3-5", [3, 4, 5]),
        ("day:31", [31]),
        ("nth:1:2", [1]),
        ("nth:2:6", [12]),
        ("nth:-1:7", [27]),
        ("nth:5:3", [30]),
        ("nth:5:6", []),
        ("weekday:7", [6, 13, 20, 27]),
        ("", []),
    ],
)
def test_target_dates_of_december_2026(stored: str, days: list[int]) -> None:
    found = habits.target_dates(habits.parse(stored), DECEMBER)
    assert found == tuple(date(2026, 12, day) for day in days)


def test_a_day_the_month_lacks_is_dropped() -> None:
    assert habits.target_dates(DaysOfMonth(30, 31), Month(2027, 2)) == ()
    assert habits.target_dates(DaysOfMonth(27, 31), Month(2027, 2)) == (
        date(2027, 2, 27),
        date(2027, 2, 28),
    )


@given(any_habit, any_month)
def test_target_dates_lie_in_the_month_in_order(habit: Habit | None, month: Month) -> None:
    found = habits.target_dates(habit, month)
    assert list(found) == sorted(set(found))
    assert all(Month.of(day) == month for day in found)
    if isinstance(habit, NthWeekday):
        assert len(found) == (1 if habit.n != 5 else len(found))
        assert all(day.isoweekday() == habit.weekday for day in found)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ngày 5", "day:5"),
        ("Ngày 05", "day:5"),
        ("mùng 5", "day:5"),
        ("5", "day:5"),
        ("ngày 5 hàng tháng", "day:5"),
        ("ngày 3-5", "day:3-5"),
        ("ngày 3 – 5", "day:3-5"),
        ("từ ngày 3 đến ngày 5", "day:3-5"),
        ("ngay 3 den 5 hang thang", "day:3-5"),
        ("thứ 7 tuần 2", "nth:2:6"),
        ("thứ Bảy tuần thứ hai", "nth:2:6"),
        ("THỨ BẢY TUẦN THỨ HAI CỦA THÁNG", "nth:2:6"),
        ("T7 tuần 2", "nth:2:6"),
        ("thu 7 tuan 2", "nth:2:6"),
        ("thứ hai thứ hai", "nth:2:1"),
        ("thứ tư tuần thứ tư", "nth:4:3"),
        ("chủ nhật cuối", "nth:-1:7"),
        ("chủ nhật tuần cuối tháng", "nth:-1:7"),
        ("CN cuối cùng của tháng", "nth:-1:7"),
        ("chủ nhật đầu tháng", "nth:1:7"),
        ("thứ sáu đầu tiên", "nth:1:5"),
        ("chủ nhật", "weekday:7"),
        ("chủ nhật hằng tuần", "weekday:7"),
        ("thứ 2", "weekday:1"),
        ("thứ năm", "weekday:4"),
        ("", ""),
        ("không cố định", ""),
    ],
)
def test_what_the_office_types(typed: str, stored: str) -> None:
    assert habits.stored(read_habit(typed)) == stored


@pytest.mark.parametrize(
    "typed", ["ngày 32", "ngày 0", "ngày 5-3", "thứ 8", "thứ 7 tuần 6", "thứ 7 tuần xanh", "sáng"]
)
def test_what_is_not_a_habit(typed: str) -> None:
    with pytest.raises(ValueError):
        read_habit(typed)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("19h30", time(19, 30)),
        ("19:30", time(19, 30)),
        ("19:30:00", time(19, 30)),
        ("19 giờ 30 phút", time(19, 30)),
        ("19g30", time(19, 30)),
        ("7h", time(7)),
        ("07H30", time(7, 30)),
        ("14 giờ", time(14)),
    ],
)
def test_hours(typed: str, clock: time) -> None:
    assert read_clock(typed) == clock
    assert read_clock(say_clock(clock)) == clock


@pytest.mark.parametrize("typed", ["", "tối", "19", "25h", "19h60", "1930", "7h5"])
def test_what_is_not_an_hour(typed: str) -> None:
    with pytest.raises(ValueError):
        read_clock(typed)
