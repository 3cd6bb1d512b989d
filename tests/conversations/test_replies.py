"""Will you attend? Button, digit and words say the same; nothing is guessed; a gap is told."""

import pytest

from db.calls import Call
from db.inbox import IncomingRow
from db.meetings import Confirmation
from db.questions import Question
from db.visits import PresenceRow, PromiseRow
from tests.support.town import PLAN, Player, Town

LUONG = "SD01"  # the one branch of Lương: 19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện)


async def promises(town: Town, player: Player) -> list[tuple[str, str]]:
    rows = await town.rows(PromiseRow, actor_id=player.id)
    return [(row.promise, row.reason) for row in rows]


async def latest(town: Town, person: str, branch: str) -> tuple[str, str] | None:
    rows = await town.rows(PromiseRow, visit_id=await town.visit_id(person, branch))
    return (rows[-1].promise, rows[-1].reason) if rows else None


async def says_no(town: Town, player: Player, way: str) -> None:
    if way == "button":
        await player.presses("Vắng")
        await player.presses("Công tác")
    elif way == "digits":
        await player.says("2")
        await player.says("1")
    elif way == "labels":
        await player.says("vắng")
        await player.says("công tác")
    else:
        await player.says(way)


WAYS = (
    "button",
    "digits",
    "labels",
    "xin vắng, bận họp tỉnh",
    "toi ban hop tinh, xin vang",
    "Không dự được vì đi công tác",
    "/vang bận họp tỉnh",
)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
async def test_every_way_to_decline_ends_in_the_same_state(town: Town, way: str) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await says_no(town, luong, way)
    assert await latest(town, "CB02", LUONG) == ("not_coming", "work")
    calls = await town.rows(Call, person_id=luong.id)
    assert [(c.reason, c.closed_at) for c in calls] == [("declined", None)]
    office = [t for t in town.coordinator.news if "vắng" in t]
    assert len(office) == 1
    assert "19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện): đ/c Lương Thị Thu" in office[0]
    assert "Cần người thay" in office[0]
    told = town.secretary("Ngàm", "SD").news
    assert len(told) == 1
    assert "đ/c Lương Thị Thu báo không dự được" in told[0]
    assert "công tác" not in told[0].lower()  # why is the office's business
    assert "VẮNG" in luong.heard_last
    assert await town.rows(Call, reason="silent") == []


YES = (
    "1",
    "button",
    "Dự",
    "có dự",
    "tôi sẽ dự",
    "Vâng, tôi đi được",
    "bận nhưng vẫn dự",
    "ko vang",
)


@pytest.mark.parametrize("way", YES)
async def test_every_way_to_accept_ends_in_the_same_state(town: Town, way: str) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await (luong.presses("Dự") if way == "button" else luong.says(way))
    assert await latest(town, "CB02", LUONG) == ("coming", "none")
    assert "Đã ghi: DỰ" in luong.heard_last
    assert "bản Ngàm (Sơn Điện)" in luong.heard_last
    assert town.secretary("Ngàm", "SD").news == []
    assert await town.rows(Call, person_id=luong.id) == []


NOT_AN_ANSWER = ("rõ", "đã nhận", "ok đã xem", "cảm ơn", "họp ở đâu?", "???", "bí thư đâu rồi")


@pytest.mark.parametrize("text", NOT_AN_ANSWER)
async def test_received_is_not_yes(town: Town, text: str) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says(text)
    assert await promises(town, luong) == []
    assert "1 " in luong.heard_last  # the question is still there


async def test_a_reply_with_two_readings_is_asked_back_and_never_guessed(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    answer = await luong.says("vang")  # vâng or vắng?
    assert await promises(town, luong) == []
    assert "1 Dự" in answer
    assert "2 Vắng" in answer
    await luong.says("1")
    assert await latest(town, "CB02", LUONG) == ("coming", "none")


async def test_a_likely_reading_is_offered_beside_its_opposite(town: Town) -> None:
    await town.publish()
    ha = town.cadre("Hà")
    await ha.says("1")
    answer = await ha.says("Mòng tôi xin vắng vì bị ốm")
    assert "bản Mòng" in answer
    assert [o.label for o in ha.messages[-1].options] == ["Vắng", "Dự"]
    await ha.says("1")
    assert (await latest(town, "CB01", "NM01") or ("",))[0] == "not_coming"
    assert await latest(town, "CB01", "NM02") == ("coming", "none")


async def test_late_with_its_minutes(town: Town) -> None:
    await town.publish()
    answer = await town.cadre("Lương").says("tôi đến muộn khoảng 30 phút")
    assert "ĐẾN MUỘN 30 phút" in answer
    rows = await town.rows(PromiseRow)
    assert [(row.promise, row.minutes_late) for row in rows] == [("late", 30)]


@pytest.mark.parametrize("text", ["4", "chưa chắc đi được", "để tôi xem lịch đã"])
async def test_unsure_is_kept_and_still_open(town: Town, text: str) -> None:
    await town.publish()
    assert "CHƯA CHẮC" in await town.cadre("Lương").says(text)
    assert "Lương Thị Thu" in await town.coordinator.says("/chuanop")


async def test_several_visits_at_once(town: Town) -> None:
    await town.publish()
    ha = town.cadre("Hà")
    assert "1 Dự tất cả" in ha.heard_last
    assert "2 buổi" in await ha.says("1")
    assert await latest(town, "CB01", "NM01") == ("coming", "none")
    assert await latest(town, "CB01", "NM02") == ("coming", "none")


async def test_several_visits_one_by_one(town: Town) -> None:
    await town.publish()
    ha = town.cadre("Hà")
    first = await ha.says("3")
    assert first.startswith("19h30 Thứ Bảy 05/12, bản Mòng")
    second = await ha.says("2")
    assert "Lý do" in second
    third = await ha.says("2")
    assert "14h Chủ nhật 06/12, bản Ngàm (Na Mèo)" in third
    await ha.says("1")
    assert await latest(town, "CB01", "NM01") == ("not_coming", "health")
    assert await latest(town, "CB01", "NM02") == ("coming", "none")


async def test_an_answer_in_words_one_by_one_can_be_corrected(town: Town) -> None:
    await town.publish()
    ha = town.cadre("Hà")
    await ha.says("3")
    await ha.says("dự được")  # bản Mòng; bản Ngàm is asked next
    assert "bản Mòng" in await ha.says("SUA")


@pytest.mark.slow
async def test_all_absent_opens_a_task_for_each(town: Town) -> None:
    await town.publish()
    await town.cadre("Hà").says("2")
    await town.cadre("Hà").says("3")
    assert len(await town.rows(Call, reason="declined")) == 2
    assert len(town.coordinator.news) == 2
    assert town.secretary("Mòng").news
    assert town.secretary("Ngàm", "NM").news


async def test_a_named_village_is_the_one_meant(town: Town) -> None:
    await town.publish()
    ha = town.cadre("Hà")
    await ha.says("1")
    await ha.says("xin vắng họp bản Mòng vì ốm")
    assert await latest(town, "CB01", "NM01") == ("not_coming", "health")
    assert await latest(town, "CB01", "NM02") == ("coming", "none")


SPLIT = ("hôm 5 đi được, hôm 6 bận", "Mòng dự, Ngàm vắng", "dự 1 buổi thôi")


@pytest.mark.parametrize("text", SPLIT)
async def test_an_answer_that_differs_by_meeting_is_never_spread_over_all(
    town: Town, text: str
) -> None:
    await town.publish()
    await town.cadre("Hà").says(text)
    both = [await latest(town, "CB01", code) for code in ("NM01", "NM02")]
    assert both in ([None, None], [("coming", "none"), ("not_coming", both[1] and both[1][1])])


async def test_a_stale_button_is_explained_and_records_nothing(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    old = luong.messages[-1]
    await luong.says("1")
    answer = await luong.presses("Vắng", on=old)
    assert "đã đóng" in answer
    assert await promises(town, luong) == [("coming", "none")]


async def test_a_stale_button_shows_the_question_that_is_open(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    old = luong.messages[-1]
    await town.clock.reaches("2026-12-03 07:30")  # T-7 asked again
    answer = await luong.presses("Vắng", on=old)
    assert "1 Dự" in answer
    assert await promises(town, luong) == []
    await luong.presses("Dự")
    assert await promises(town, luong) == [("coming", "none")]


async def test_a_button_of_an_unknown_form_is_explained(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    answer = await luong.presses_unknown()
    assert "đã đóng" in answer
    assert "1 Dự" in answer
    assert await promises(town, luong) == []


async def test_stray_digits(town: Town) -> None:
    luong = town.cadre("Lương")
    assert "không có câu hỏi" in await town.leader.says("1")
    await town.publish()
    assert "từ 1 đến 4" in await luong.says("9")
    assert "1 Dự" in luong.heard_last
    assert "từ 1 đến 4" in await luong.says("0")
    assert await promises(town, luong) == []
    await luong.says("1.")
    assert await promises(town, luong) == [("coming", "none")]
    assert "không có câu hỏi" in await luong.says("2")
    assert await promises(town, luong) == [("coming", "none")]


async def test_a_correction_wins_and_history_stays(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("1")
    assert "1 Dự" in await luong.says("SỬA")
    await luong.says("2")
    await luong.says("1")
    assert await latest(town, "CB02", LUONG) == ("not_coming", "work")
    assert len(town.secretary("Ngàm", "SD").news) == 1
    await luong.says("/sua")
    await luong.says("1")
    assert await latest(town, "CB02", LUONG) == ("coming", "none")
    assert "báo lại: dự được" in town.secretary("Ngàm", "SD").news[0]
    assert [p for p, _ in await promises(town, luong)][0::3] == ["coming", "coming"]
    calls = await town.rows(Call, reason="declined")
    assert [c.closed_by for c in calls] == ["answer"]


@pytest.mark.parametrize("text", ["nhầm, tôi đi được", "sửa lại: tôi dự", "tôi đi được rồi"])
async def test_a_correction_in_words(town: Town, text: str) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("xin vắng, bận công tác")
    await luong.says(text)
    assert await latest(town, "CB02", LUONG) == ("coming", "none")


async def test_declining_twice_tells_once(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("vắng, bận công tác")
    await luong.says("/vang bị ốm")
    assert len(await town.rows(Call, reason="declined")) == 1
    assert len(town.secretary("Ngàm", "SD").news) == 1
    assert await latest(town, "CB02", LUONG) == ("not_coming", "health")


@pytest.mark.slow
async def test_an_answer_after_the_meeting_began_promises_nothing(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-10 19:31")
    luong = town.cadre("Lương")
    await luong.says("1")
    assert await promises(town, luong) == []
    assert "đã đóng" in luong.heard_last


async def test_an_answer_to_a_meeting_that_was_postponed(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    question = luong.messages[-1]
    await town.secretary("Ngàm", "SD").says("/hoan mưa lũ")
    await luong.presses("Dự", on=question)
    assert await promises(town, luong) == []
    assert "đã đóng" in luong.heard_last


FOUR = (
    ("1", "1", "coming", "present"),
    ("1", "2", "coming", "absent"),
    (None, "1", None, "present"),  # came without answering
    (None, "2", None, "absent"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("before", "after", "promise", "presence"), FOUR)
async def test_what_was_said_and_what_happened_are_two_things(
    town: Town, before: str | None, after: str, promise: str | None, presence: str
) -> None:
    await town.publish({"SD01": PLAN["SD01"]})
    luong = town.cadre("Lương")
    if before:
        await luong.says(before)
    town.clock.jumps_to("2026-12-10 20:00")
    await town.clock.reaches("2026-12-11 06:30")
    assert "đ/c có mặt không" in luong.heard_last
    await luong.says(after)
    said = await latest(town, "CB02", LUONG)
    assert (said and said[0]) == promise
    assert [row.presence for row in await town.rows(PresenceRow)] == [presence]
    await town.secretary("Ngàm", "SD").says("/baocao 40 38 2 0 0 90")
    summary = await town.leader.says("/tuan")
    assert ("Cán bộ dự 1/1" in summary) == (presence == "present")
    assert ("Cán bộ dự 0/1" in summary) == (presence == "absent")


async def test_files_are_refused_and_not_kept(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    assert "không nhận ảnh, tệp" in await luong.says("nghị quyết mật", attachment=True)
    rows = await town.rows(IncomingRow, chat=luong.chat)
    assert [row.text for row in rows] == [None]
    await luong.says("1")  # the question is still open
    assert await promises(town, luong) == [("coming", "none")]


async def test_minutes_of_a_meeting_are_refused_and_not_kept(town: Town) -> None:
    luong = town.cadre("Lương")
    assert "không nhận nội dung họp" in await luong.says("Biên bản. " * 200)
    assert [row.text for row in await town.rows(IncomingRow, chat=luong.chat)] == [None]


@pytest.mark.both_databases
async def test_the_same_message_twice_is_handled_once_even_after_a_restart(town: Town) -> None:
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("vắng, bận công tác", key="update-77")
    heard = len(luong.heard)
    await luong.says("vắng, bận công tác", key="update-77")
    await town.restarts()
    await luong.says("vắng, bận công tác", key="update-77")
    assert len(luong.heard) == heard
    assert len(await promises(town, luong)) == 1


@pytest.mark.slow
async def test_at_most_one_question_is_open(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-06 07:00")
    for player in town.everybody:
        rows = await town.rows(Question, person_id=player.id, state="open")
        assert len(rows) <= 1


async def test_the_secretary_keeps_the_date_in_every_way(town: Town) -> None:
    await town.publish()
    for village, commune, way in (
        ("Mòng", None, "1"),
        ("Ngàm", "NM", "họp đúng lịch"),
        ("Sủa", None, "vâng, chi bộ vẫn họp bình thường"),
    ):
        secretary = town.secretary(village, commune)
        assert "Đã ghi" in await secretary.says(way), secretary.heard_last
    assert [row.holds for row in await town.rows(Confirmation)] == [True, True, True]


async def test_a_secretary_may_speak_first(town: Town) -> None:
    await town.publish()
    secretary = town.secretary("Mòng")
    await secretary.says("1")
    assert "12/12" in await secretary.says("chi bộ xin dời họp sang 12/12")
    await secretary.says("1")
    assert "12/12" in await secretary.says("/lich")
    assert "HOÃN" in await secretary.says("hoãn họp vì mưa lũ")
    assert "hoãn" in await secretary.says("/lich")
