"""Cross checks between lines: each forbids the import or is told as strange, with its place."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from db.people import PersonRow
from domain.roster.problems import Fault
from tests.roster.conftest import House
from tests.support.workbooks import Book, drop, put, small
from texts.roster_problems import problem as words


def unknown_units(book: Book) -> None:
    put(book, "Đơn vị", "NV", "Thuộc đơn vị", "QX")
    put(book, "Chi bộ", "NM02", "Đơn vị", "NX")
    put(book, "Cán bộ", "CB1", "Đơn vị", "NY")
    put(book, "Cán bộ", "CU1", "Theo dõi", "NM; NZ")


def unknown_others(book: Book) -> None:
    put(book, "Cán bộ", "BT1", "Chi bộ", "NM77")
    put(book, "Phân công", "CU1", "Mã chi bộ", "NM78")
    put(book, "Phân công", "CU1", "Mã cán bộ", "CB79")


def same_codes(book: Book) -> None:
    put(book, "Đơn vị", "TT", "Mã đơn vị", "nm")
    put(book, "Chi bộ", "NM02", "Mã chi bộ", "NM01")
    put(book, "Chi bộ", "TT01", "Đơn vị", "NM")
    put(book, "Cán bộ", "BT2", "Mã cán bộ", "BT1")
    put(book, "Cán bộ", "BT1", "Chi bộ", "TT01", nth=1)
    drop(book, "Cán bộ", "BT3")
    drop(book, "Cán bộ", "CU1")
    drop(book, "Phân công", "CU1")


def a_circle(book: Book) -> None:
    put(book, "Đơn vị", "QS", "Thuộc đơn vị", "NV")


def its_own_parent(book: Book) -> None:
    put(book, "Đơn vị", "NM", "Thuộc đơn vị", "NM")


def more_exempt(book: Book) -> None:
    put(book, "Chi bộ", "NM01", "Được miễn", 43)


def two_secretaries(book: Book) -> None:
    put(book, "Cán bộ", "BT2", "Chi bộ", "NM01")


def roles_without_place(book: Book) -> None:
    put(book, "Cán bộ", "BT1", "Chi bộ", None)
    put(book, "Cán bộ", "CB1", "Đơn vị", None)
    put(book, "Cán bộ", "BT2", "Vai trò", "Bí thư; Điều phối")


def not_a_cadre(book: Book) -> None:
    put(book, "Phân công", "CU1", "Mã cán bộ", "BT1")


def the_same_post_twice(book: Book) -> None:
    book["Cán bộ"].append(["BT1", "Hà Văn Chung", None, None, "Bí thư", "NM01"])


def assigned_twice(book: Book) -> None:
    put(book, "Phân công", "CU1", "Mã cán bộ", "CB1")
    put(book, "Phân công", "CB1", "Mã chi bộ", "NM01", nth=2)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            unknown_units,
            [
                "Trang Đơn vị, dòng 5, cột Thuộc đơn vị (mã): Không có mã QX ở trang Đơn vị.",
                "Trang Chi bộ, dòng 3, cột Đơn vị (mã xã): Không có mã NX ở trang Đơn vị.",
                "Trang Cán bộ, dòng 5, cột Đơn vị (mã): Không có mã NY ở trang Đơn vị.",
                "Trang Cán bộ, dòng 6, cột Theo dõi đơn vị (mã): Không có mã NZ ở trang Đơn vị.",
            ],
        ),
        (
            unknown_others,
            [
                "Trang Cán bộ, dòng 2, cột Chi bộ (mã): Không có mã NM77 ở trang Chi bộ.",
                "Trang Phân công, dòng 4, cột Mã cán bộ: Không có mã CB79 ở trang Cán bộ.",
                "Trang Phân công, dòng 4, cột Mã chi bộ: Không có mã NM78 ở trang Chi bộ.",
            ],
        ),
        (
            same_codes,
            [
                "Trang Đơn vị, dòng 4, cột Mã đơn vị: Mã NM đã dùng ở dòng 3.",
                "Trang Chi bộ, dòng 3, cột Mã chi bộ: Mã NM01 đã dùng ở dòng 2.",
                "Trang Cán bộ, dòng 3, cột Mã cán bộ: Mã BT1 đã dùng ở dòng 2.",
            ],
        ),
        (
            a_circle,
            [
                "Trang Đơn vị, dòng 2, cột Thuộc đơn vị (mã): Đơn vị thuộc vòng tròn: "
                "QS thuộc NV thuộc QS."
            ],
        ),
        (
            its_own_parent,
            ["Trang Đơn vị, dòng 3, cột Thuộc đơn vị (mã): Đơn vị thuộc vòng tròn: NM thuộc NM."],
        ),
        (
            more_exempt,
            ["Trang Chi bộ, dòng 2, cột Được miễn: Được miễn 43 nhiều hơn tổng số 42 đảng viên."],
        ),
        (
            two_secretaries,
            [
                "Trang Cán bộ, dòng 3, cột Chi bộ (mã): "
                "Chi bộ NM01 đã có bí thư Hà Văn Chung (dòng 2)."
            ],
        ),
        (
            roles_without_place,
            [
                "Trang Cán bộ, dòng 2, cột Chi bộ (mã): Bí thư phải có mã chi bộ.",
                "Trang Cán bộ, dòng 3, cột Đơn vị (mã): Điều phối phải có mã đơn vị.",
                "Trang Cán bộ, dòng 5, cột Đơn vị (mã): Cán bộ phải có mã đơn vị.",
            ],
        ),
        (
            not_a_cadre,
            ["Trang Phân công, dòng 4, cột Mã cán bộ: BT1 không có vai trò Cán bộ."],
        ),
        (
            the_same_post_twice,
            ["Trang Cán bộ, dòng 7, cột Vai trò: BT1 đã có vai trò này cùng thời gian ở dòng 2."],
        ),
        (
            assigned_twice,
            ["Trang Phân công, dòng 4, cột Mã chi bộ: CB1 đã được phân công chi bộ NM01 ở dòng 2."],
        ),
    ],
)
async def test_what_forbids(
    house: House, change: Callable[[Book], None], expected: list[str]
) -> None:
    book = small()
    change(book)
    report = await house.preview(book)
    lines = [words(problem) for problem in report.problems]
    assert len(lines) == len(expected), lines
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(start)
    assert report.changes.rows == ()


async def test_a_wrong_line_does_not_make_its_code_unknown(house: House) -> None:
    book = small()
    put(book, "Chi bộ", "NM01", "Số đảng viên", "nhiều")
    report = await house.preview(book)
    assert [problem.fault for problem in report.problems] == [Fault.BAD_NUMBER]


async def test_a_handover_is_not_two_secretaries(house: House) -> None:
    book = small()
    put(book, "Cán bộ", "BT1", "Đến ngày", "31/05/2026")
    put(book, "Cán bộ", "BT2", "Chi bộ", "NM01; NM02")
    put(book, "Cán bộ", "BT2", "Từ ngày", "01/06/2026")
    assert (await house.preview(book)).problems == ()


def warned(fault: Fault, change: Callable[[Book], None]) -> object:
    return pytest.param(fault, change, id=fault.value)


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        warned(
            Fault.SAME_PHONE, lambda book: put(book, "Cán bộ", "BT2", "Điện thoại", "+84900000001")
        ),
        warned(
            Fault.SAME_VILLAGE, lambda book: put(book, "Chi bộ", "NM02", "Bản/khu phố", "Bản MÒNG")
        ),
        warned(Fault.NO_SECRETARY, lambda book: drop(book, "Cán bộ", "BT1")),
        warned(Fault.NO_CADRE, lambda book: drop(book, "Phân công", "CU1")),
    ],
)
async def test_what_is_strange_stops_nothing(
    house: House, fault: Fault, change: Callable[[Book], None]
) -> None:
    assert (await house.preview(small())).warnings == ()
    book = small()
    change(book)
    report = await house.preview(book)
    assert [warning.fault for warning in report.warnings] == [fault]
    assert report.problems == ()


async def test_a_person_erased_on_request_is_not_written_back(house: House) -> None:
    await house.load(small())
    async with house.database.begin() as session:
        await session.execute(
            update(PersonRow)
            .where(PersonRow.code == "BT2")
            .values(name="", phone=None, erased_at=datetime(2026, 11, 1, tzinfo=UTC))
        )
    report = await house.preview(small())
    assert [(p.fault, p.row, p.arguments) for p in report.problems] == [(Fault.ERASED, 3, ("BT2",))]


async def test_all_assignments_gone_is_a_mistake(house: House) -> None:
    book = small()
    book["Phân công"] = book["Phân công"][:1]
    assert (await house.preview(book)).problems == ()
    await house.load(small())
    assert [p.fault for p in (await house.preview(book)).problems] == [Fault.NO_ROWS]


async def test_many_ends_are_pointed_out(house: House) -> None:
    book = small()
    for number in range(10, 30):
        book["Chi bộ"].append(
            [f"NM{number}", f"bản {number}", "NM", "nhà văn hóa", 20, 0, "ngày 5", "19h"]
        )
    await house.load(book)
    report = await house.preview(small())
    assert (Fault.MANY_END, ("20", "23")) in [(w.fault, w.arguments) for w in report.warnings]
