"""Monday's brief: what needs somebody now; pressing acts by the same rules and rights."""

import pytest

from tests.support.town import Town

NEXT_DOOR = ("Tam Lư", "bản Tình", "bản Hát", "Ngân Văn Đạt")


async def _agreed(town: Town) -> None:
    """Lương cannot come to Ngàm (Sơn Điện), Bình agreed to stand in; nobody approved yet."""
    await town.publish()
    await town.cadre("Lương").says("bận họp tỉnh, xin vắng")
    await town.cadre("Bình").presses("Nhận")


async def test_monday_at_seven_a_swap_waits_and_a_press_approves_it(town: Town) -> None:
    await _agreed(town)
    await town.clock.reaches("2026-11-23 06:59")
    town.forget()
    await town.clock.reaches("2026-11-23 07:01")

    (brief,) = [said for said in town.coordinator.heard if said.startswith("Việc cần quyết định")]
    assert "đ/c Lương Thị Thu vắng, đ/c Lục Văn Bình nhận dự thay, chờ duyệt" in brief
    said = await town.coordinator.presses("Duyệt đ/c Lục Văn Bình dự bản Ngàm")
    assert "Đã duyệt" in said
    assert "không có việc nào" in said
    assert "đ/c Lương Thị Thu → đ/c Lục Văn Bình" in town.secretary("Ngàm", "SD").heard_last


@pytest.mark.slow
async def test_a_leader_looks_and_passes_on_but_decides_no_swap(town: Town) -> None:
    await _agreed(town)
    brief = await town.leader.says("/viec")
    assert "Duyệt đ/c" not in brief
    assert "Đã chuyển văn phòng" in await town.leader.presses("Giao văn phòng xử lý (bản Ngàm)")
    assert "Đ/c Phạm Văn Quyết đề nghị xử lý: bản Ngàm (Sơn Điện)" in town.coordinator.heard_last
    assert "chờ duyệt" in await town.coordinator.says("/viec")


@pytest.mark.slow
async def test_a_missing_report_is_asked_for_and_phoned_for(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-07 07:05")
    brief = await town.coordinator.says("/viec")
    assert "bản Mòng (Na Mèo), 05/12: chưa báo kết quả, đã nhắc 2 lần." in brief

    assert "Đã hỏi đ/c Lò Thị Mỵ" in await town.coordinator.presses("Nhắc báo kết quả bản Mòng")
    await town.clock.reaches("2026-12-07 07:30")
    asked = town.secretary("Mòng").heard_last
    assert "bản Mòng (Na Mèo): chi bộ đã họp chưa?" in asked
    assert "(Đ/c Cầm Thị Nga hỏi.)" in asked
    call = await town.coordinator.presses("Gọi điện (bản Mòng)")
    assert town.secretary("Mòng").phone in call
    assert "CẦN GỌI" in call


@pytest.mark.slow
async def test_nobody_else_reads_or_presses(town: Town) -> None:
    await _agreed(town)
    await town.clock.reaches("2026-12-07 09:00")
    for person in (town.commune_leader, town.coordinator):
        said = await person.says("/viec")
        assert not [name for name in NEXT_DOOR if name in said] or person is town.coordinator
    assert "Việc cần quyết định" not in await town.secretary("Mòng").says("/viec")
    said = await town.commune_leader.says("/viec")
    assert "Na Mèo" in said
    assert "Sơn Điện" not in said


@pytest.mark.slow
async def test_the_hour_is_a_setting_and_zero_is_never(town: Town) -> None:
    await town.publish()
    assert "7 → 9, từ tháng 12/2026" in await town.coordinator.says("/quytac giobaoviec 9")
    assert "9 → 0, từ tháng 1/2027" in await town.coordinator.says("/quytac giobaoviec 0 từ 1/2027")
    assert "từ 0 đến 11" in await town.coordinator.says("/quytac giobaoviec 15")

    def briefs() -> list[str]:
        heard = zip(town.leader.diary, town.leader.heard, strict=True)
        return [at for at, said in heard if said.startswith("Việc cần quyết định")]

    await town.clock.reaches("2026-12-15 12:00")
    assert briefs() == ["23/11 07:00", "30/11 07:00", "07/12 09:00", "14/12 09:00"]
    await town.clock.reaches("2027-01-12 12:00")
    assert len(briefs()) == 6  # two more in December
