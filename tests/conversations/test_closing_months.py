"""Closing a month in chat, later corrections, and every way somebody could tamper with it."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from sqlalchemy import Text, cast, delete, func, update

from bot import filing, verifying
from bot.commands.close_month import in_pack
from bot.papers.templates import NAMES
from db import closing, people
from db.audit import AuditEntry
from db.closing import MonthAnnex, MonthClose, MonthFile
from db.facts import roots_for
from db.meetings import MeetingResult
from db.visits import PresenceRow
from domain.calendar import local_date
from domain.exports import Export, ExportFile
from domain.reports.periods import PeriodKind
from handlers import closing as months
from tests.support.december import happens, reports
from tests.support.town import Town

AFTER = "2027-01-02 09:00"


async def closed(town: Town) -> None:
    """December happened and the coordinator closed it."""
    await town.publish()
    await happens(town)
    town.clock.jumps_to(AFTER)
    asked = await town.coordinator.says("/chotthang")
    assert "Chốt số liệu tháng 12/2026: đã họp 5/6" in asked
    assert "Còn 1 chi bộ chưa báo" in asked
    assert "Đã chốt tháng 12/2026: 4 tệp" in await town.coordinator.says("1")


async def problems(town: Town) -> Sequence[str]:
    async with town.database.read() as session:
        done = await closing.closed(session, "2026-12")
        assert done is not None
        return await verifying.problems(session, done)


async def test_a_month_is_closed_once_and_is_found_intact(town: Town) -> None:
    await closed(town)
    assert await problems(town) == []
    assert "đã chốt 9h ngày 02/01/2027" in await town.coordinator.says("/chotthang 12")
    assert "chưa hết" in await town.coordinator.says("/chotthang 1/2027")
    assert "không chốt tháng 11/2026 được nữa" in await town.coordinator.says("/chotthang 11/2026")
    (entry,) = await town.rows(AuditEntry, action="month.close")
    assert entry.actor_id == town.coordinator.id
    assert "Chưa chốt" not in town.coordinator.heard_last


async def test_months_are_closed_one_after_another(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to("2027-02-02 09:00")
    said = await town.coordinator.says("/chotthang 1/2027")  # after it December never could be
    assert "Xin chốt trước: /chotthang 12/2026" in said


async def test_saying_no_leaves_the_month_open(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to(AFTER)
    await town.coordinator.says("/chotthang 12/2026")
    assert "Chưa chốt" in await town.coordinator.says("2")
    assert await town.rows(MonthClose) == []


@pytest.mark.slow
async def test_only_the_office_of_the_whole_area_closes_a_month(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to(AFTER)
    part = town.person("DP2")  # coordinates Tam Lư only
    assert "Chỉ điều phối của toàn khu vực" in await part.says("/chotthang 12/2026")
    for other in (town.leader, town.commune_leader, town.secretary("Mòng"), town.cadre("Hà")):
        assert "không thuộc phần việc" in await other.says("/chotthang 12/2026")


async def test_a_later_correction_is_an_annex_and_the_closed_figure_stays(town: Town) -> None:
    await closed(town)
    before = {row.name: row.content for row in await town.rows(MonthFile)}
    town.clock.jumps_to("2027-01-04 10:00")
    await reports(town, "NM01", (24, 22, 0, 0, 2, 95), hours=24 * 30)
    await reports(town, "TL02", (22, 20, 1, 0, 1, 90), hours=24 * 22)

    shown = await town.coordinator.says("/chotthang 12/2026")
    assert "NM01 bản Mòng (Na Mèo): có mặt 20 → 22 (BT-NM01, 19h30 04/01/2027)" in shown
    assert "TL02 bản Hát (Tam Lư): kết quả chưa báo → đã họp" in shown
    assert "Đã lập phụ lục số 1" in await town.coordinator.says("1")
    assert "Phụ lục: 1." in await town.coordinator.says("/chotthang 12/2026")

    assert await problems(town) == []
    assert {row.name: row.content for row in await town.rows(MonthFile)} == before
    (annex,) = await town.rows(MonthAnnex)
    (close,) = await town.rows(MonthClose)
    assert close.manifest_sha256 in annex.content

    await reports(town, "NM01", (24, 21, 0, 1, 2, 95), hours=24 * 31)
    await town.coordinator.says("/chotthang 12/2026")
    assert "phụ lục số 2" in await town.coordinator.says("1")
    assert await problems(town) == []


async def test_what_is_told_of_a_closed_month_is_what_was_closed(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to(AFTER)
    before = await town.leader.says("/thang 12/2026")
    await town.coordinator.says("/chotthang")
    await town.coordinator.says("1")
    town.clock.jumps_to("2027-01-04 10:00")
    await reports(town, "NM01", (24, 22, 0, 0, 2, 95), hours=24 * 30)
    await reports(town, "TL02", (22, 20, 1, 0, 1, 90), hours=24 * 22)
    shown = await town.leader.says("/thang 12/2026")
    assert "Số liệu đã chốt ngày 02/01/2027." in shown
    assert "Đính chính" not in shown  # nothing is in an annex yet
    assert "Cần chỉ đạo" not in shown
    for line in ("Họp 5/6 buổi; chưa báo 1.", "1 Đã họp: 5", "- Tam Lư: bản Hát chưa báo"):
        assert line in before
        assert line in shown

    await town.coordinator.says("/chotthang 12/2026")
    await town.coordinator.says("1")
    assert "phụ lục 1 ngày 04/01/2027: 12 số liệu" in await town.leader.says("/thang 12/2026")
    held = await town.leader.says("1")
    assert "Số liệu đã chốt ngày 02/01/2027." in held
    assert "dự 20/22" in held  # corrected to 22 since
    assert held.count("\n- ") == 5
    assert "bản Hát" not in held

    mine = await town.commune_leader.says("/thang 12/2026")
    assert "phụ lục 1 ngày 04/01/2027: 3 số liệu" in mine  # those of Na Mèo
    assert "Tam Lư" not in mine
    assert "Đã chốt tháng 12/2026; số của cả kỳ" in await town.leader.says("/quy 4/2026")
    assert "Tháng 12/2026: số liệu đã chốt" in await town.leader.says("/sosanh thang 12/2026")
    january = await town.leader.says("/sosanh thang 1/2027")
    assert "tháng trước 5/6" in january
    assert "Tháng 12/2026: số liệu đã chốt" in january


@pytest.mark.slow
async def test_the_next_month_hangs_on_this_one(town: Town) -> None:
    await closed(town)
    async with town.database.begin() as session:
        done = await closing.closed(session, "2026-12")
        assert done is not None
        await closing.store(
            session,
            "2027-01",
            at=done.row.closed_at,
            by=None,
            facts="{}",
            evidence="{}",
            manifest='{"previous": {"month": "2026-12", "sha256": "forged"}}',
            files=(),
        )
        after = await closing.closed(session, "2027-01")
        assert after is not None
        found = await verifying.problems(session, after)
    assert "2027-01: bản kê không nối với 2026-12." in found
    assert await problems(town) == []  # what comes later does not touch it


TAMPERING: dict[str, tuple[Callable[[], object], str]] = {
    "a result made nicer": (
        lambda: update(MeetingResult).where(MeetingResult.present == 20).values(present=22),
        "bản ghi cũ về buổi họp của NM01 đã bị sửa hoặc xóa",
    ),
    "a result removed": (
        lambda: delete(MeetingResult).where(MeetingResult.present == 33),
        "bản ghi cũ về buổi họp của SD01 đã bị sửa hoặc xóa",
    ),
    "an absence made a presence": (
        lambda: update(PresenceRow).where(PresenceRow.id == 1).values(held=False),
        "đã bị sửa hoặc xóa",
    ),
    "a file": (
        lambda: (
            update(MonthFile).where(MonthFile.name == "chi-bo-2026-12.csv").values(content=b"other")
        ),
        "tệp chi-bo-2026-12.csv khác bản kê",
    ),
    "a file removed": (
        lambda: delete(MonthFile).where(MonthFile.name == "bao-cao-2026-12.docx"),
        "thiếu tệp bao-cao-2026-12.docx",
    ),
    "the facts": (
        lambda: update(MonthClose).values(facts=func.replace(MonthClose.facts, "Na Mèo", "Na")),
        "số liệu đã chốt đã bị sửa",
    ),
    "the traces": (
        lambda: update(MonthClose).values(evidence="{}"),
        "dấu vết bản ghi đã bị sửa",
    ),
    "the manifest": (
        lambda: update(MonthClose).values(
            manifest=func.replace(cast(MonthClose.manifest, Text), "DP1", "DP2")
        ),
        "bản kê đã bị sửa",
    ),
}


class _Undone(Exception):
    """Ends a transaction without its changes."""


async def test_tampering_is_found_and_named(town: Town) -> None:
    await closed(town)
    for what, (change, said) in TAMPERING.items():
        with contextlib.suppress(_Undone):
            async with town.database.begin() as session:
                await session.execute(change())  # type: ignore[call-overload]
                done = await closing.closed(session, "2026-12")
                assert done is not None
                found = await verifying.problems(session, done)
                raise _Undone
        assert any(said in line for line in found), (what, found)
    assert await problems(town) == []


async def test_a_changed_annex_is_found(town: Town) -> None:
    await closed(town)
    await reports(town, "TL02", (22, 20, 1, 0, 1, 90), hours=24 * 30)
    await town.coordinator.says("/chotthang 12/2026")
    await town.coordinator.says("1")
    async with town.database.begin() as session:
        await session.execute(
            update(MonthAnnex).values(content=func.replace(MonthAnnex.content, "TL02", "TL01"))
        )
    assert await problems(town) == ["2026-12: phụ lục 1 đã bị sửa hoặc không nối chuỗi."]


@pytest.mark.slow
async def test_exported_files_are_compared_too(town: Town, tmp_path: Path) -> None:
    await closed(town)
    async with town.database.read() as session:
        done = await closing.closed(session, "2026-12")
    assert done is not None
    for file in in_pack(done):
        (tmp_path / file.name).write_bytes(file.content)
    assert verifying.in_folder(done, tmp_path) == []
    (tmp_path / "chi-bo-2026-12.xlsx").write_bytes(b"other")
    (tmp_path / "manifest.json").unlink()
    assert verifying.in_folder(done, tmp_path) == [
        "2026-12: tệp chi-bo-2026-12.xlsx khác bản kê.",
        "2026-12: thiếu tệp manifest.json.",
    ]


async def test_a_broken_template_names_the_field_and_nothing_is_lost(
    town: Town, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("Kỳ {{thang_nay}}")
    document.save(str(tmp_path / NAMES[PeriodKind.MONTH]))
    policy = replace(town.app.policy, packing=filing.packing(tmp_path))
    town.app.inbox.policy = policy
    await town.publish()
    await happens(town)
    town.clock.jumps_to(AFTER)
    await town.coordinator.says("/chotthang 12/2026")
    answer = await town.coordinator.says("1")
    assert answer.startswith("Mẫu bao-cao-thang.docx có trường không dùng được: thang_nay.")
    assert await town.rows(MonthClose) == []
    (tmp_path / NAMES[PeriodKind.MONTH]).unlink()
    await town.coordinator.says("/chotthang 12/2026")
    assert "Đã chốt" in await town.coordinator.says("1")


async def test_what_is_taken_away_of_a_closed_month_is_what_was_closed(
    town: Town, tmp_path: Path
) -> None:
    await closed(town)
    (tmp_path / NAMES[PeriodKind.MONTH]).write_bytes(b"the office's next template")
    exports = filing.exports(town.database, town.clock.now, folder=tmp_path)
    kept = {row.name: row.content for row in await town.rows(MonthFile)}
    async with town.database.read() as session:
        both = [
            await people.person(session, one.id, local_date(town.clock.now()))
            for one in (town.leader, town.commune_leader)
        ]
    for name in ("bao-cao-2026-12.docx", "chi-bo-2026-12.xlsx", "chi-bo-2026-12.csv"):
        whole, part = [
            await exports.content(ExportFile(Export(one.id, "2026-12", roots_for(one)), name))
            for one in both
        ]
        assert whole == kept[name]
        assert part not in (None, whole)  # in the template of then, of one commune only


@pytest.mark.both_databases
async def test_the_same_on_the_other_database(town: Town) -> None:
    await closed(town)
    assert await problems(town) == []
    await reports(town, "TL02", (22, 20, 1, 0, 1, 90), hours=24 * 30)
    async with town.database.read() as session:
        done = await closing.closed(session, "2026-12")
        assert done is not None
        assert {one.code for one in await months.pending(session, done)} == {"TL02"}
