"""Applying a workbook: what is written, what twice changes, what ends, and that history stays."""

import asyncio
from datetime import date, time
from typing import Any

import pytest

from bot import importer
from domain.roster.changes import ChangeKind, items
from domain.roster.problems import Unreadable
from tests.roster.conftest import NOW, TODAY, House
from tests.support.workbooks import drop, put, small, write_folder

JUNE = date(2026, 6, 1)


async def posts(house: House, role: str) -> list[tuple[str, date, date | None]]:
    """Posts of a role as (person's code, from, to)."""
    codes = {row["id"]: row["code"] for row in await house.rows("people")}
    return [
        (codes[row["person_id"]], row["valid_from"], row["valid_to"])
        for row in await house.rows("posts")
        if row["role"] == role
    ]


async def one(house: House, table: str, code: str) -> dict[str, Any]:
    return next(row for row in await house.rows(table) if row["code"] == code)


async def test_the_small_district(anywhere: House) -> None:
    report = await anywhere.load(small())
    assert report.applied
    units = {row["code"]: row for row in await anywhere.rows("units")}
    assert units["NM"]["parent_id"] == units["QS"]["id"]
    assert units["NV"]["max_away"] == 1
    assert units["NM"]["name_fold"] == "xa na meo"
    kinds = [(row["code"], row["label"], row["rank"]) for row in await anywhere.rows("unit_kinds")]
    assert kinds == [("co-quan", "Cơ quan", 2), ("huyen", "Huyện", 1), ("xa", "Xã", 2)]
    son = await one(anywhere, "branches", "NM02")
    assert (son["habit"], son["habit_time"], son["exempt"]) == ("nth:2:6", time(14), 0)
    assert (son["travel_minutes"], son["travel_note"]) == (45, "qua tràn")
    assert (son["valid_from"], son["valid_to"]) == (date(2025, 1, 1), None)
    cadre = await one(anywhere, "people", "CB1")
    assert (cadre["phone"], cadre["rotates"], cadre["silent"]) == ("+84900000004", True, False)
    leader = await posts(anywhere, "leader")
    assert leader == [("CU1", date(2025, 1, 1), None)] * 2  # of two communes
    ends = [row["valid_to"] for row in await anywhere.rows("assignments")]
    assert ends == [None, None, date(2027, 1, 1)]  # until 31/12/2026, exclusive


async def test_twice_changes_nothing(anywhere: House) -> None:
    await anywhere.load(small())
    before = await anywhere.everything()
    for day in (TODAY, date(2026, 12, 1)):
        report = await anywhere.load(small(), today=day)
        assert report.changes.rows == ()
        assert sum(report.changes.unchanged.values()) == 15
    assert await anywhere.everything() == before
    assert len(await anywhere.rows("roster_imports")) == 1


async def test_a_folder_of_csv_is_the_same_roster(house: House) -> None:
    await house.load(small())
    folder = write_folder(house.folder / "csv", small(), separator=";")
    report = await importer.load(house.database, folder, now=NOW, today=TODAY)
    assert report.changes.rows == ()


async def test_changes_are_written_and_told_line_by_line(anywhere: House) -> None:
    await anywhere.load(small())
    book = small()
    put(book, "Chi bộ", "NM01", "Số đảng viên", 43)
    put(book, "Chi bộ", "NM01", "Ngày họp thường lệ", "chủ nhật")
    put(book, "Đơn vị", "NV", "Thuộc đơn vị", None)
    put(book, "Cán bộ", "BT1", "Điện thoại", None)
    report = await anywhere.load(book)
    told = [(item.kind, item.row, item.subject) for item in items(report.changes)]
    assert told == [
        (ChangeKind.CHANGED, 5, "NV"),
        (ChangeKind.CHANGED, 2, "NM01"),
        (ChangeKind.CHANGED, 2, "BT1"),
    ]
    assert (await one(anywhere, "branches", "NM01"))["habit"] == "weekday:7"
    assert (await one(anywhere, "units", "NV"))["parent_id"] is None
    assert (await one(anywhere, "people", "BT1"))["phone"] is None


async def test_lines_gone_end_today_and_are_never_deleted(house: House) -> None:
    await house.load(small())
    book = small()
    drop(book, "Chi bộ", "TT01")
    drop(book, "Cán bộ", "BT3")
    book["Phân công"] = [row for row in book["Phân công"] if row[1] != "TT01"]
    report = await house.load(book)
    assert {change.kind for change in report.changes.rows} == {ChangeKind.ENDED}
    assert (await one(house, "branches", "TT01"))["valid_to"] == TODAY
    assert ("BT3", date(2025, 1, 1), TODAY) in await posts(house, "secretary")
    assert [row["valid_to"] for row in await house.rows("assignments")][1] == TODAY
    assert (await house.load(book, today=date(2026, 12, 9))).changes.rows == ()


async def test_a_line_written_again_goes_on(house: House) -> None:
    await house.load(small())
    book = small()
    drop(book, "Phân công", "CU1")
    await house.load(book)
    report = await house.load(small())
    (change,) = report.changes.rows
    assert (change.before, change.after) == (
        {"valid_to": TODAY},
        {"valid_to": date(2027, 1, 1)},
    )


async def test_a_post_given_to_somebody_else_ends_for_the_first(house: House) -> None:
    await house.load(small())
    book = small()
    drop(book, "Cán bộ", "BT1")
    person = ["BT9", "Lương Văn Tiến", None, None, "Bí thư", "NM01", None, None, None]
    book["Cán bộ"].append([*person, "01/06/2026", None])
    await house.load(book)
    assert sorted(await posts(house, "secretary"))[0] == ("BT1", date(2025, 1, 1), JUNE)
    assert ("BT9", JUNE, None) in await posts(house, "secretary")
    assert (await house.load(book)).changes.rows == ()


async def test_a_new_term_keeps_the_old_one(house: House) -> None:
    await house.load(small())
    book = small()
    put(book, "Cán bộ", "BT1", "Từ ngày", "01/06/2026")
    await house.load(book)
    assert [post for post in await posts(house, "secretary") if post[0] == "BT1"] == [
        ("BT1", date(2025, 1, 1), JUNE),
        ("BT1", JUNE, None),
    ]
    assert (await house.load(book)).changes.rows == ()


async def test_a_successor_dated_too_early_does_not_erase_the_predecessor(house: House) -> None:
    await house.load(small())
    book = small()
    drop(book, "Cán bộ", "BT2")
    put(book, "Cán bộ", "BT1", "Chi bộ", "NM01; NM02")
    await house.load(book)
    assert ("BT2", date(2025, 1, 1), TODAY) in await posts(house, "secretary")


async def test_a_cadre_who_moves_office_stays_a_cadre(house: House) -> None:
    await house.load(small())
    book = small()
    put(book, "Cán bộ", "CB1", "Đơn vị", "TT")
    await house.load(book)
    assert ("CB1", date(2025, 1, 1), None) in await posts(house, "cadre")
    units = {row["id"]: row["code"] for row in await house.rows("units")}
    cadre = await one(house, "people", "CB1")
    (post,) = [row for row in await house.rows("posts") if row["person_id"] == cadre["id"]]
    assert units[cadre["office_id"]] == units[post["unit_id"]] == "TT"


async def test_posts_of_different_dates_stand_on_several_lines(house: House) -> None:
    book = small()
    cadre = ["BT1", "Hà Văn Chung", None, None, "Phó bí thư", "NM01", None, None, None]
    book["Cán bộ"].append([*cadre, "01/01/2023", "31/12/2024"])
    leader = ["BT1", "HÀ VĂN CHUNG", None, None, "Lãnh đạo", None, "NM", None, None]
    book["Cán bộ"].append([*leader, "01/06/2026", None])
    await house.load(book)
    assert (await one(house, "people", "BT1"))["phone"] == "+84900000001"
    assert await posts(house, "deputy_secretary") == [("BT1", date(2023, 1, 1), date(2025, 1, 1))]
    assert ("BT1", JUNE, None) in await posts(house, "leader")
    assert (await house.load(book)).changes.rows == ()


async def test_a_unit_may_move_below_a_new_one(house: House) -> None:
    await house.load(small())
    book = small()
    book["Đơn vị"].append(["TH", "tỉnh Thanh Hóa", "Tỉnh", None, None, None])
    put(book, "Đơn vị", "QS", "Thuộc đơn vị", "TH")
    await house.load(book)
    units = {row["code"]: row for row in await house.rows("units")}
    assert units["QS"]["parent_id"] == units["TH"]["id"]
    assert units["TH"]["valid_from"] == TODAY


async def test_one_wrong_line_and_nothing_is_written(house: House) -> None:
    before = await house.everything()
    book = small()
    put(book, "Phân công", "CU1", "Số quyết định", None)
    with pytest.raises(Unreadable) as caught:
        await house.load(book)
    assert [problem.row for problem in caught.value.problems] == [4]
    assert await house.everything() == before


async def test_two_at_once_are_one(anywhere: House) -> None:
    file = anywhere.file(small())
    reports = await asyncio.gather(
        *(importer.load(anywhere.database, file, now=NOW, today=TODAY) for _ in range(3))
    )
    assert sorted(len(report.changes.rows) > 0 for report in reports) == [False, False, True]
    assert len(await anywhere.rows("branches")) == 3
    assert len(await anywhere.rows("roster_imports")) == 1


async def test_only_what_was_seen_is_applied(house: House) -> None:
    await house.load(small())
    book = small()
    put(book, "Chi bộ", "NM01", "Số đảng viên", 43)
    seen = await house.preview(book)
    other = small()
    put(other, "Chi bộ", "NM02", "Số đảng viên", 30)
    await house.load(other)
    before = await house.everything()
    report = await importer.load(house.database, house.file(book), now=NOW, today=TODAY, seen=seen)
    assert not report.applied
    assert {change.subject for change in report.changes.rows} == {"NM01", "NM02"}
    assert await house.everything() == before
    again = await importer.load(house.database, house.file(book), now=NOW, today=TODAY, seen=report)
    assert again.applied


async def test_the_log_of_an_import_names_nobody(house: House) -> None:
    await house.load(small())
    (log,) = await house.rows("audit")
    assert log["action"] == "import.applied"
    assert log["detail"]["branches.added"] == 3
    assert "Hà" not in str(log["detail"])
    assert "900" not in str(log["detail"])
