"""The month is drafted, looked at, changed and approved; nobody hears anything before."""

from datetime import date

import pytest

from db.days import SpecialDay
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.plans import FieldWeek, PlanLine, PlanRow
from domain.calendar import Month, local
from tests.support.town import PLAN, Town, instant


async def line_of(town: Town, code: str) -> PlanLine:
    rows = await town.rows(PlanLine, branch_id=town.ids.branches[code])
    return rows[-1]


@pytest.mark.both_databases
async def test_a_real_draft_gives_every_branch_a_date_and_tells_only_who_asked(town: Town) -> None:
    await town.coordinator.says("/kehoach 12/2026")
    assert [text.split(".")[0] for text in town.coordinator.heard] == [
        "Đang lập kế hoạch tháng 12/2026",
        "Dự thảo kế hoạch tháng 12/2026: 6/6 chi bộ có lịch",
    ]
    assert "0 vi phạm" in town.coordinator.heard_last
    assert [p.resident.code for p in town.everybody if p.heard] == ["DP1"]
    lines = await town.rows(PlanLine)
    assert len(lines) == 6
    for line in lines:
        assert line.starts_at is not None
        assert Month.of(local(line.starts_at).date()) == Month(2026, 12)


async def test_the_draft_is_shown_whole_and_in_parts(town: Town) -> None:
    await town.drafts()
    assert "6/6 chi bộ" in await town.coordinator.says("/kehoach")
    assert "6/6 chi bộ" in await town.coordinator.says("/kehoach 12")
    commune = await town.coordinator.says("/kehoach sơn điện")
    assert "SD01" in commune
    assert "SD02" in commune
    assert "NM01" not in commune
    assert "NM01" in await town.coordinator.says("/kehoach tháng 12 hà văn tiến")
    assert "SD01" in await town.coordinator.says("/kehoach tuần 50")
    assert "NM01" not in town.coordinator.heard_last


@pytest.mark.parametrize("asked", ["13/2026", "0/2026", "12/1999", "11/2025", "2026-13"])
async def test_a_month_that_cannot_be_planned_is_refused(town: Town, asked: str) -> None:
    answer = await town.coordinator.says(f"/kehoach {asked}")
    assert "/kehoach" in answer
    assert "lỗi" not in answer
    assert not await town.rows(PlanRow)


async def test_nobody_is_told_before_approval(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/doilich NM01 03/12 14h")
    await town.coordinator.says("/duyet")
    await town.coordinator.says("2")
    assert "giữ nguyên" in town.coordinator.heard_last
    await town.clock.reaches("2026-11-19 10:00")
    assert [p.resident.code for p in town.everybody if p.heard] == ["DP1"]
    assert not await town.rows(Meeting)


@pytest.mark.both_databases
async def test_approval_publishes_with_one_message_a_person(town: Town) -> None:
    await town.drafts()
    asked = await town.coordinator.says("/duyet")
    assert "6 buổi họp" in asked
    answer = await town.coordinator.says("1")
    assert "6 buổi" in answer
    assert "1 người chưa tham gia" in answer  # Hà Thị Lan
    told = {p.resident.code: len(p.heard) for p in town.everybody if p is not town.coordinator}
    quiet = {"DP2", "LD1", "LD2", "QT1"}
    assert told == {code: int(code not in quiet) for code in told}
    ha = town.cadre("Hà").heard_last
    assert ha.count("- ") == 2
    assert "bản Mòng (Na Mèo)" in ha
    assert "bản Ngàm (Na Mèo)" in ha
    assert "Tuần cơ sở: 30/11-06/12" in ha
    mong = town.secretary("Mòng").heard_last
    assert mong.startswith("19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo)")
    assert "đ/c Hà Văn Tiến" in mong
    assert "1 Họp đúng lịch" in mong
    deputy = town.deputy("Mòng").heard_last
    assert "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo)" in deputy
    assert "1 " not in deputy.splitlines()[-1]
    assert len(await town.rows(Meeting)) == len(PLAN)


async def test_approving_twice_changes_nothing(town: Town) -> None:
    await town.publish()
    assert "đã duyệt và công bố" in await town.coordinator.says("/duyet")
    await town.coordinator.presses("Đồng ý")
    assert len(await town.rows(Meeting)) == len(PLAN)
    assert all(p.news == [] for p in town.everybody if p is not town.coordinator)


async def test_two_approve_at_once(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/duyet")
    await town.admin.says("/duyet")
    await town.coordinator.says("1")
    assert "đã duyệt và công bố" in await town.admin.says("1")
    assert len(await town.rows(Meeting)) == len(PLAN)
    assert len(town.secretary("Mòng").heard) == 1


async def test_a_draft_replaced_while_being_approved_is_not_published(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/duyet")
    await town.drafts(PLAN | {"NM01": "2026-12-04 19:30"})
    assert "có bản mới hơn" in await town.coordinator.says("1")
    assert not await town.rows(Meeting)
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    assert "04/12" in town.secretary("Mòng").heard_last


async def test_one_line_moves_and_stays_pinned(town: Town) -> None:
    await town.drafts()
    answer = await town.coordinator.says("/doilich NM01 03/12 14h")
    assert "19h30 Thứ Bảy 05/12 → 14h Thứ Năm 03/12" in answer
    await town.coordinator.says("1")
    line = await line_of(town, "NM01")
    assert line.pinned
    assert line.starts_at == instant("2026-12-03 14:00")
    assert "đã chốt" in await town.coordinator.says("/kehoach mòng")


async def test_a_new_draft_keeps_the_pinned_line(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/doilich NM01 03/12 14h")
    await town.coordinator.says("1")
    await town.coordinator.says("/kehoach lại")
    assert "6/6 chi bộ" in town.coordinator.heard_last
    line = await line_of(town, "NM01")
    assert line.starts_at == instant("2026-12-03 14:00")
    assert line.pinned


REFUSED = (
    ("NM01 12/01/2027 19h30", "ngoài tháng"),
    ("NM01 01/11/2026 19h30", "đã qua"),
    ("NM01 03/12 23h", "giờ họp"),
    ("Ngàm 12/12 19h30", "NM02"),  # two villages of this name
    ("Ngàm 12/12 19h30", "SD01"),
    ("bản Ngàm 12/12 19h30", "“bản Ngàm” có nhiều kết quả: NM02"),
    ("NM99 12/12 19h30", "Không tìm thấy “NM99”"),
    ("NM01", "ngày giờ mới"),
    ("NM01 hôm nào đó", "ngày giờ mới"),
    ("", "/doilich"),
)


@pytest.mark.parametrize(("asked", "why"), REFUSED)
async def test_a_line_is_not_moved_where_it_cannot_go(town: Town, asked: str, why: str) -> None:
    await town.drafts()
    assert why in await town.coordinator.says(f"/doilich {asked}".strip())
    line = await line_of(town, "NM01")
    assert line.starts_at == instant(PLAN["NM01"])
    assert not line.pinned


async def test_a_cadre_of_one_village_takes_the_field_week_along(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/doilich SD01 17/12 19h30")
    await town.coordinator.says("1")
    weeks = await town.rows(FieldWeek, person_id=town.cadre("Lương").id)
    assert [week.monday for week in weeks] == [date(2026, 12, 14)]


async def test_a_holiday_is_named(town: Town) -> None:
    await town.drafts()
    async with town.database.begin() as session:
        session.add(SpecialDay(day=date(2026, 12, 3), off=True, name="Ngày hội", source="district"))
    answer = await town.coordinator.says("/doilich NM01 03/12 19h30")
    assert "ngày nghỉ (Ngày hội)" in answer


@pytest.mark.slow
async def test_leaders_hear_on_the_24th_of_a_plan_nobody_approved(town: Town) -> None:
    await town.drafts()
    await town.clock.reaches("2026-11-24 07:59")
    town.forget()
    await town.clock.reaches("2026-11-24 08:00")
    assert "chưa được duyệt" in town.leader.news[0]
    await town.clock.tick()
    assert town.leader.news == []


async def test_an_approved_plan_is_no_matter_for_the_24th(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-11-24 09:00")
    assert not [text for text in town.leader.heard if "chưa được duyệt" in text]


async def test_on_the_20th_a_draft_is_made_by_itself(town: Town) -> None:
    await town.clock.reaches("2026-11-20 08:00")
    assert "Dự thảo kế hoạch tháng 12/2026: 6/6" in town.coordinator.heard_last
    assert len(await town.rows(PlanRow, month="2026-12")) == 1
    await town.clock.tick()
    await town.clock.reaches("2026-11-21 08:00")
    assert len(await town.rows(PlanRow, month="2026-12")) == 1


async def test_a_person_no_channel_reaches_is_a_row_and_not_a_silence(town: Town) -> None:
    await town.publish()
    rows = await town.rows(OutgoingRow, person_id=town.ids.people["CB04"])
    assert [(row.state, row.reason) for row in rows] == [("refused", "not_joined")]


async def test_commune_coordinator_sees_and_approves_only_what_is_theirs(town: Town) -> None:
    await town.drafts()
    neighbour = town.person("DP2")
    assert "2/2 chi bộ" in await neighbour.says("/kehoach")
    assert "Không tìm thấy" in await neighbour.says("/kehoach Na Mèo")
    assert "Không tìm thấy" in await neighbour.says("/kehoach Hà Văn Tiến")
    assert "TL01" in await neighbour.says("/kehoach Tam Lư")
    await neighbour.says("/duyet")
    await neighbour.says("1")
    assert not await town.rows(Meeting)
    assert "toàn" in neighbour.heard[-2]
