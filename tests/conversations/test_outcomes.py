"""Moved, postponed, not held: three different things, each with a reason and a date."""

import pytest

from db.meetings import Meeting, MeetingResult
from tests.support.town import PLAN, Town

MONG = {"NM01": PLAN["NM01"]}  # 19h30 Thứ Bảy 05/12, Hà in the field from 30/11 to 06/12


async def results(town: Town) -> list[tuple[str, str, bool]]:
    """Outcome, reason, and whether a date is proposed, as they were said."""
    rows = await town.rows(MeetingResult)
    return [(r.outcome, r.reason, r.new_starts_at is not None) for r in rows]


async def state(town: Town) -> tuple[str, int]:
    (row,) = await town.rows(Meeting)
    return row.state, row.version


async def test_a_move_asks_why_and_keeps_the_reason_with_the_date(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-01 09:00")
    mong = town.secretary("Mòng")
    await mong.says("/doilich 04/12 19h30")
    answer = await mong.says("1")
    assert answer.endswith(
        "Đã báo người dự.\nLý do dời?\n1 Công tác\n2 Sức khỏe\n3 Việc gia đình\n"
        "4 Mưa lũ, đường sá\n5 Lý do khác"
    )
    assert await mong.says("cả bản đi ăn cưới") == (
        "Đã ghi: bản Mòng (Na Mèo) dời sang 19h30 Thứ Sáu 04/12, lý do việc gia đình."
    )
    assert await results(town) == [("moved", "none", True), ("moved", "family", True)]
    assert await state(town) == ("planned", 2)


async def test_a_reason_said_with_the_wish_is_not_asked_again(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-01 09:00")
    mong = town.secretary("Mòng")
    await mong.says("xin dời sang 04/12 19h30 vì mưa lũ")
    assert "Lý do" not in await mong.says("1")
    assert await results(town) == [("moved", "disaster", True)]


async def test_a_postponed_meeting_asks_for_a_date_that_fits_the_field_week(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-01 09:00")
    mong = town.secretary("Mòng")
    answer = await mong.says("/hoan mưa lũ")
    assert (
        "buổi 19h30 Thứ Bảy 05/12 đã hoãn, họp lại ngày nào? Chọn một ngày dưới đây "
        "(hợp tuần cơ sở của đ/c Hà Văn Tiến), hoặc nhắn ngày giờ khác"
    ) in answer
    offered = [o.label for o in mong.messages[-1].options]
    assert offered[-1] == "Chưa có ngày, báo sau"
    days = [label.split()[-1] for label in offered[:-1]]
    assert days
    assert all("02/12" <= day <= "06/12" for day in days)
    assert "HOÃN" in " ".join(town.cadre("Hà").news)
    await mong.presses(offered[0])
    assert "Lý do" not in await mong.says("1")  # known
    assert await results(town) == [
        ("postponed", "disaster", False),
        ("postponed", "disaster", True),
    ]
    assert await state(town) == ("planned", 2)


@pytest.mark.slow
async def test_no_day_left_in_the_field_week_is_said(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-05 20:00")
    answer = await town.secretary("Mòng").says("/baocao hoãn vì mưa lũ")
    assert "Trong tháng không còn ngày hợp tuần cơ sở của đ/c Hà Văn Tiến" in answer
    assert answer.splitlines()[-1] == "1 Chưa có ngày, báo sau"
    warned = await town.secretary("Mòng").says("12/12 19h30")
    assert "ngoài tuần cơ sở của đ/c Hà Văn Tiến" in warned


@pytest.mark.slow
async def test_a_postponed_meeting_without_a_date_is_asked_again(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-04 09:00")
    mong = town.secretary("Mòng")
    await mong.says("/hoan mưa lũ")
    await mong.presses("Chưa có ngày, báo sau")
    assert "hoãn, chưa có ngày mới" in await town.coordinator.says("/chuanop")
    town.forget()
    await town.clock.reaches("2026-12-06 19:00")
    assert ["họp lại ngày nào?" in text for text in mong.news] == [True]
    await mong.says("/lich")
    await town.clock.reaches("2026-12-09 19:00")
    assert ["họp lại ngày nào?" in text for text in mong.news][-1:] == [True]
    await mong.says("20/12 19h30")
    await mong.says("1")
    assert await state(town) == ("planned", 2)
    assert "hoãn, chưa có" not in await town.coordinator.says("/chuanop")


@pytest.mark.slow
async def test_not_held_is_offered_a_day_to_make_up_for_it(town: Town) -> None:
    await town.publish({"NM01": "2026-12-01 19:30"})  # a Tuesday of the field week
    await town.clock.reaches("2026-12-01 20:30")
    mong = town.secretary("Mòng")
    answer = await mong.says("/baocao không họp vì mưa lũ")
    assert "buổi 19h30 Thứ Ba 01/12 không họp, có họp bù không? Chọn một ngày" in answer
    labels = [option.label for option in mong.messages[-1].options]
    assert labels[-1] == "Không họp bù"
    assert all("03/12" <= label.split()[-1] <= "06/12" for label in labels[:-1])
    assert await mong.presses("Không họp bù") == (
        "Đã ghi: bản Mòng (Na Mèo) không họp bù buổi 01/12."
    )
    assert await state(town) == ("not_held", 1)
    assert await results(town) == [("not_held", "disaster", False)]


@pytest.mark.slow
async def test_not_held_made_up_for_keeps_what_it_was(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-05 20:00")
    mong = town.secretary("Mòng")
    await mong.says("/baocao không họp vì mưa lũ")
    await mong.says("/doilich 12/12 19h30")
    assert "Lý do" not in await mong.says("1")
    assert await results(town) == [("not_held", "disaster", False), ("not_held", "disaster", True)]
    assert await state(town) == ("planned", 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "outcome"),
    [("dời sang 12/12 19h30", "moved"), ("hoãn vì mưa lũ", "postponed"), ("không họp", "not_held")],
)
async def test_what_was_promised_is_told_apart_in_the_week(
    town: Town, said: str, outcome: str
) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-05 21:30")
    mong = town.secretary("Mòng")
    await mong.says(f"/baocao {said}")
    if outcome == "moved":
        await mong.says("1")
    if outcome != "postponed":
        await mong.presses("Mưa lũ, đường sá")
    summary = await town.leader.says("/tuan")
    assert {
        "moved": "bản Mòng dời 05/12 → 12/12 (mưa lũ, đường sá)",
        "postponed": "bản Mòng hoãn (05/12, mưa lũ, đường sá)",
        "not_held": "bản Mòng không họp (05/12, mưa lũ, đường sá)",
    }[outcome] in summary


@pytest.mark.slow
async def test_a_date_for_a_postponed_meeting_shows_in_the_week_it_left(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-05 20:00")
    mong = town.secretary("Mòng")
    await mong.says("/baocao hoãn vì mưa lũ")
    await mong.says("12/12 19h30")
    await mong.says("1")
    assert "bản Mòng hoãn (05/12, mưa lũ, đường sá), họp lại 12/12" in await town.leader.says(
        "/tuan"
    )


async def test_a_reason_for_something_taken_back_is_not_kept(town: Town) -> None:
    await town.publish(MONG)
    await town.clock.reaches("2026-12-01 09:00")
    mong = town.secretary("Mòng")
    await mong.says("/doilich 04/12 19h30")
    await mong.says("1")
    asked = mong.messages[-1]
    await mong.says("/hoantac")
    assert "đã đóng" in await mong.presses("Công tác", on=asked)
    assert [r.withdrawn_at is not None for r in await town.rows(MeetingResult)] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("at", ["20:00", "22:00"])  # before and after the result is asked for
async def test_a_meeting_that_should_have_begun_is_postponed_too(town: Town, at: str) -> None:
    await town.publish(MONG)
    mong = town.secretary("Mòng")
    await town.clock.reaches(f"2026-12-05 {at}")
    if at == "22:00":
        await mong.says("dời")
    assert "chưa có buổi họp nào" not in await mong.says("hoan")
    assert (await state(town))[0] == "postponed"


async def test_a_report_of_long_ago_is_told_whom_to_phone(town: Town) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.clock.reaches("2026-12-20 08:00")
    answer = await town.secretary("Mòng").says("/baocao 24 20 2 0 2 90")
    assert "Trong 7 ngày qua chi bộ không có buổi họp nào để báo" in answer
    assert "gọi văn phòng" in answer
