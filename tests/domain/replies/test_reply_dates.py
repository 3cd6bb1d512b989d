"""Dates, spans and times of day, as typed on a Wednesday, 25/11/2026."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reply_dates import DateRange, read_date
from domain.reply_ranges import read_range
from domain.reply_times import read_time

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12", date(2026, 12, 5)),
        ("05/12/2026", date(2026, 12, 5)),
        ("5.12.26", date(2026, 12, 5)),
        ("5-12", date(2026, 12, 5)),
        ("ngày 5 tháng 12", date(2026, 12, 5)),
        ("20/11", date(2027, 11, 20)),
        ("25/11", TODAY),
        ("29/2", date(2028, 2, 29)),
        ("mùng 7", date(2026, 12, 7)),
        ("mung 7", date(2026, 12, 7)),
        ("mồng bảy", date(2026, 12, 7)),
        ("ngày 30", date(2026, 11, 30)),
        ("ngày 31", date(2026, 12, 31)),
        ("thứ 6", date(2026, 11, 27)),
        ("thứ sáu", date(2026, 11, 27)),
        ("thu sau", date(2026, 11, 27)),
        ("T6", date(2026, 11, 27)),
        ("thứ tư", TODAY),
        ("thứ 2", date(2026, 11, 30)),
        ("chủ nhật", date(2026, 11, 29)),
        ("CN", date(2026, 11, 29)),
        ("thứ 6 tuần sau", date(2026, 12, 4)),
        ("chủ nhật tuần này", date(2026, 11, 29)),
        ("sáng thứ 7", date(2026, 11, 28)),
        ("hôm nay", TODAY),
        ("tối nay", TODAY),
        ("mai", date(2026, 11, 26)),
        ("tối mai ạ", date(2026, 11, 26)),
        ("kia", date(2026, 11, 27)),
        ("ngày kia", date(2026, 11, 27)),
        ("mốt", date(2026, 11, 27)),
        ("dời sang mùng 7 ạ", date(2026, 12, 7)),
        ("từ 5/12 sang 7/12", date(2026, 12, 7)),
        ("hoãn đến 20h ngày 9/12", date(2026, 12, 9)),
        ("thứ 5 ngày 3/12", date(2026, 12, 3)),
    ],
)
def test_a_date_is_the_nearest_one_not_before_today(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "31/2", "32/12", "mùng 7 âm lịch", "mùng 7 tết", "5/12 hoặc 6/12", "mãi", "tuần sau",
     "thứ 6 ngày 3/12", "em dự", "28/31", "15p", "một", "tháng này"],
)  # fmt: skip
def test_no_date_or_more_than_one_is_no_date(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("19h30", time(19, 30)),
        ("19:30", time(19, 30)),
        ("19 giờ 30 phút", time(19, 30)),
        ("7h tối", time(19)),
        ("7h30 tối", time(19, 30)),
        ("7h30p tối nay", time(19, 30)),
        ("7 rưỡi tối", time(19, 30)),
        ("7 giờ rưỡi tối", time(19, 30)),
        ("tối mai 7h", time(19)),
        ("tối thứ 6 lúc 7h", time(19)),
        ("8 giờ sáng", time(8)),
        ("8h kém 15 tối", time(19, 45)),
        ("1h chiều", time(13)),
        ("12h đêm", time(0)),
        ("12h trưa", time(12)),
        ("9h đêm", time(21)),
        ("20h ngày 9/12", time(20)),
        ("7g30", time(7, 30)),
    ],
)
def test_a_time_of_day(text: str, clock: time) -> None:
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["", "15p", "28/31", "12-14/12", "mùng 7", "thứ 7", "em dự"])
def test_no_time_of_day(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12-14/12", (12, 12), (14, 12)),
        ("bận 12-14/12 đi học", (12, 12), (14, 12)),
        ("12/12-14/12", (12, 12), (14, 12)),
        ("12 - 14/12/2026", (12, 12), (14, 12)),
        ("từ 12 đến 14/12", (12, 12), (14, 12)),
        ("từ ngày 12 đến ngày 14", (12, 12), (14, 12)),
        ("28/11 đến 3/12", (28, 11), (3, 12)),
        ("từ mai đến thứ 6", (26, 11), (27, 11)),
        ("tu mai den thu 6", (26, 11), (27, 11)),
        ("từ mai đến hết tuần", (26, 11), (29, 11)),
        ("từ thứ 2 đến thứ 4 tuần sau", (30, 11), (2, 12)),
        ("đến 15/12", (25, 11), (15, 12)),
        ("từ mai 3 ngày", (26, 11), (28, 11)),
        ("3 ngày từ mai", (26, 11), (28, 11)),
        ("cả tuần sau", (30, 11), (6, 12)),
        ("tuần này", (25, 11), (29, 11)),
        ("cuối tuần", (28, 11), (29, 11)),
        ("tháng 12", (1, 12), (31, 12)),
        ("đầu tháng 12", (1, 12), (10, 12)),
        ("cuối tháng sau", (21, 12), (31, 12)),
        ("5 và 6/12", (5, 12), (6, 12)),
        ("cả ngày 5/12", (5, 12), (5, 12)),
        ("mai", (26, 11), (26, 11)),
    ],
)
def test_a_span_of_days(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    expected = DateRange(date(2026, first[1], first[0]), date(2026, last[1], last[0]))
    assert read_range(text, TODAY) == expected


def test_a_span_over_new_year() -> None:
    assert read_range("30/12-2/1", TODAY) == DateRange(date(2026, 12, 30), date(2027, 1, 2))


@pytest.mark.parametrize("text", ["từ mai", "5 và 8/12", "14-12/12", "em bận", "31/2", ""])
def test_no_span_of_days(text: str) -> None:
    assert read_range(text, TODAY) is None


@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.dates(date(2026, 1, 1), date(2035, 1, 1)))
def test_a_full_date_is_itself_and_a_short_one_is_never_past(day: date, today: date) -> None:
    assert read_date(f"{day:%d/%m/%Y}", today) == day
    near = read_date(f"{day.day}/{day.month}", today)
    assert near is not None
    assert near >= today
    assert (near.day, near.month) == (day.day, day.month)


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_any_text_is_read_without_error(text: str, today: date) -> None:
    read_date(text, today)
    read_time(text)
    found = read_range(text, today)
    assert found is None or found.first <= found.last
