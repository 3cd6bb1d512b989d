"""/tamdung: reminders and absence marks rest; what still matters is asked when it is over."""

import pytest

from db import fairness
from db.calls import Call
from db.outbox import OutgoingRow
from db.pauses import PauseRow
from domain.calendar import local
from tests.support.newcomers import HANH, move_in
from tests.support.town import Town, instant


async def withheld(town: Town) -> list[str]:
    rows = await town.rows(OutgoingRow, reason="paused")
    assert {row.state for row in rows} <= {"withdrawn"}
    return [row.text for row in rows]


@pytest.mark.slow
async def test_a_commune_rests_and_says_so_everywhere(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-11-27 15:30")
    town.forget()
    answer = await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 05/12")
    assert "TẠM DỪNG nhắc: Na Mèo (mưa lũ, đường sá), đến hết 05/12/2026" in answer
    await town.clock.reaches("2026-12-05 22:00")
    heard = [t for code in ("CB01", "BT-NM01", "BT-NM02") for t in town.person(code).news]
    assert heard == []  # T-7 to T-3h of both meetings, and the details, stayed unsaid
    kept = await withheld(town)
    assert any("bản Mòng" in text for text in kept)
    assert any("bản Ngàm" in text for text in kept)
    marked = [call.person_id for call in await town.rows(Call, reason="silent")]
    assert town.cadre("Hà").id not in marked  # who is cut off is not marked for being silent
    assert town.cadre("Đạt").news  # next door everything went on
    lists = await town.coordinator.says("/chuanop")
    assert lists.startswith("Đang tạm dừng nhắc (1):\n- Na Mèo: mưa lũ, đường sá; từ 27/11")
    assert "đ/c Cầm Thị Nga đặt; đã giữ lại" in lists
    assert "Văn phòng đang tạm dừng nhắc đ/c" in await town.secretary("Mòng").says("/lich")
    assert "tạm dừng nhắc" not in await town.cadre("Đạt").says("/lich")


@pytest.mark.slow
async def test_the_weekly_summary_names_what_rests(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 08/12")
    await town.clock.reaches("2026-12-04 15:01")
    line = "Đang tạm dừng nhắc: Na Mèo (mưa lũ, đường sá, đến hết 08/12/2026)"
    assert line in town.leader.heard_last
    assert line in town.commune_leader.heard_last
    assert "tạm dừng" not in "".join(town.person("DP2").heard)  # of Tam Lư, not concerned


@pytest.mark.slow
async def test_a_meeting_that_rests_is_nobodys_fault_in_the_summary(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-04 16:00")
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 20/12")
    await town.clock.reaches("2026-12-07 08:00")
    summary = await town.coordinator.says("/tuan -1")
    assert "tạm dừng nhắc 2" in summary
    assert "chưa báo 1" in summary  # bản Tình, next door
    assert "Nhắc báo kết quả: bản Tình (Tam Lư)." in summary


@pytest.mark.slow
async def test_lifting_asks_only_what_still_matters(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 31/12")
    await town.clock.reaches("2026-12-12 09:00")  # both meetings of Na Mèo are long past
    my, son = town.secretary("Mòng"), town.secretary("Ngàm", "NM")
    town.forget()
    lifted = await town.coordinator.says("/tamdung bỏ Na Mèo")
    assert "Đã BỎ tạm dừng nhắc: Na Mèo" in lifted
    await town.clock.tick()
    for secretary in (my, son):
        asked = secretary.news
        assert len(asked) == 1  # no invitation, no details, no reminder of documents
        assert "Hết tạm dừng nhắc (mưa lũ, đường sá)." in asked[0]
        assert "1 Đã họp" in asked[0]
    assert town.cadre("Hà").news == []  # never answered, never said they would come
    await my.says("4")
    assert "Mưa lũ" in my.heard_last  # why was it not held?


@pytest.mark.slow
async def test_lifting_in_time_says_what_is_still_ahead(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 31/12")
    await town.clock.reaches("2026-12-04 19:00")  # the evening before bản Mòng meets
    town.forget()
    await town.coordinator.says("/tamdung")
    await town.coordinator.presses("Bỏ tạm dừng: Na Mèo")
    await town.clock.tick()
    said = town.cadre("Hà").news
    assert len(said) == 1
    assert "Ngày mai Thứ Bảy 05/12" in said[0]
    assert "bản Ngàm (Na Mèo): đ/c có dự" in said[0]  # and T-3 of the other meeting asks
    assert "Hết tạm dừng" not in said[0]
    assert any("bản Mòng" in text for text in town.secretary("Mòng").news)


async def test_a_pause_ends_by_itself(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo bão")
    (row,) = await town.rows(PauseRow)
    assert f"{local(row.until):%d/%m %H:%M}" == "24/11 06:30"  # a week unless said otherwise
    town.forget()
    await town.clock.reaches("2026-11-24 06:31")
    assert any("Hết hạn tạm dừng nhắc: Na Mèo" in text for text in town.coordinator.news)
    (row,) = await town.rows(PauseRow)
    assert (row.ended_how, row.ended_by) == ("expired", None)


@pytest.mark.slow
async def test_one_person_rests_and_the_others_do_not(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung CB01 ốm nằm viện đến 10/12")
    town.forget()
    await town.clock.reaches("2026-12-06 16:30")
    assert town.cadre("Hà").news == []
    assert town.secretary("Mòng").news
    marked = [call.person_id for call in await town.rows(Call, reason="silent")]
    assert town.cadre("Hà").id not in marked
    assert "tạm dừng nhắc đ/c (sức khỏe)" in await town.cadre("Hà").says("/lich")


async def test_answers_and_changes_always_go_out(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung tất cả bão")
    assert "Đã ghi" in await town.cadre("Lương").says("vâng, tôi dự")
    town.forget()
    await town.secretary("Ngàm", "SD").says("/doilich 11/12 14h")
    await town.secretary("Ngàm", "SD").says("1")
    assert "11/12" in town.cadre("Lương").news[-1]


async def test_what_waits_is_withdrawn_with_the_reason(town: Town) -> None:
    await town.publish()
    await town.clock.sleeps_until("2026-11-28 22:00")  # the first call is queued for the morning
    waiting = await town.rows(OutgoingRow, state="waiting", kind="visit_ask")
    answer = await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 10/12")
    assert "Đã rút" in answer
    assert waiting
    rested = [r for r in await town.rows(OutgoingRow, kind="visit_ask") if "Na Mèo" in r.text]
    assert {(row.state, row.reason) for row in rested} == {("withdrawn", "paused")}


async def test_a_search_rests_with_its_commune(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.coordinator.says("/tamdung Sơn Điện mưa lũ đến 08/12")
    await town.clock.reaches("2026-11-20 12:00")
    assert not [t for t in hanh.heard if "dự họp thay" in t]  # Bình let the deadline pass
    await town.coordinator.says("/tamdung bỏ Sơn Điện")
    await town.clock.tick()
    assert "dự họp thay" in hanh.heard_last


async def test_a_decline_during_a_pause_waits_for_its_end(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.coordinator.says("/tamdung Sơn Điện mưa lũ đến 08/12")
    await town.cadre("Lương").says("vắng vì mưa lũ")
    assert "tạm dừng nhắc nên hệ thống chưa hỏi ai" in town.coordinator.heard_last
    await town.clock.reaches("2026-11-20 12:00")
    assert not [t for p in (hanh, town.cadre("Bình")) for t in p.heard if "dự họp thay" in t]
    await town.coordinator.says("/tamdung bỏ Sơn Điện")
    await town.clock.tick()
    assert "dự họp thay" in town.cadre("Bình").heard_last


async def test_nobody_who_rests_is_asked_to_stand_in(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.coordinator.says("/tamdung SD-U1 ốm")
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    assert "dự họp thay" in hanh.heard_last


async def test_both_can_be_taken_back_for_ten_minutes(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ")
    assert "Đã hoàn tác: tạm dừng nhắc Na Mèo" in await town.coordinator.says("hoàn tác")
    assert "Hiện không tạm dừng nhắc ai" in await town.coordinator.says("/tamdung")
    await town.coordinator.says("/tamdung Na Mèo mưa lũ")
    await town.coordinator.says("/tamdung bỏ Na Mèo")
    assert "Đã hoàn tác: bỏ tạm dừng nhắc Na Mèo" in await town.coordinator.says("/hoantac")
    assert "- Na Mèo: mưa lũ" in await town.coordinator.says("/tamdung")
    await town.clock.reaches("2026-11-16 09:15")
    assert "quá 10 phút" in await town.coordinator.says("hoàn tác")


async def test_pausing_again_extends(town: Town) -> None:
    await town.coordinator.says("/tamdung Na Mèo mưa lũ")
    await town.coordinator.says("/tamdung xã Na Mèo lũ quét đến 30/11")
    rows = await town.rows(PauseRow)
    assert [row.ended_how for row in rows] == ["extended", None]
    assert "hết 30/11/2026" in await town.coordinator.says("/tamdung")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/tamdung", "Hiện không tạm dừng nhắc ai"),
        ("/tamdung Na Mèo", "chưa đọc được lý do tạm dừng"),
        ("/tamdung Na Mèo mưa lũ đến 01/11", "chưa đọc được ngày hết tạm dừng"),
        ("/tamdung Trung Hạ mưa lũ", "Không tìm thấy “Trung Hạ mưa lũ”"),
        ("/tamdung Hà ốm", "có nhiều kết quả: "),
        ("/tamdung bỏ Na Mèo", "Hiện không tạm dừng nhắc “Na Mèo”"),
    ],
)
async def test_what_cannot_be_read_says_what_would_work(town: Town, said: str, answer: str) -> None:
    assert answer in await town.coordinator.says(said)
    assert await town.rows(PauseRow) == []


async def test_only_the_office_and_only_its_own_area(town: Town) -> None:
    assert "không thuộc phần việc" in await town.secretary("Mòng").says("/tamdung Na Mèo mưa")
    neighbour = town.person("DP2")
    assert "Không tìm thấy" in await neighbour.says("/tamdung Na Mèo mưa lũ")
    await town.coordinator.says("/tamdung tất cả bão")
    assert "TẠM DỪNG nhắc: Quan Sơn" in neighbour.heard_last
    shown = await neighbour.says("/tamdung")  # seen, but not the neighbour's to end
    assert "- Quan Sơn: mưa lũ" in shown
    assert "Bỏ tạm dừng" not in shown


@pytest.mark.both_databases
@pytest.mark.slow
async def test_a_tick_may_run_twice_and_the_process_restart(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 31/12")
    await town.clock.reaches("2026-11-28 08:00")
    kept = len(await withheld(town))
    assert kept
    await town.restarts()
    await town.clock.tick()
    await town.clock.tick()
    assert len(await withheld(town)) == kept


@pytest.mark.slow
async def test_a_visit_not_made_in_a_pause_is_no_duty(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung Na Mèo mưa lũ đến 20/12")
    await town.clock.reaches("2026-12-08 08:00")
    async with town.database.read() as session:
        since = instant("2026-12-01 00:00")
        duties = await fairness.duties(session, since, town.clock.now())
    assert [duty.person.name for duty in duties] == [town.cadre("Đạt").resident.name]


@pytest.mark.slow
async def test_leaders_read_who_rests_but_not_a_persons_reason(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/tamdung CB01 ốm nằm viện")
    summary = await town.leader.says("/tuan")
    assert "Đang tạm dừng nhắc: đ/c Hà Văn Tiến (đến hết 23/11/2026)." in summary
    assert "sức khỏe" not in summary
