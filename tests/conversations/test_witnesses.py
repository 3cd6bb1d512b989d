"""Two witnesses of a meeting: asked apart, compared, each asked once more, both kept and shown."""

import pytest

from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.questions import Question
from db.visits import PresenceRow, Visit
from db.witnesses import Recheck
from tests.support.town import PLAN, Town

MONG = {"NM01": PLAN["NM01"]}  # 19h30 Thứ Bảy 05/12, Hà
AFTER = "2026-12-06 06:30"


async def met(town: Town, answer: str | None = "1") -> None:
    """The meeting of bản Mòng is over and both are asked."""
    await town.publish(MONG)
    if answer:
        await town.cadre("Hà").says(answer)
    await town.secretary("Mòng").says("1")
    town.clock.jumps_to("2026-12-05 21:30")
    await town.clock.reaches(AFTER)
    town.forget()


async def reports(town: Town, came: str) -> str:
    """The secretary's whole report; what is heard last."""
    mong = town.secretary("Mòng")
    await mong.says("1")
    await mong.says("24 20 2 0 2 90")
    return await mong.says(came)


async def said(town: Town) -> list[tuple[str, str]]:
    """Who reported what, in order."""
    rows = await town.rows(PresenceRow)
    names = {town.cadre("Hà").id: "cadre", town.secretary("Mòng").id: "branch"}
    return [(names[row.witness_id], row.presence) for row in rows]  # type: ignore[index]


async def test_the_secretary_says_who_came(town: Town) -> None:
    await met(town)
    mong = town.secretary("Mòng")
    await mong.says("1")
    asked = await mong.says("24 20 2 0 2 90")
    assert asked.endswith(
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): đ/c Hà Văn Tiến có đến dự không?\n"
        "1 Có đến\n2 Không đến"
    )
    assert await mong.says("1") == (
        "Đã ghi: bản Mòng (Na Mèo), 05/12: đ/c Hà Văn Tiến CÓ ĐẾN. Sai thì nhắn SUA."
    )
    assert await said(town) == [("branch", "present")]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["2", "Không đến", "không đến", "dạ không có dự", "button"])
async def test_button_digit_and_text_are_kept_with_their_source(town: Town, way: str) -> None:
    await met(town)
    mong = town.secretary("Mòng")
    await mong.says("1")
    await mong.says("24 20 2 0 2 90")
    await (mong.presses("Không đến") if way == "button" else mong.says(way))
    rows = await town.rows(PresenceRow)
    assert [(r.presence, r.witness_id == r.actor_id == mong.id) for r in rows] == [("absent", True)]
    source = {"2": "digit", "button": "button"}.get(way, "text")
    assert [row.source for row in rows] == [source]


async def test_two_who_agree_are_asked_nothing_more(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").says("1")
    assert "CÓ ĐẾN" in await reports(town, "1")
    assert await said(town) == [("cadre", "present"), ("branch", "present")]
    await town.clock.reaches("2026-12-07 20:00")
    assert [t for t in town.cadre("Hà").news if "xem lại" in t] == []
    assert await town.rows(Recheck) == []


@pytest.mark.both_databases
@pytest.mark.slow
async def test_a_difference_becomes_one_short_question_to_each_side(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").says("1")
    answer = await reports(town, "2")
    # whoever has just spoken is asked in the same breath
    assert answer.endswith(
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): đ/c Hà Văn Tiến báo CÓ MẶT, chi bộ báo KHÔNG ĐẾN. "
        "Xin đ/c xem lại:\n1 Có đến\n2 Không đến"
    )
    # the other side by a message of its own
    assert town.cadre("Hà").news[-1] == (
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): chi bộ báo KHÔNG ĐẾN, đ/c báo CÓ MẶT. "
        "Xin đ/c xem lại:\n1 Có họp, tôi có mặt\n2 Có họp, tôi không dự được"
    )


async def test_a_side_that_was_wrong_corrects_itself(town: Town) -> None:
    await met(town)
    ha = town.cadre("Hà")
    await ha.says("1")
    await reports(town, "2")
    old = ha.messages[-1]
    answer = await town.secretary("Mòng").says("1")
    assert answer == "Đã ghi: CÓ ĐẾN – bản Mòng (Na Mèo), 05/12. Sai thì nhắn SUA."
    assert await said(town) == [
        ("cadre", "present"),
        ("branch", "absent"),
        ("branch", "present"),
    ]
    assert [(r.side, r.kept) for r in await town.rows(Recheck)] == [("secretary", False)]
    # the question the other side still sees needs no answer any more
    assert "đã đóng" in await ha.presses("Có họp, tôi có mặt", on=old)
    assert "Không có" in await town.coordinator.says("/lechnhau")


async def test_both_stay_with_their_word_and_the_office_sees_both(town: Town) -> None:
    await met(town)
    ha, mong = town.cadre("Hà"), town.secretary("Mòng")
    await ha.says("1")
    await reports(town, "2")
    assert "giữ nguyên" in await mong.says("không đến")
    listed = await town.coordinator.says("/lechnhau")
    assert "đang hỏi lại" in listed
    assert "giữ nguyên" in await ha.says("tôi có mặt")
    listed = await town.coordinator.says("/lechnhau")
    assert "HAI BÊN BÁO KHÁC NHAU (1):" in listed
    assert (
        "- T7 05/12 19h30 bản Mòng (Na Mèo), đ/c Hà Văn Tiến: chi bộ báo KHÔNG ĐẾN, "
        "cán bộ báo CÓ MẶT; hai bên đều giữ nguyên, cần gọi" in listed
    )
    assert "Hai bên báo khác nhau (1): xem /lechnhau" in await town.coordinator.says("/chuanop")
    assert [(r.side, r.kept) for r in await town.rows(Recheck)] == [
        ("secretary", True),
        ("cadre", True),
    ]
    await town.clock.reaches("2026-12-08 20:00")
    asked = [t for p in (ha, mong) for t in p.news if "xem lại" in t]
    assert len(asked) == 2  # each side once


async def test_they_differ_about_the_meeting_itself(town: Town) -> None:
    await met(town)
    ha, mong = town.cadre("Hà"), town.secretary("Mòng")
    await ha.says("3")
    answer = await mong.says("1")
    assert "6 số" in answer
    assert ha.news[-1].startswith(
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): chi bộ báo ĐÃ HỌP, đ/c báo KHÔNG HỌP."
    )
    await mong.says("24 20 2 0 2 90")
    assert "báo KHÔNG HỌP, chi bộ báo" in await mong.says("1")
    assert "giữ nguyên" in await mong.says("1")
    assert "CÓ MẶT" in await ha.says("1")
    assert "Không có" in await town.coordinator.says("/lechnhau")


async def test_a_meeting_said_off_afterwards_is_asked_of_the_cadre_too(town: Town) -> None:
    await town.publish(MONG)
    await town.cadre("Hà").says("1")
    town.clock.jumps_to("2026-12-05 20:30")
    await town.secretary("Mòng").says("/baocao không họp vì mưa lũ")
    town.forget()
    await town.clock.reaches(AFTER)
    ha = town.cadre("Hà")
    assert "buổi họp có diễn ra không" in ha.news[-1]
    answer = await ha.says("1")
    assert "chi bộ báo KHÔNG HỌP, đ/c báo CÓ MẶT" in answer
    assert "chi bộ báo KHÔNG HỌP" in town.secretary("Mòng").news[-1]
    assert "6 số" in await town.secretary("Mòng").says("1")
    assert "ĐÃ HỌP" in await town.coordinator.says("/lechnhau NM01")


@pytest.mark.slow
async def test_whoever_heard_before_that_it_is_off_is_not_asked(town: Town) -> None:
    await town.publish(MONG)
    await town.cadre("Hà").says("1")
    await town.clock.reaches("2026-12-04 08:00")
    await town.secretary("Mòng").says("/hoan mưa lũ")
    await town.secretary("Mòng").says("/lich")
    town.forget()
    await town.clock.reaches("2026-12-08 20:00")
    assert [t for t in town.cadre("Hà").news if "diễn ra" in t] == []


FOUR = (
    (None, "1", "1", "không trả lời mà có đến"),
    ("1", "2", "2", "hứa dự mà không đến"),
    ("vắng, bận họp tỉnh", None, "1", "đã báo vắng mà có đến"),
    (None, "2", "2", "không trả lời và không đến"),
)


@pytest.mark.parametrize(("promise", "cadre", "branch", "shown"), FOUR)
async def test_what_was_not_expected_is_always_shown(
    town: Town, promise: str | None, cadre: str | None, branch: str, shown: str
) -> None:
    await met(town, promise)
    if cadre:
        await town.cadre("Hà").says(cadre)
    await reports(town, branch)
    listed = await town.coordinator.says("/lechnhau")
    assert f"- T7 05/12 19h30 bản Mòng (Na Mèo), đ/c Hà Văn Tiến: {shown}" in listed
    assert shown in await town.coordinator.says("/lechnhau NM01")
    assert f"{shown} 1" in await town.leader.says("/tuan")


async def test_the_view_of_a_meeting_shows_each_fact_with_its_source(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").presses("Có họp, tôi không dự được")
    await reports(town, "có đến")
    view = await town.coordinator.says("/lechnhau NM01")
    assert view == (
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo).\n"
        "Chi bộ báo: ĐÃ HỌP, có mặt 20/22 (90,9%) – 06/12 6h30, nhắn chữ.\n"
        "đ/c Hà Văn Tiến:\n"
        "- hứa: DỰ – 16/11 9h, nhắn số\n"
        "- chi bộ báo: CÓ ĐẾN – 06/12 6h30, nhắn chữ\n"
        "- tự báo: CÓ HỌP, không dự được – 06/12 6h30, bấm nút\n"
        "- lệch nhau: đang hỏi lại"
    )


async def test_a_commune_sees_only_its_own_differences(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").says("1")
    await reports(town, "2")
    other = town.person("DP2")  # the coordinator of Tam Lư
    assert "Mòng" not in await other.says("/lechnhau")
    assert "Không tìm thấy" in await other.says("/lechnhau NM01")


async def test_several_guests_are_one_question(town: Town) -> None:
    await town.publish(MONG)
    await town.cadre("Hà").says("/nhothay Lương")
    await met_with_two(town)
    mong = town.secretary("Mòng")
    await mong.says("1")
    asked = await mong.says("24 20 2 0 2 90")
    assert "cán bộ nào đã đến dự? đ/c Hà Văn Tiến; đ/c Lương Thị Thu" in asked
    assert "3 Chỉ đ/c Hà Văn Tiến" in asked
    assert "đ/c Hà Văn Tiến CÓ ĐẾN; đ/c Lương Thị Thu KHÔNG ĐẾN" in await mong.says("3")


async def test_more_guests_are_answered_at_once_or_one_by_one(town: Town) -> None:
    await town.publish(MONG)
    await met_with_two(town, "Lương", "Bình")
    mong = town.secretary("Mòng")
    await mong.says("1")
    asked = await mong.says("24 20 2 0 2 90")
    assert asked.splitlines()[-3:] == [
        "1 Đủ 3 đồng chí",
        "2 Không ai đến",
        "3 Trả lời từng đồng chí",
    ]
    assert "đ/c Hà Văn Tiến có đến dự không" in await mong.says("3")
    rest = await mong.says("có đến")
    assert "cán bộ nào đã đến dự? đ/c Lương Thị Thu; đ/c Lục Văn Bình" in rest
    assert "đ/c Lương Thị Thu CÓ ĐẾN; đ/c Lục Văn Bình CÓ ĐẾN" in await mong.says("1")
    assert [p for _, p in await said(town)] == ["present"] * 3


async def met_with_two(town: Town, *also: str) -> None:
    """Lương, or these, are assigned to bản Mòng too."""
    meeting = (await town.rows(Meeting))[0]
    async with town.database.begin() as session:
        for name in also or ("Lương",):
            session.add(Visit(meeting_id=meeting.id, person_id=town.cadre(name).id))
    town.clock.jumps_to("2026-12-05 21:30")
    await town.clock.reaches(AFTER)


async def test_the_branch_is_asked_once_more_for_its_guests(town: Town) -> None:
    await met(town)
    mong = town.secretary("Mòng")
    await mong.says("1")
    await mong.says("24 20 2 0 2 90")
    town.forget()
    await town.clock.reaches("2026-12-07 18:30")
    assert len(asked := mong.news) == 1
    assert "có đến dự không" in asked[0]
    await mong.says("1")
    await town.clock.reaches("2026-12-09 08:00")
    assert [t for t in mong.news if "có đến dự không" in t] == []


async def test_a_correction_of_a_report_is_compared_again(town: Town) -> None:
    await met(town)
    ha = town.cadre("Hà")
    await ha.says("1")
    await reports(town, "1")
    assert "diễn ra" in await ha.says("SUA")
    assert "chi bộ báo CÓ ĐẾN, đ/c báo CÓ HỌP, không dự được" in await ha.says("2")
    assert "báo CÓ HỌP, không dự được, chi bộ báo CÓ ĐẾN" in town.secretary("Mòng").news[-1]


async def test_at_most_one_question_is_open_while_sides_differ(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").says("1")
    await reports(town, "2")
    for player in (town.cadre("Hà"), town.secretary("Mòng")):
        assert len(await town.rows(Question, person_id=player.id, state="open")) == 1


async def test_a_question_that_waits_for_the_morning_is_taken_back_when_it_is_needless(
    town: Town,
) -> None:
    await town.publish(MONG)
    await town.cadre("Hà").says("1")
    town.clock.jumps_to("2026-12-05 22:00")  # nobody is disturbed now
    await town.cadre("Hà").says("/baocao")
    await town.cadre("Hà").says("1")
    await town.secretary("Mòng").says("/baocao")
    await reports(town, "2")
    assert [t for t in town.cadre("Hà").news if "xem lại" in t] == []
    await town.secretary("Mòng").says("1")
    await town.clock.reaches("2026-12-06 09:00")
    assert [t for t in town.cadre("Hà").news if "xem lại" in t] == []
    rows = await town.rows(OutgoingRow, kind="recheck")
    assert [(row.state, row.reason) for row in rows] == [("withdrawn", "answered")]


async def test_a_cadre_was_there_and_the_branch_says_it_moved(town: Town) -> None:
    await met(town)
    ha, mong = town.cadre("Hà"), town.secretary("Mòng")
    await ha.says("1")
    await mong.says("dời sang 20/12 19h30 vì mưa lũ")
    await mong.says("1")
    asked = [text for text in ha.news if "xem lại" in text]
    assert len(asked) == 1
    assert asked[0].startswith(
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): chi bộ báo DỜI NGÀY, đ/c báo CÓ MẶT."
    )
    assert [t for t in mong.news if "xem lại" in t] == []  # it saw the consequences
    await ha.presses("Có họp, tôi có mặt", on=next(m for m in ha.messages if m.text == asked[0]))
    listed = await town.coordinator.says("/lechnhau")
    assert (
        "- T7 05/12 19h30 bản Mòng (Na Mèo), đ/c Hà Văn Tiến: chi bộ báo DỜI NGÀY, "
        "cán bộ báo CÓ MẶT" in listed
    )
    view = await town.coordinator.says("/lechnhau NM01")
    assert "đ/c Hà Văn Tiến (buổi T7 05/12 19h30):" in view
    assert "- chi bộ báo: DỜI NGÀY" in view


async def test_the_view_of_a_meeting_ahead(town: Town) -> None:
    await town.publish(MONG)
    assert "chưa đến giờ họp" in await town.coordinator.says("/lechnhau NM01")


async def test_a_meeting_of_weeks_ago_is_still_shown(town: Town) -> None:
    await met(town)
    await town.cadre("Hà").says("1")
    town.clock.jumps_to("2026-12-28 09:00")
    assert "tự báo: CÓ MẶT" in await town.coordinator.says("/lechnhau NM01")


async def test_the_view_names_who_came_for_whom(town: Town) -> None:
    await town.publish({"SD01": PLAN["SD01"]})
    await town.cadre("Lương").says("vắng, bận họp tỉnh")
    await town.cadre("Bình").presses("Nhận")
    await town.coordinator.says("1")
    town.clock.jumps_to("2026-12-11 08:00")
    await town.secretary("Ngàm", "SD").says("/baocao 40 38 2 0 0 90")
    await town.secretary("Ngàm", "SD").says("1")
    view = await town.coordinator.says("/lechnhau SD01")
    assert "đ/c Lục Văn Bình:\n- hứa: DỰ" in view
    assert "- chi bộ báo: CÓ ĐẾN" in view
    assert "đ/c Lương Thị Thu: đ/c Lục Văn Bình dự thay" in view
