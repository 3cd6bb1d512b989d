"""Asking the planner in chat: why, what if, a move and its consequences, pins, repair, rules."""

from datetime import date

import pytest

from db.absences import Absence
from db.blackouts import BranchBlackout
from db.meetings import Meeting
from db.planner_settings import PlannerSetting
from db.plans import FieldWeek, PlanLine, PlanRow, PlanVisit
from tests.support.town import PLAN, Town, instant


async def line_of(town: Town, code: str) -> PlanLine:
    """The line of a branch in the newest plan."""
    plan = (await town.rows(PlanRow))[-1]
    branch = town.ids.branches[code]
    return (await town.rows(PlanLine, plan_id=plan.id, branch_id=branch))[0]


async def meeting_of(town: Town, code: str) -> Meeting:
    return (await town.rows(Meeting, branch_id=town.ids.branches[code]))[-1]


# Why


async def test_a_line_says_why_it_is_there_and_what_the_next_best_would_cost(town: Town) -> None:
    await town.drafts()
    said = await town.coordinator.says("/kehoach nm01")
    assert said.startswith("NM01 bản Mòng: T7 05/12 19h30.")
    assert "Tuần cơ sở của đ/c Hà Văn Tiến: từ 30/11." in said
    assert "Ngày tốt tiếp theo: " in said
    assert "điểm" in said
    assert "/doilich NM01" in said


async def test_a_published_line_is_explained_too(town: Town) -> None:
    await town.publish()
    assert "NM01 bản Mòng: T7 05/12" in await town.coordinator.says("/kehoach 12/2026 NM01")


async def test_a_branch_without_a_date_shows_its_clash_first(town: Town) -> None:
    async with town.database.begin() as session:
        session.add(
            BranchBlackout(
                branch_id=town.ids.branches["SD01"],
                first=date(2026, 12, 1),
                last=date(2026, 12, 31),
                reason="disaster",
                noted_by=town.coordinator.id,
                noted_at=town.clock.now(),
            )
        )
    await town.coordinator.says("/kehoach 12/2026")
    said = town.coordinator.heard_last
    assert "5/6 chi bộ có lịch" in said
    problem = said.index("CẦN XỬ LÝ: SD01 bản Ngàm chưa xếp được lịch.")
    assert "SD01 bản Ngàm vướng 01-31/12" in said
    assert "Cách xử lý:" in said
    assert problem < said.index("Tuần 49")
    assert "vướng 01-31/12" in await town.coordinator.says("/kehoach SD01")


# A move, its consequences, pins


async def test_a_move_shows_its_consequences_and_waits_for_a_yes(town: Town) -> None:
    await town.drafts()
    asked = await town.coordinator.says("doi NM01 12/12 19h30")
    assert "19h30 Thứ Bảy 05/12 → 19h30 Thứ Bảy 12/12" in asked
    assert "NM02 bản Ngàm: CN 06/12 14h → " in asked  # Hà has one field week
    assert "tuần cơ sở của đ/c Hà Văn Tiến: từ 07/12" in asked
    assert (await line_of(town, "NM01")).starts_at == instant(PLAN["NM01"])
    done = await town.coordinator.says("1")
    assert "Đã đổi dự thảo: NM01" in done
    assert "2 buổi khác" in done  # their office keeps one of Hà and Lương
    line = await line_of(town, "NM01")
    assert line.starts_at == instant("2026-12-12 19:30")
    assert line.pinned
    assert not (await line_of(town, "NM02")).pinned
    week = (await town.rows(FieldWeek, person_id=town.cadre("Hà").id))[-1]
    assert week.monday == date(2026, 12, 7)
    assert "0 vi phạm" in await town.coordinator.says("/kehoach 12")


async def test_a_move_that_is_refused_changes_nothing(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("doi NM01 12/12 19h30")
    assert "Giữ nguyên" in await town.coordinator.says("thôi")
    line = await line_of(town, "NM01")
    assert (line.starts_at, line.pinned) == (instant(PLAN["NM01"]), False)


async def test_a_move_onto_a_day_its_cadre_is_away_names_the_reason(town: Town) -> None:
    await town.drafts()
    await town.cadre("Lương").says("/ban 17/12 đi học")
    said = await town.coordinator.says("doi SD01 17/12 19h30")
    assert "không dời sang 19h30 Thứ Năm 17/12 được" in said
    assert "đ/c Lương Thị Thu nghỉ 17/12" in said


async def test_an_answer_about_an_older_draft_is_computed_again(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("doi NM01 12/12 19h30")
    async with town.database.begin() as session:
        plan = await session.get_one(PlanRow, (await town.rows(PlanRow))[-1].id)
        plan.version += 1
    await town.coordinator.says("1")
    assert any("vừa thay đổi" in text for text in town.coordinator.heard[-2:])
    assert (await line_of(town, "NM01")).starts_at == instant(PLAN["NM01"])
    assert "Đã đổi dự thảo" in await town.coordinator.says("1")


async def test_a_line_without_a_date_gets_one_and_its_cadre(town: Town) -> None:
    dates = {**PLAN}
    await town.drafts(dates)
    line = await line_of(town, "SD01")
    async with town.database.begin() as session:
        row = await session.get_one(PlanLine, line.id)
        row.starts_at = None
        for visit in await town.rows(PlanVisit, line_id=line.id):
            await session.delete(await session.get_one(PlanVisit, visit.id))
    assert "chưa có ngày → 19h30 Thứ Năm 10/12" in await town.coordinator.says(
        "doi SD01 10/12 19h30"
    )
    await town.coordinator.says("1")
    assert (await line_of(town, "SD01")).starts_at == instant("2026-12-10 19:30")
    guests = await town.rows(PlanVisit, line_id=line.id)
    assert [guest.person_id for guest in guests] == [town.cadre("Lương").id]


async def test_lines_are_pinned_and_let_go(town: Town) -> None:
    await town.drafts()
    assert "NM02" in await town.coordinator.says("/ghim NM02, SD01")
    assert (await line_of(town, "SD01")).pinned
    assert "SD01" in await town.coordinator.says("ghim")
    assert "Đã bỏ chốt" in await town.coordinator.says("/boghim nm02")
    assert not (await line_of(town, "NM02")).pinned
    assert "Không tìm thấy “NM99”" in await town.coordinator.says("/ghim NM99")


# What if


SUPPOSED = (
    ("/neu đ/c Lương nghỉ 10/12", "đ/c Lương Thị Thu vướng 10/12", "SD01 bản Ngàm: T5 10/12"),
    ("/neu SD01 vướng 9-11/12", "bản Ngàm vướng 09/12-11/12", "SD01 bản Ngàm: T5 10/12"),
    ("/neu ngày 10/12 nghỉ", "không chi bộ nào họp 10/12", "SD01 bản Ngàm: T5 10/12"),
    ("/neu SD01 17/12 19h30", "bản Ngàm họp 19h30 Thứ Năm 17/12", "→ T5 17/12 19h30"),
    ("/neu xã Sơn Điện ngập 10-12/12", "và 1 chi bộ nữa vướng 10/12-12/12", "SD02"),
    ("/neu CB03 thay CB02 ở SD01", "đ/c Ngân Văn Đạt thay đ/c Lương Thị Thu", "SD01"),
)


@pytest.mark.parametrize(("asked", "supposed", "consequence"), SUPPOSED)
async def test_a_supposition_is_answered_and_touches_nothing(
    town: Town, asked: str, supposed: str, consequence: str
) -> None:
    await town.drafts()
    said = await town.coordinator.says(asked)
    assert supposed in said
    assert consequence in said
    assert "chưa thay đổi gì" in said
    assert (await line_of(town, "SD01")).starts_at == instant(PLAN["SD01"])
    assert not await town.rows(Absence)
    assert not await town.rows(BranchBlackout)


async def test_what_cannot_be_supposed_says_the_next_step(town: Town) -> None:
    await town.drafts()
    assert "/neu đ/c Hà nghỉ" in await town.coordinator.says("/neu trời đẹp")
    assert "nhiều kết quả: NM02" in await town.coordinator.says("/neu bản Ngàm vướng 10/12")
    assert "Không tìm thấy “lien”" in await town.coordinator.says("/neu đ/c Liên nghỉ 10/12")
    assert "Chưa có kế hoạch tháng 1/2027" in await town.coordinator.says("/neu CB02 nghỉ 5/1/2027")


async def test_the_office_of_a_commune_tries_nothing_on_the_plan_of_all(town: Town) -> None:
    await town.drafts()
    for asked in ("/neu TL01 vướng 5/12", "/suakehoach TL01 vướng 5/12"):
        said = await town.person("DP2").says(asked)
        assert "ngoài phạm vi" in said
    assert "không thuộc phần việc" in await town.cadre("Hà").says("/neu NM01 vướng 5/12")


# Repair after publication


@pytest.mark.both_databases
async def test_a_cut_road_moves_the_fewest_and_tells_each_once(town: Town) -> None:
    await town.publish()
    asked = await town.coordinator.says("/suakehoach SD01 sạt lở 9-11/12")
    assert "Bản Ngàm vướng 09/12-11/12" in asked
    assert "Phải báo lại 2 người" in asked
    assert "Đã chứng minh" in asked
    assert (await meeting_of(town, "SD01")).starts_at == instant(PLAN["SD01"])
    town.forget()
    done = await town.coordinator.says("1")
    assert "dời 1 buổi" in done
    moved = await meeting_of(town, "SD01")
    assert (moved.starts_at.date(), moved.version) != (date(2026, 12, 10), 1)
    (to_cadre,) = town.cadre("Lương").news
    assert "DỜI họp: 19h30 Thứ Năm 10/12 → " in to_cadre
    assert "đ/c có dự họp chi bộ không?" in to_cadre
    (to_secretary,) = town.person("BT-SD01").news
    assert "không họp được 09/12-11/12" in to_secretary
    assert "DỜI họp" in to_secretary
    assert town.cadre("Hà").news == []
    (kept,) = await town.rows(BranchBlackout)
    assert (kept.first, kept.last) == (date(2026, 12, 9), date(2026, 12, 11))


async def test_an_illness_is_noted_told_and_moves_what_it_must(town: Town) -> None:
    await town.publish()
    town.forget()
    asked = await town.coordinator.says("/suakehoach CB02 ốm 10/12")
    assert "SD01 bản Ngàm: T5 10/12 19h30 → " in asked
    await town.coordinator.says("dong y")
    (absence,) = await town.rows(Absence)
    assert absence.person_id == town.cadre("Lương").id
    (heard,) = town.cadre("Lương").news
    assert "đã ghi đ/c vướng 10/12" in heard
    assert "DỜI họp" in heard


async def test_confirmed_meetings_stay_where_they_are(town: Town) -> None:
    await town.publish()
    await town.secretary("Mòng").says("1")
    asked = await town.coordinator.says("/suakehoach NM02 sạt lở 30/11-6/12")
    assert "NM02 bản Ngàm: CN 06/12 14h → " in asked
    assert "bí thư đã xác nhận cũng phải dời" in asked  # Hà has one week for both
    assert "NM01 bản Mòng" in asked
    free = await town.coordinator.says("/suakehoach NM02 sạt lở 6/12")
    assert "NM01" not in free
    assert "bí thư đã xác nhận" not in free


async def test_nothing_to_mend_and_only_something_to_note(town: Town) -> None:
    await town.publish()
    assert "không có buổi nào vướng" in await town.coordinator.says("/suakehoach")
    asked = await town.coordinator.says("/suakehoach CB02 nghỉ 24/12")
    assert "không buổi nào phải dời" in asked
    assert "Giữ nguyên" in await town.coordinator.says("2")
    assert not await town.rows(Absence)
    await town.coordinator.says("/suakehoach CB02 nghỉ 24/12")
    assert "Đã ghi lại" in await town.coordinator.says("1")
    assert len(await town.rows(Absence)) == 1


async def test_whoever_is_busy_after_publication_is_mended_without_naming_a_cause(
    town: Town,
) -> None:
    await town.publish()
    await town.cadre("Lương").says("/ban 10/12 họp tỉnh")
    asked = await town.coordinator.says("/suakehoach")
    assert "SD01 bản Ngàm: T5 10/12 19h30 → " in asked
    assert "dời 1 buổi" in await town.coordinator.says("1")


async def test_a_repair_is_computed_again_when_a_meeting_moved_meanwhile(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/suakehoach SD01 sạt lở 9-11/12")
    async with town.database.begin() as session:
        row = await session.get_one(Meeting, (await meeting_of(town, "SD01")).id)
        row.version += 1
    await town.coordinator.says("1")
    assert any("vừa thay đổi" in text for text in town.coordinator.heard[-2:])
    assert not await town.rows(BranchBlackout)


async def test_a_draft_is_not_mended(town: Town) -> None:
    await town.drafts()
    assert "còn là dự thảo" in await town.coordinator.says("/suakehoach SD01 sạt lở 10/12")
    assert "/doilich" in await town.coordinator.says("/suakehoach SD01 17/12 19h")


@pytest.mark.slow
async def test_a_repair_is_taken_back_whole(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/suakehoach NM02 sạt lở 1-6/12")
    assert "dời 2 buổi" in await town.coordinator.says("1")  # both villages of Hà, in a new week
    assert "hoàn tác" in await town.coordinator.says("/hoantac")
    for code in ("NM01", "NM02"):
        assert (await meeting_of(town, code)).starts_at == instant(PLAN[code])
    week = (await town.rows(FieldWeek, person_id=town.cadre("Hà").id))[-1]
    assert week.monday == date(2026, 11, 30)


async def test_a_condition_of_a_secretary_is_no_command(town: Town) -> None:
    await town.publish()
    said = await town.secretary("Mòng").says("nếu mưa thì khó họp lắm")
    assert "không thuộc phần việc" not in said
    said = await town.coordinator.says("neu SD01 vướng 10/12")
    assert "chưa thay đổi gì" in said


# Days off and the planner's numbers


async def test_days_off_are_added_named_and_taken_back(town: Town) -> None:
    await town.drafts()
    said = await town.coordinator.says("/ngaynghi 10-11/12 Ngày hội bản")
    assert "10/12-11/12/2026 không xếp họp (Ngày hội bản)" in said
    assert "/kehoach lại" in said
    refused = await town.coordinator.says("/duyet")
    assert "ngày nghỉ (1)" in refused
    assert "Ngày hội bản" in await town.coordinator.says("/ngaynghi")
    await town.coordinator.says("/ngaynghi làm bù 10-11/12")
    assert "Công bố chứ?" in await town.coordinator.says("/duyet")


async def test_a_published_day_off_points_to_the_repair(town: Town) -> None:
    await town.publish()
    assert "1 buổi đã công bố" in await town.coordinator.says("/ngaynghi 10/12 bão")
    assert "SD01 bản Ngàm: T5 10/12 19h30 → " in await town.coordinator.says("/suakehoach")


async def test_a_number_changes_from_a_month_on(town: Town) -> None:
    assert "xangay: " in await town.coordinator.says("/quytac")
    assert "3 → 1, từ tháng 1/2027" in await town.coordinator.says("/quytac xangay 1 từ 1/2027")
    (kept,) = await town.rows(PlannerSetting)
    assert (kept.key, kept.value, kept.valid_from) == ("xangay", "1", date(2027, 1, 1))
    assert "từ tháng 1/2027: xangay = 1" in await town.coordinator.says("/quytac")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("/quytac xangay 99", "từ 1 đến 50"),
        ("/quytac xangay nhiều", "từ 1 đến 50"),
        ("/quytac khonggi 3", "quy tắc cần đổi"),
        ("/quytac xangay 2 từ 10/2026", "Tháng đang chạy giữ nguyên"),
        ("/quytac xangay 2 từ 13/2026", "tháng bắt đầu"),
        ("/quytac cachtuanit 8", "không được lớn hơn"),
        ("/quytac luanphien lung tung", "quy tắc cần đổi"),
    ],
)
async def test_a_number_that_cannot_be_is_refused(town: Town, asked: str, why: str) -> None:
    assert why in await town.coordinator.says(asked)
    assert not await town.rows(PlannerSetting)


@pytest.mark.slow
async def test_a_month_under_rolling_rotation_runs(town: Town) -> None:
    await town.coordinator.says("/quytac luanphien vong")
    await town.coordinator.says("/kehoach 12/2026")
    assert "6/6 chi bộ có lịch" in town.coordinator.heard_last
    assert "0 vi phạm" in town.coordinator.heard_last
    await town.coordinator.says("/duyet")
    assert "Đã duyệt" in await town.coordinator.says("1")
    assert "Tuần cơ sở: " in town.cadre("Hà").heard_last
    assert "không có buổi nào vướng" in await town.coordinator.says("/suakehoach")
    assert "1/2027: 6/6" in await _drafted(town, "1/2027")


async def _drafted(town: Town, month: str) -> str:
    await town.coordinator.says(f"/kehoach {month}")
    return town.coordinator.heard_last


async def test_a_month_without_rotation_runs(town: Town) -> None:
    await town.coordinator.says("/quytac luanphien khong")
    assert "6/6 chi bộ có lịch" in await _drafted(town, "12/2026")
    await town.coordinator.says("/duyet")
    assert "Đã duyệt" in await town.coordinator.says("1")
