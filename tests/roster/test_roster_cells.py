"""Cells: codes, numbers, dates, hours, telephones, roles - as people type them."""

# ruff: noqa: DTZ001 - a spreadsheet's dates have no time zone

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roster import cells
from bot.roster.cells import Wrong
from bot.roster.grid import Cell
from domain.people import Role
from domain.roster.problems import Fault

Reader = Callable[[Cell], Any]


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (cells.code, "nm01", "NM01"),
        (cells.code, 12, "12"),
        (cells.code, 12.0, "12"),
        (cells.code, " BT-NM01\u00a0", "BT-NM01"),
        (cells.codes, "NM01; nm02, NM01", ("NM01", "NM02")),
        (cells.codes, "NM01\nNM02", ("NM01", "NM02")),
        (cells.number(0, 99), "45 phút", 45),
        (cells.number(0, 99), 45.0, 45),
        (cells.words(20), "bản  Ngàm\n(trên)", "bản Ngàm (trên)"),
        (cells.words(20), "ba\u0309n", "bản"),
        (cells.words(20), "a\u200bb\x00c", "ab c"),
        (cells.day, "05/12/2026", date(2026, 12, 5)),
        (cells.day, "5/12/2026", date(2026, 12, 5)),
        (cells.day, "5-12-2026", date(2026, 12, 5)),
        (cells.day, "5.12.2026", date(2026, 12, 5)),
        (cells.day, "2026-12-05", date(2026, 12, 5)),
        (cells.day, datetime(2026, 12, 5), date(2026, 12, 5)),
        (cells.day, date(2026, 12, 5), date(2026, 12, 5)),
        (cells.day_after, "31/12/2026", date(2027, 1, 1)),
        (cells.clock, "19h30", time(19, 30)),
        (cells.clock, time(19, 30, 0), time(19, 30)),
        (cells.clock, datetime(1899, 12, 30, 19, 30), time(19, 30)),
        (cells.clock, 0.8125, time(19, 30)),
        (cells.roles, "Bí thư", (Role.SECRETARY,)),
        (cells.roles, "bi thu chi bo", (Role.SECRETARY,)),
        (cells.roles, "Cán bộ; LÃNH ĐẠO", (Role.CADRE, Role.LEADER)),
        (cells.roles, "Phó bí thư\nCán bộ", (Role.DEPUTY_SECRETARY, Role.CADRE)),
        (cells.yes_no, "có", True),
        (cells.yes_no, "X", True),
        (cells.yes_no, "Không", False),
        (cells.yes_no, True, True),
    ],
)
def test_readings(reader: Reader, value: Any, expected: Any) -> None:
    assert reader(Cell(value)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "0900000001",
        "0900 000 001",
        "0900.000.001",
        "0900-000-001",
        "(0900) 000 001",
        "+84 900 000 001",
        "+84900000001",
        "84900000001",
        "0084900000001",
        900000001,
        900000001.0,
        84900000001,
    ],
)
def test_telephones_in_any_usual_form(typed: Any) -> None:
    assert cells.phone(Cell(typed)) == "+84900000001"


@pytest.mark.parametrize(
    ("reader", "value", "fault"),
    [
        (cells.code, "NM 01", Fault.BAD_CODE),
        (cells.code, "NM01;NM02", Fault.BAD_CODE),
        (cells.code, "x" * 31, Fault.BAD_CODE),
        (cells.number(0, 99), "bốn", Fault.BAD_NUMBER),
        (cells.number(0, 99), "100", Fault.BAD_NUMBER),
        (cells.number(0, 99), -1, Fault.BAD_NUMBER),
        (cells.number(0, 99), 4.5, Fault.BAD_NUMBER),
        (cells.number(0, 99), True, Fault.BAD_NUMBER),
        (cells.number(0, 99), "9" * 400, Fault.BAD_NUMBER),
        (cells.words(3), "abcd", Fault.TOO_LONG),
        (cells.day, "05/12/0206", Fault.BAD_YEAR),
        (cells.day, datetime(1905, 1, 1), Fault.BAD_YEAR),
        (cells.day, "31/02/2026", Fault.BAD_DATE),
        (cells.day, "12/2026", Fault.BAD_DATE),
        (cells.day, "05/12/26", Fault.BAD_DATE),
        (cells.day, 46361, Fault.BAD_DATE),
        (cells.day_after, "31/12/9999", Fault.BAD_YEAR),
        (cells.clock, "tối", Fault.BAD_TIME),
        (cells.clock, datetime(2026, 12, 5), Fault.BAD_TIME),
        (cells.clock, 19, Fault.BAD_TIME),
        (cells.phone, "0123456", Fault.BAD_PHONE),
        (cells.phone, "0900 000 001 (Zalo)", Fault.BAD_PHONE),
        (cells.phone, "0900000001, 0900000002", Fault.BAD_PHONE),
        (cells.phone, "không có", Fault.BAD_PHONE),
        (cells.phone, "0100000001", Fault.BAD_PHONE),
        (cells.roles, "Trưởng bản", Fault.BAD_ROLE),
        (cells.yes_no, "đôi khi", Fault.BAD_YES_NO),
        (cells.habit, "thứ 9", Fault.BAD_HABIT),
    ],
)
def test_what_cannot_be_read(reader: Reader, value: Any, fault: Fault) -> None:
    with pytest.raises(Wrong) as caught:
        reader(Cell(value))
    assert caught.value.fault is fault


ALL = [
    cells.code,
    cells.codes,
    cells.number(0, 99),
    cells.words(20),
    cells.day,
    cells.day_after,
    cells.clock,
    cells.phone,
    cells.roles,
    cells.yes_no,
    cells.habit,
]


@given(
    st.one_of(
        st.text(max_size=30),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.datetimes(),
        st.dates(),
        st.times(),
    ),
    st.sampled_from(ALL),
)
def test_no_cell_is_a_traceback(value: Any, reader: Reader) -> None:
    cell = Cell(value)
    if cell.text:
        with suppress(Wrong):
            reader(cell)
