"""/hoantac: ten minutes to take back what changed the plan; then a courteous refusal."""

import pytest

from db.calls import Call
from db.meetings import Confirmation, Meeting, MeetingResult
from db.outbox import OutgoingRow
from db.plans import FieldWeek
from db.substitutions import Substitution
from tests.support.newcomers import HANH, holders, move_in
from tests.support.town import PLAN, Player, Town, instant

GAP = "SD01"
NINE, ELEVEN = "2026-11-16 09:09", "2026-11-16 09:11"


async def swapped(town: Town) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    await town.coordinator.says("1")
    town.forget()


async def meeting(town: Town, branch: str) -> Meeting:
    return (await town.rows(Meeting, branch_id=town.ids.branches[branch]))[-1]


WAYS = ("/hoantac", "hoàn tác", "HOAN TAC", "/hoàn tác")


@pytest.mark.parametrize("way", WAYS)
async def test_a_swap_is_taken_back_after_nine_minutes(town: Town, way: str) -> None:
    await swapped(town)
    town.clock.jumps_to(NINE)
    luong, binh = town.cadre("Lương"), town.cadre("Bình")
    assert "Đã hoàn tác" in await binh.says(way)
    assert await holders(town, GAP) == [luong.id]
    everybody = (luong, town.coordinator, town.secretary("Ngàm", "SD"))
    assert all("HOÀN TÁC việc thay" in player.heard_last for player in everybody[:1])
    assert all(any("HOÀN TÁC việc thay" in t for t in player.news) for player in everybody)
    assert [call.closed_at for call in await town.rows(Call, reason="declined")] == [None]
    assert "không hoàn tác được" in await binh.says("/hoantac")  # only once


@pytest.mark.parametrize("who", ["stand-in", "coordinator"])
async def test_after_eleven_minutes_it_is_a_new_request(town: Town, who: str) -> None:
    await swapped(town)
    town.clock.jumps_to(ELEVEN)
    player: Player = town.coordinator if who == "coordinator" else town.cadre("Bình")
    answer = await player.says("/hoantac")
    assert "Đã quá 10 phút" in answer
    assert "yêu cầu mới" in answer
    assert await holders(town, GAP) == [town.cadre("Bình").id]


async def test_whoever_approved_may_take_it_back_and_the_search_goes_on(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await swapped(town)
    assert "Đã hoàn tác" in await town.coordinator.says("/hoantac")
    assert "HOÀN TÁC việc thay" in town.cadre("Bình").heard_last
    assert "dự họp thay đ/c Lương Thị Thu" in hanh.heard_last
    assert [s.state for s in await town.rows(Substitution)] == ["closed", "asking"]


async def test_the_others_cannot_take_it_back(town: Town) -> None:
    await swapped(town)
    for player in (town.cadre("Đạt"), town.cadre("Lương"), town.secretary("Mòng")):
        assert "không có thay đổi nào" in await player.says("/hoantac")
    assert await holders(town, GAP) == [town.cadre("Bình").id]


@pytest.mark.slow
async def test_consent_is_taken_back_before_it_is_approved(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").says("1")
    assert "lời nhận" in await town.cadre("Bình").says("/hoantac")
    assert "dự họp thay" in hanh.heard_last
    assert "đã xong" in await town.coordinator.says("1")
    assert await holders(town, GAP) == [town.cadre("Lương").id]


@pytest.mark.slow
async def test_a_swap_after_which_something_changed_stays(town: Town) -> None:
    await swapped(town)
    await town.coordinator.says("/doilich SD01 11/12 19h30")
    await town.coordinator.says("1")
    assert "đã có thay đổi khác" in await town.cadre("Bình").says("/hoantac")
    assert await holders(town, GAP) == [town.cadre("Bình").id]


async def test_a_trade_is_taken_back(town: Town) -> None:
    await town.publish()
    before = {row.person_id: row.monday for row in await town.rows(FieldWeek)}
    await town.cadre("Hà").says("1")
    await town.cadre("Hà").says("/nhothay đổi tuần Lương")
    await town.cadre("Hà").says("1")
    await town.cadre("Lương").says("1")
    await town.coordinator.says("1")
    assert await holders(town, GAP) == [town.cadre("Hà").id]
    town.forget()
    assert "Đã hoàn tác" in await town.cadre("Lương").says("/hoantac")
    for branch, who in (("NM01", "Hà"), ("NM02", "Hà"), (GAP, "Lương")):
        assert await holders(town, branch) == [town.cadre(who).id]
    assert {row.person_id: row.monday for row in await town.rows(FieldWeek)} == before
    for player in (town.cadre("Hà"), town.secretary("Mòng"), town.coordinator):
        assert any("HOÀN TÁC đổi tuần" in text for text in player.news)


async def moved(town: Town) -> None:
    await town.publish()
    await town.cadre("Hà").says("1")
    await town.secretary("Mòng").says("1")
    await town.secretary("Mòng").says("/doilich 04/12 19h30")
    await town.secretary("Mòng").says("1")
    assert (await meeting(town, "NM01")).starts_at == instant("2026-12-04 19:30")
    town.forget()


@pytest.mark.slow
async def test_a_move_is_taken_back_and_the_answers_hold_again(town: Town) -> None:
    await moved(town)
    town.clock.jumps_to(NINE)
    assert "Đã hoàn tác" in await town.secretary("Mòng").says("/hoantac")
    row = await meeting(town, "NM01")
    assert (row.starts_at, row.state, row.version) == (instant(PLAN["NM01"]), "planned", 3)
    for player in (town.cadre("Hà"), town.coordinator):
        assert any("HOÀN TÁC, chi bộ họp như lịch cũ" in t for t in player.news)
    # the question about the new time can no longer be answered by mistake
    await town.cadre("Hà").presses("Vắng")
    async with town.database.read() as session:
        from db import visits

        duty = (await visits.visits_of_meetings(session, [row.id]))[0]
    assert duty.coming
    assert [c.version for c in await town.rows(Confirmation, meeting_id=row.id)] == [1, 2, 3]
    await town.clock.reaches("2026-12-05 12:00")
    assert [t for t in town.cadre("Hà").news if "Ngày mai Thứ Bảy 05/12" in t]


async def test_a_move_is_not_taken_back_after_eleven_minutes(town: Town) -> None:
    await moved(town)
    town.clock.jumps_to(ELEVEN)
    assert "Đã quá 10 phút" in await town.secretary("Mòng").says("/hoantac")
    assert (await meeting(town, "NM01")).starts_at == instant("2026-12-04 19:30")


@pytest.mark.slow
async def test_a_postponement_is_taken_back(town: Town) -> None:
    await town.publish()
    await town.cadre("Hà").says("1")
    secretary = town.secretary("Mòng")
    await secretary.says("/hoan mưa lũ")
    assert (await meeting(town, "NM01")).state == "postponed"
    town.forget()
    assert "Đã hoàn tác" in await secretary.says("hoàn tác")
    row = await meeting(town, "NM01")
    assert (row.starts_at, row.state) == (instant(PLAN["NM01"]), "planned")
    assert any("HOÀN TÁC" in t for t in town.cadre("Hà").news)
    withdrawn = [r.withdrawn_at is not None for r in await town.rows(MeetingResult)]
    assert withdrawn == [True]
    await town.clock.reaches("2026-12-06 07:00")
    heard = town.cadre("Hà").news
    assert any("Ngày mai Thứ Bảy 05/12" in t for t in heard)  # reminded as before
    assert any("bản Mòng" in t and "đã họp chưa" in t for t in secretary.news)
    kinds = [r.kind for r in await town.rows(OutgoingRow, person_id=town.cadre("Hà").id)]
    assert "visit_details" in kinds


async def test_a_postponement_is_not_taken_back_after_eleven_minutes(town: Town) -> None:
    await town.publish()
    await town.secretary("Mòng").says("/hoan mưa lũ")
    town.clock.jumps_to(ELEVEN)
    assert "Đã quá 10 phút" in await town.secretary("Mòng").says("/hoantac")
    assert (await meeting(town, "NM01")).state == "postponed"


async def test_a_gap_that_a_move_closed_is_open_again(town: Town) -> None:
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.coordinator.says("/doilich SD01 11/12 19h30")
    await town.coordinator.says("1")
    await town.coordinator.says("/hoantac")
    assert [s.state for s in await town.rows(Substitution)] == ["closed", "asking"]
    assert "dự họp thay" in town.cadre("Bình").heard_last


async def test_what_was_taken_back_may_be_asked_for_again(town: Town) -> None:
    await town.publish()
    luong, binh = town.cadre("Lương"), town.cadre("Bình")
    for _ in range(2):
        await luong.says("/nhothay Bình")
        await binh.presses("Nhận")
        await town.coordinator.presses("Duyệt")
        assert await holders(town, GAP) == [binh.id]
        await town.coordinator.says("/hoantac")
        assert await holders(town, GAP) == [luong.id]
