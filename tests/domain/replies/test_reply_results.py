"""Six numbers in any usual form, and what a secretary says became of the meeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendance import MeetingOutcome, ReasonCategory
from domain.replies import Confidence
from domain.reply_numbers import SixNumbersReading, six_numbers
from domain.reply_results import understand_result


def numbers(**said: int) -> SixNumbersReading:
    return SixNumbersReading(**said)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "24 20 3 1 0 95",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0, minutes=95),
        ),
        (
            "24/20/3/1/2 95p",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=2, minutes=95),
        ),
        (
            "họp xong: 24, 20, 3, 1, 0, 95 phút ạ",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0, minutes=95),
        ),
        ("24 20 3 1 0", numbers(total=24, present=20, excused=3, unexcused=1, exempt=0)),
        (
            "có mặt 20, vắng 4 (1 không phép), miễn 2",
            numbers(present=20, absent=4, excused=3, unexcused=1, exempt=2),
        ),
        (
            "họp xong rồi ạ, có mặt 28/31, vắng 2 có lý do, miễn 1",
            numbers(total=31, present=28, excused=2, exempt=1),
        ),
        (
            "CB ban Ngam: 28/31, vang 2 co ly do, 0 ko ly do, mien 1",
            numbers(total=31, present=28, excused=2, unexcused=0, exempt=1),
        ),
        (
            "Tổng 24, có mặt 20, vắng có phép 3, vắng không phép 1, miễn 0, 95 phút",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0, minutes=95),
        ),
        ("20 co mat 3 vang 1 mien", numbers(present=20, absent=3, exempt=1)),
        (
            "vắng 4 có phép 3 không phép 1, có mặt 20",
            numbers(present=20, absent=4, excused=3, unexcused=1),
        ),
        (
            "có mặt: 20/24 đ/c; vắng 4 (CLD 3, KLD 1); 90 phút",
            numbers(total=24, present=20, absent=4, excused=3, unexcused=1, minutes=90),
        ),
        ("có mặt 24/24, họp từ 19h30 đến 21h", numbers(total=24, present=24, minutes=90)),
        ("có mặt 20, họp 1 tiếng rưỡi", numbers(present=20, minutes=90)),
        (
            "có mặt 20/20, không vắng ai",
            numbers(total=20, present=20, absent=0, excused=0, unexcused=0),
        ),
        ("ngày 5/12 có mặt 20/24", numbers(total=24, present=20)),
        (
            "24đv 20cm 3cld 1kld 0m 95p",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0, minutes=95),
        ),
        (
            "24 20 3 1 0 1h35",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0, minutes=95),
        ),
        (
            "tổng số 31 đv, dự 28, vắng 3: 2 có lý do 1 không, họp 1 tiếng rưỡi",
            numbers(total=31, present=28, absent=3, excused=2, unexcused=1, minutes=90),
        ),
        (
            "TS: 24 - CM: 20 - CLD: 3 - KLD: 1 - M: 0",
            numbers(total=24, present=20, excused=3, unexcused=1, exempt=0),
        ),
        (
            "chi bộ 20/24 đ/c dự, 4 vắng (2 ốm, 2 công tác)",
            numbers(total=24, present=20, absent=4),
        ),
    ],
)
def test_numbers_of_a_report(text: str, read: SixNumbersReading) -> None:
    assert six_numbers(text) == read


@pytest.mark.parametrize(
    "text", ["em vắng", "15p", "5/12", "1", "24 20", "em dự", "0912345678", "em dự 5/12"]
)
def test_not_a_report_of_numbers(text: str) -> None:
    assert six_numbers(text) is None


@given(st.tuples(*[st.integers(0, 99)] * 5), st.integers(10, 240), st.sampled_from(" /,-;"))
def test_six_bare_numbers_are_read_in_their_order(
    members: tuple[int, ...], minutes: int, mark: str
) -> None:
    read = six_numbers(mark.join(map(str, (*members, minutes))))
    assert read is not None
    assert read.complete
    assert (read.total, read.present, read.minutes) == (members[0], members[1], minutes)


HELD, MOVED = MeetingOutcome.HELD, MeetingOutcome.MOVED
POSTPONED, NOT_HELD = MeetingOutcome.POSTPONED, MeetingOutcome.NOT_HELD


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("họp xong rồi ạ, có mặt 28/31, vắng 2 có lý do, miễn 1", HELD),
        ("đã họp", HELD),
        ("hop roi", HELD),
        ("rồi ạ", HELD),
        ("xong rồi", HELD),
        ("xong ạ", HELD),
        ("rồi anh", HELD),
        ("24 20 3 1 0 95", HELD),
        ("không hoãn, đã họp rồi", HELD),
        ("1", HELD),
        ("dời sang mùng 7", MOVED),
        ("doi sang thu 6 tuan sau", MOVED),
        ("Chi bộ em chuyển họp sang mùng 7 ạ", MOVED),
        ("Bản em hoãn đến 20h ngày 9/12", MOVED),
        ("chưa họp được do lũ, hoãn sang 7/12", MOVED),
        ("hoãn do mưa lũ", POSTPONED),
        ("hoan do mua lu", POSTPONED),
        ("hoãn lại ạ", POSTPONED),
        ("3", POSTPONED),
        ("không họp", NOT_HELD),
        ("ko họp ạ", NOT_HELD),
        ("không họp được do sạt lở", NOT_HELD),
    ],
)
def test_a_clear_report_is_recorded(text: str, outcome: MeetingOutcome) -> None:
    found = understand_result(text)
    assert (found.outcome, found.confidence) == (outcome, Confidence.SURE)


@pytest.mark.parametrize(
    "text",
    [
        "vâng",
        "không",
        "chưa họp",
        "đang họp",
        "có họp không?",
        "chắc hoãn",
        "abc",
        "họp gì",
        "dời được không",
        "mai họp",
        "nếu mưa thì hoãn",
    ],
)
def test_an_unclear_report_is_asked_back(text: str) -> None:
    assert understand_result(text).confidence is Confidence.ASK


def test_a_report_says_why_and_when_instead() -> None:
    found = understand_result("hoãn sang 7/12 do mưa lũ")
    assert (found.reason, found.new_date) == (ReasonCategory.DISASTER, "7/12 do mưa lũ")
