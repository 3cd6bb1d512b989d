"""Undoing the last import: exactly what was before, or a courteous refusal."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot import importer
from bot.importer import UndoReport
from db.branches import Branch
from db.meetings import Meeting
from db.people import AddressRow, PersonRow, Post
from tests.roster.conftest import NOW, TODAY, House
from tests.support.workbooks import Book, drop, put, small

Row = list[Any]


async def undo(house: House, *, dry_run: bool = False) -> UndoReport | None:
    return await importer.undo(house.database, now=NOW, dry_run=dry_run)


def changed() -> Book:
    """The small district after a busy year: added, changed, moved, ended."""
    book = small()
    book["Đơn vị"].append(["TH", "tỉnh Thanh Hóa", "Tỉnh", None, None, "01/01/2025"])
    put(book, "Đơn vị", "QS", "Thuộc đơn vị", "TH")
    put(book, "Đơn vị", "NV", "Tên đơn vị", "Phòng Văn hóa")
    put(book, "Chi bộ", "NM01", "Giờ họp", "20h")
    put(book, "Chi bộ", "NM01", "Bản/khu phố", "bản Mòng Trên")
    put(book, "Chi bộ", "NM02", "Đến ngày", "31/12/2026")
    drop(book, "Cán bộ", "BT3")
    put(book, "Cán bộ", "CB1", "Đơn vị", "TH")
    put(book, "Cán bộ", "BT1", "Từ ngày", "01/06/2026")
    book["Cán bộ"].append(["BT9", "Lữ Văn Sơn", None, None, "Bí thư", "TT01"])
    drop(book, "Phân công", "CU1")
    book["Phân công"].append(["CU1", "NM01", "30-QĐ/ĐU"])
    return book


async def test_nothing_to_undo(house: House) -> None:
    assert await undo(house) is None


async def test_the_first_import_is_undone_to_nothing(house: House) -> None:
    empty = await house.everything()
    await house.load(small())
    report = await undo(house)
    assert report is not None
    assert (report.file_name, report.in_the_way) == ("danh-sach.xlsx", {})
    assert await house.everything() == empty


async def test_a_later_import_is_undone_exactly_and_then_the_first(anywhere: House) -> None:
    empty = await anywhere.everything()
    await anywhere.load(small())
    before = await anywhere.everything()
    await anywhere.load(changed())
    assert await anywhere.everything() != before
    await undo(anywhere)
    assert await anywhere.everything() == before
    await undo(anywhere)
    assert await anywhere.everything() == empty
    assert await undo(anywhere) is None


def mixed(data: st.DataObject, old: list[Row], new: list[Row]) -> list[Row]:
    """For each line (known by its first two cells) as it was, as it is now, or gone."""
    known: dict[tuple[object, ...], list[Row | None]] = {}
    for place, rows in enumerate((old, new)):
        for row in rows:
            known.setdefault((row[0], str(row[1])[:6]), [None, None])[place] = row
    drawn = [data.draw(st.sampled_from(versions)) for versions in known.values()]
    return [row for row in drawn if row is not None]


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None
)
@given(st.data())
async def test_any_change_is_applied_once_and_undone_exactly(
    house: House, data: st.DataObject
) -> None:
    await house.load(small(), today=date(2026, 1, 1))
    before = await house.everything()
    book = {
        sheet: [rows[0], *mixed(data, rows[1:], changed()[sheet][1:])]
        for sheet, rows in small().items()
    }
    report = await house.preview(book)
    event("refused" if report.problems else f"applied {len(report.changes.rows) > 0}")
    if report.problems or not report.changes.rows:
        return
    await house.load(book)
    assert (await house.preview(book)).changes.rows == ()
    await undo(house)
    assert await house.everything() == before


async def test_a_dry_run_undoes_nothing(house: House) -> None:
    await house.load(small())
    before = await house.everything()
    assert await undo(house, dry_run=True) is not None
    assert await house.everything() == before


async def test_refused_when_somebody_has_joined_since(anywhere: House) -> None:
    await anywhere.load(small())
    async with anywhere.database.begin() as session:
        person = await session.scalar(select(PersonRow.id).where(PersonRow.code == "BT1"))
        session.add(AddressRow(person_id=person, channel="web", bot="b", chat="1", bound_at=NOW))
    before = await anywhere.everything()
    report = await undo(anywhere)
    assert report is not None
    assert report.in_the_way == {"addresses": 1}
    assert await anywhere.everything() == before


async def test_refused_when_a_new_branch_has_met_since(house: House) -> None:
    await house.load(small())
    book = small()
    book["Chi bộ"].append(["NM03", "bản Hiềng", "NM", "nhà văn hóa", 20, 0, "ngày 5", "19h"])
    await house.load(book)
    async with house.database.begin() as session:
        branch = await session.scalar(select(Branch.id).where(Branch.code == "NM03"))
        session.add(
            Meeting(
                branch_id=branch,
                month="2026-12",
                kind="regular",
                state="planned",
                starts_at=NOW,
                place="nhà văn hóa",
                version=1,
                published_at=NOW,
            )
        )
    report = await undo(house)
    assert report is not None
    assert report.in_the_way == {"meetings": 1}


async def test_facts_about_rows_that_stay_are_not_in_the_way(house: House) -> None:
    await house.load(small())
    async with house.database.begin() as session:
        person = await session.scalar(select(PersonRow.id).where(PersonRow.code == "BT1"))
        session.add(AddressRow(person_id=person, channel="web", bot="b", chat="1", bound_at=NOW))
    before = await house.everything()
    book = small()
    put(book, "Cán bộ", "BT1", "Họ tên", "Hà Văn Trung")
    await house.load(book)
    await undo(house)
    assert await house.everything() == before


async def test_refused_when_a_row_it_wrote_was_changed_since(house: House) -> None:
    await house.load(small())
    book = small()
    drop(book, "Cán bộ", "BT3")
    await house.load(book)
    async with house.database.begin() as session:
        ended = update(Post).where(Post.valid_to == TODAY).values(valid_to=date(2026, 11, 1))
        await session.execute(ended)
    report = await undo(house)
    assert report is not None
    assert report.in_the_way == {"posts": 1}
