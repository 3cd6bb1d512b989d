"""A cadre declines: stand-ins are asked one after another, and everybody hears what they must."""

import pytest

from db.calls import Call
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.substitutions import Substitution, SubstitutionAnswer, SubstitutionAsk
from db.visits import PromiseRow, Visit
from domain.calendar import local
from domain.people import Role
from handlers.base import Policy
from tests.support.newcomers import HANH, NAM, holders, move_in
from tests.support.residents import Resident
from tests.support.town import PLAN, Town

GAP = "SD01"  # Lương's one visit: 19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện)


async def state(town: Town) -> tuple[str, str | None]:
    search = (await town.rows(Substitution))[-1]
    return search.state, search.ended_by


async def asked(town: Town) -> list[tuple[int, str | None]]:
    return [(row.person_id, row.ended_by) for row in await town.rows(SubstitutionAsk)]


def asks_to_stand_in(text: str) -> bool:
    return "đ/c dự họp thay" in text


async def test_the_best_is_asked_at_once_and_the_office_hears_who_and_why(town: Town) -> None:
    nam, hanh = await move_in(town, NAM), await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    notice = town.coordinator.news[-1]
    assert "Cần người thay" in notice
    lines = notice.splitlines()[-3:]
    assert [line.split(":")[0] for line in lines] == [
        "- đ/c Lục Văn Bình",
        "- đ/c Vi Thị Hạnh",
        "- đ/c Lò Văn Nam",
    ]
    assert "cấp ủy cùng xã" in lines[0]
    assert "cùng cơ quan, đường khoảng 60 phút" in lines[2]
    assert asks_to_stand_in(town.cadre("Bình").heard_last)
    assert not [t for p in (nam, hanh, town.cadre("Hà")) for t in p.heard if asks_to_stand_in(t)]


WAYS = ("button", "1", "nhận", "Nhan", "dạ tôi nhận ạ", "vâng, tôi đi được")


@pytest.mark.slow
@pytest.mark.both_databases
@pytest.mark.parametrize("way", WAYS)
async def test_button_digit_and_text_agree_alike(town: Town, way: str) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    binh = town.cadre("Bình")
    await (binh.presses("Nhận") if way == "button" else binh.says(way))
    assert "NHẬN dự thay đ/c Lương Thị Thu" in binh.heard_last
    assert await state(town) == ("approving", None)
    assert [row.answer for row in await town.rows(SubstitutionAnswer)] == ["yes"]
    assert await holders(town, GAP) == [town.cadre("Lương").id]  # nothing changes before approval


@pytest.mark.slow
@pytest.mark.parametrize("way", ["button", "2", "không nhận", "em bận không đi được ạ"])
async def test_button_digit_and_text_refuse_alike(town: Town, way: str) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    binh = town.cadre("Bình")
    await (binh.presses("Không") if way == "button" else binh.says(way))
    assert [row.answer for row in await town.rows(SubstitutionAnswer)] == ["no"]
    assert await asked(town) == [(binh.id, "answered"), (hanh.id, None)]
    assert asks_to_stand_in(hanh.heard_last)


@pytest.mark.parametrize("way", ["đã nhận", "rõ", "da nhan tin", "ok đã xem", "để xem đã"])
async def test_received_is_no_consent(town: Town, way: str) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says(way)
    assert await state(town) == ("asking", None)
    assert await town.rows(SubstitutionAnswer) == []


@pytest.mark.slow
async def test_approved_everybody_hears_old_to_new(town: Town) -> None:
    await town.publish()
    luong, binh, hoa = town.cadre("Lương"), town.cadre("Bình"), town.secretary("Ngàm", "SD")
    await luong.says("bận họp tỉnh, xin vắng")
    await binh.presses("Nhận")
    assert "đ/c Lục Văn Bình nhận dự thay đ/c Lương Thị Thu" in town.coordinator.heard_last
    town.forget()
    assert "Đã duyệt" in await town.coordinator.says("1")
    assert await holders(town, GAP) == [binh.id]
    assert "đ/c Lương Thị Thu → đ/c Lục Văn Bình" in hoa.news[-1]
    assert "tại nhà văn hóa bản Ngàm" in binh.news[-1]
    assert "Cảm ơn" in luong.news[-1]
    promises = await town.rows(PromiseRow, visit_id=await town.visit_id("SD-U1", GAP))
    assert [(row.promise, row.source) for row in promises] == [("coming", "button")]
    assert [call.closed_by for call in await town.rows(Call, reason="declined")] == ["filled"]
    await town.clock.reaches("2026-12-10 23:00")
    assert any("Ngày mai Thứ Năm 10/12" in text for text in binh.news)
    assert not [t for t in luong.news if "bản Ngàm" in t]  # all later reminders are the stand-in's
    assert any("Cán bộ dự: đ/c Lục Văn Bình" in text for text in hoa.news)


async def test_without_approval_a_yes_settles_it(town: Town) -> None:
    from dataclasses import replace

    from domain.substitution import SubstitutionRules

    town.app.policy = replace(Policy(), substitution=SubstitutionRules(approval=False))
    town.app.inbox.policy = town.app.policy
    await town.publish()
    await town.cadre("Lương").says("2")
    town.forget()
    assert "dự thay đ/c Lương Thị Thu" in await town.cadre("Bình").says("1")
    assert await holders(town, GAP) == [town.cadre("Bình").id]
    assert "đổi cán bộ dự" in town.coordinator.news[-1]
    # the reason asked before is still wanted
    assert "lý do công tác – bản Ngàm (Sơn Điện), 10/12" in await town.cadre("Lương").says("1")


async def test_a_refused_approval_asks_the_next(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    town.forget()
    assert "không duyệt" in await town.coordinator.says("2")
    assert "không bố trí đ/c dự thay" in town.cadre("Bình").news[-1]
    assert asks_to_stand_in(hanh.heard_last)
    assert await holders(town, GAP) == [town.cadre("Lương").id]


async def test_two_coordinators_the_first_decides(town: Town) -> None:
    second = await move_in(town, Resident("X09", "Hà Thị Tâm", Role.COORDINATOR, "QS"))
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    await town.coordinator.says("1")
    assert "đã xong" in await second.presses("Không")
    assert await holders(town, GAP) == [town.cadre("Bình").id]


async def test_silence_is_never_consent_and_the_chain_ends_with_the_call_list(town: Town) -> None:
    nam, hanh = await move_in(town, NAM), await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.clock.reaches("2026-11-18 09:00")
    binh = town.cadre("Bình")
    assert await asked(town) == [(p.id, "lapsed") for p in (binh, hanh, nam)]
    assert await state(town) == ("given_up", None)
    assert await holders(town, GAP) == [town.cadre("Lương").id]
    assert await town.rows(SubstitutionAnswer) == []
    assert "đã hỏi 3 người" in town.coordinator.news[-1]
    assert "báo vắng, cần người thay: T5 10/12 19h30 bản Ngàm (Sơn Điện) (đã hỏi 3 người)" in (
        await town.coordinator.says("/chuanop")
    )
    assert "hết hạn" in await hanh.presses("Nhận")  # late: explained, nothing recorded
    assert await state(town) == ("given_up", None)


@pytest.mark.slow
async def test_an_open_gap_is_looked_at_on_t5_t3_t2_and_t1(town: Town) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("2")
    town.forget()
    await town.clock.reaches("2026-12-07 12:00")
    news = [
        t
        for t in town.coordinator.news
        if "chưa có người thay" in t and not t.startswith("Việc cần quyết định")
    ]
    assert len(news) == 2  # 05/12 and 07/12, 07h30
    yen = await move_in(town, NAM)
    await town.clock.reaches("2026-12-08 07:30")  # T-2: somebody new is free, and asked
    assert asks_to_stand_in(yen.heard_last)
    await town.clock.reaches("2026-12-10 20:00")
    assert await state(town) == ("closed", "past")


async def test_a_deadline_respects_quiet_hours_and_office_hours(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    town.clock.jumps_to("2026-11-20 22:30")  # Friday night
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    assert not [t for t in town.cadre("Bình").heard if asks_to_stand_in(t)]
    await town.clock.reaches("2026-11-21 06:00")
    assert asks_to_stand_in(town.cadre("Bình").heard_last)
    deadline = (await town.rows(SubstitutionAsk))[0].deadline
    assert f"{local(deadline):%a %d/%m %H:%M}" == "Mon 23/11 11:30"
    await town.clock.reaches("2026-11-23 11:29")
    assert not hanh.heard
    await town.clock.reaches("2026-11-23 11:30")
    assert asks_to_stand_in(hanh.heard_last)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-12-08 09:00", "08/12 11:00"),  # within three days: two hours
        ("2026-12-09 20:30", "10/12 06:30"),  # within a day: one waking hour
        ("2026-12-10 16:45", "10/12 17:30"),  # never later than two hours before
    ],
)
async def test_deadlines_shorten_near_the_meeting(town: Town, now: str, until: str) -> None:
    await town.publish()
    town.clock.jumps_to(now)
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    ask = (await town.rows(SubstitutionAsk))[0]
    assert f"{local(ask.deadline):%d/%m %H:%M}" == until


async def test_too_late_to_ask_anybody(town: Town) -> None:
    await town.publish()
    town.clock.jumps_to("2026-12-10 17:45")
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    assert await town.rows(SubstitutionAsk) == []
    assert await state(town) == ("given_up", None)
    assert [call.closed_at for call in await town.rows(Call, reason="declined")] == [None]


async def test_a_restart_in_the_middle_goes_on(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.restarts()
    await town.clock.sleeps_until("2026-11-16 17:30")  # the machine was off at the deadline
    assert await asked(town) == [(town.cadre("Bình").id, "lapsed"), (hanh.id, None)]
    await town.clock.tick()
    assert len(await asked(town)) == 2
    await town.restarts()
    await hanh.says("1")
    await town.restarts()
    await town.coordinator.says("1")
    assert await holders(town, GAP) == [hanh.id]


async def test_coming_after_all_stops_the_search(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("bận họp tỉnh, xin vắng")
    town.forget()
    await luong.says("em thu xếp được rồi, em sẽ dự")
    assert await state(town) == ("closed", "coming")
    assert "không cần dự thay nữa" in town.cadre("Bình").news[-1]
    assert "đã xong" in await town.cadre("Bình").presses("Nhận") or "đóng" in (
        town.cadre("Bình").heard_last
    )
    assert await holders(town, GAP) == [luong.id]


async def test_coming_after_all_when_it_is_filled(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    await town.coordinator.says("1")
    assert "đ/c Lục Văn Bình đã nhận dự thay" in await luong.says("em đi được rồi ạ")
    await luong.says("/sua")
    assert "đ/c Lục Văn Bình đã nhận dự thay" in await luong.says("1")
    assert await holders(town, GAP) == [town.cadre("Bình").id]


async def test_a_search_asked_in_the_night_and_stopped_is_never_heard(town: Town) -> None:
    await town.publish()
    town.clock.jumps_to("2026-11-20 22:30")
    luong = town.cadre("Lương")
    await luong.says("bận họp tỉnh, xin vắng")
    await luong.says("em thu xếp được rồi, em sẽ dự")
    town.forget()
    await town.clock.reaches("2026-11-21 12:00")
    assert town.cadre("Bình").news == []
    states = {row.kind: row.state for row in await town.rows(OutgoingRow)}
    assert states["stand_in"] == "withdrawn"


async def test_a_moved_meeting_ends_the_search(town: Town) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    town.forget()
    await town.coordinator.says("/doilich SD01 11/12 19h30")
    await town.coordinator.says("1")
    assert await state(town) == ("closed", "changed")
    news = town.cadre("Bình").news
    assert any("đổi lịch" in t and "không cần dự thay" in t for t in news)


@pytest.mark.slow
async def test_a_move_after_a_swap_keeps_both(town: Town) -> None:
    await town.publish()
    luong, binh = town.cadre("Lương"), town.cadre("Bình")
    await luong.says("bận họp tỉnh, xin vắng")
    await binh.says("1")
    await town.coordinator.says("1")
    town.forget()
    await town.coordinator.says("/doilich SD01 11/12 19h30")
    await town.coordinator.says("1")
    assert await holders(town, GAP) == [binh.id]
    assert any("DỜI họp" in t for t in binh.news)
    assert luong.news == []
    await town.clock.reaches("2026-12-10 18:30")
    assert any("Ngày mai Thứ Sáu 11/12" in t for t in binh.news)
    assert luong.news == []


@pytest.mark.slow
async def test_a_stand_in_who_declines_opens_the_next_search(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    await town.coordinator.says("1")
    await town.clock.reaches("2026-12-08 09:00")
    await town.cadre("Bình").says("10/12 bản Ngàm tôi ốm, xin vắng")
    assert asks_to_stand_in(hanh.heard_last)
    assert not [t for t in town.cadre("Lương").heard if asks_to_stand_in(t)]


@pytest.mark.slow
async def test_who_is_not_free_is_not_asked(town: Town) -> None:
    hanh, nam = await move_in(town, HANH), await move_in(town, NAM)
    await town.publish(PLAN | {"SD02": "2026-12-10 19:30"})  # Bình is elsewhere at that hour
    await hanh.says("/ban 10/12 đi học")
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    assert await asked(town) == [(nam.id, None)]  # and Hà's field week is another


async def test_nobody_is_asked_for_two_absent_cadres_of_one_meeting(town: Town) -> None:
    hanh, binh = await move_in(town, HANH), town.cadre("Bình")
    await town.publish()
    (meeting,) = await town.rows(Meeting, branch_id=town.ids.branches[GAP])
    async with town.database.begin() as session:
        session.add(Visit(meeting_id=meeting.id, person_id=hanh.id))
    assert await holders(town, GAP) == [town.cadre("Lương").id, hanh.id]
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await hanh.says("bận họp tỉnh, xin vắng")
    assert [person for person, _ in await asked(town)] == [binh.id]
    assert "Chưa tìm được" in town.coordinator.heard_last


async def test_a_clash_that_arose_while_thinking_is_refused(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    binh = town.cadre("Bình")
    await town.coordinator.says("/doilich SD02 10/12 19h30")
    await town.coordinator.says("1")
    await binh.says("1")  # about the move
    assert "đã trùng" in await binh.says("1")
    assert await asked(town) == [(binh.id, "clash"), (nam.id, None)]


@pytest.mark.slow
async def test_fair_over_six_months(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    await town.coordinator.says("1")
    town.forget()
    await town.cadre("Bình").says("vắng bản Sủa vì bận công tác")
    assert asks_to_stand_in(hanh.heard_last)  # of another office tie: the commune's committee
    async with town.database.read() as session:
        from datetime import timedelta

        from db import stood_in

        ids = [town.cadre("Bình").id, hanh.id]
        since = town.clock.now() - timedelta(days=1)
        assert await stood_in.turns(session, ids, since) == {ids[0]: 1}
