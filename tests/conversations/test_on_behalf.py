"""The office answers after a telephone call: recorded, told once, by the same rules as ever."""

import pytest

from db import calls
from db.attempts import CallAttempt
from db.audit import AuditEntry
from db.calls import Call, CallReason
from db.meetings import Confirmation, Meeting, MeetingResult
from db.questions import Question
from db.substitutions import SubstitutionAnswer
from db.visits import PresenceRow, PromiseRow, Visit
from tests.support.town import PLAN, Town

LUONG = {"SD01": PLAN["SD01"]}  # 19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện)
ASKED = "19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện): đ/c có dự họp chi bộ không?"


async def promises(town: Town) -> list[tuple[str, str, str]]:
    """What was promised, why, by which way; the actor is always the coordinator."""
    rows = await town.rows(PromiseRow)
    assert {row.actor_id for row in rows} <= {town.coordinator.id}
    return [(row.promise, row.reason, row.source) for row in rows]


async def test_the_office_enters_a_promise_and_the_person_is_told_once(town: Town) -> None:
    await town.publish(LUONG)
    asked = await town.coordinator.says("/nhapho Lương")
    assert "Nhập hộ đ/c Lương Thị Thu. 19h30 Thứ Năm 10/12" in asked
    assert asked.splitlines()[-5:] == [
        "1 Dự",
        "2 Vắng",
        "3 Đến muộn",
        "4 Chưa chắc",
        "5 Gọi không được",
    ]
    answer = await town.coordinator.says("1")
    assert answer == (
        "Nhập hộ đ/c Lương Thị Thu. Đã ghi: DỰ – bản Ngàm (Sơn Điện), 10/12. Sai thì nhắn SUA."
    )
    assert await promises(town) == [("coming", "none", "on_behalf")]
    assert town.cadre("Lương").news == [
        "19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện): DỰ\n"
        "Đ/c Cầm Thị Nga (văn phòng) nhập hộ đ/c qua điện thoại. "
        "Chưa đúng thì nhắn SUA, hoặc gọi văn phòng."
    ]
    noted = [row for row in await town.rows(AuditEntry) if row.action == "on_behalf"]
    assert [(row.actor_id, row.detail["person"]) for row in noted] == [
        (town.coordinator.id, town.cadre("Lương").id)
    ]


async def test_the_person_corrects_what_was_entered(town: Town) -> None:
    await town.publish(LUONG)
    await town.coordinator.says("/nhapho Lương dự")
    luong = town.cadre("Lương")
    assert "1 Dự" in await luong.says("SUA")
    await luong.says("2")
    await luong.says("1")
    rows = await town.rows(PromiseRow)
    assert [(r.promise, r.source) for r in rows][-1] == ("not_coming", "digit")
    assert rows[-1].actor_id == luong.id


@pytest.mark.slow
async def test_the_question_the_person_still_saw_is_closed(town: Town) -> None:
    await town.publish(LUONG)
    luong = town.cadre("Lương")
    old = luong.messages[-1]
    await town.coordinator.says("/nhapho Lương dự")
    assert "đã đóng" in await luong.presses("Vắng", on=old)
    assert await promises(town) == [("coming", "none", "on_behalf")]


WAYS = ("/nhapho Lương vắng, bận họp tỉnh", "/nhapho CB02 bận họp tỉnh, không dự được", "steps")


@pytest.mark.parametrize("way", WAYS)
async def test_a_decline_by_telephone_is_a_decline(town: Town, way: str) -> None:
    await town.publish(LUONG)
    if way == "steps":
        await town.coordinator.says("nhapho Lương Thị Thu")
        await town.coordinator.says("2")
        assert any("VẮNG" in t and "Lý do" in t for t in town.coordinator.news)
        await town.coordinator.presses("Công tác")
    else:
        await town.coordinator.says(way)
    assert (await promises(town))[-1] == ("not_coming", "work", "on_behalf")
    calls = await town.rows(Call, person_id=town.cadre("Lương").id)
    assert [(c.reason, c.closed_at) for c in calls] == [("declined", None)]
    assert "báo không dự được" in town.secretary("Ngàm", "SD").news[0]
    await town.clock.reaches("2026-11-16 09:05")
    told = [t for t in town.cadre("Lương").news if "nhập hộ" in t]
    assert len(told) == 1
    assert told[0].startswith(
        "19h30 Thứ Năm 10/12, bản Ngàm (Sơn Điện): VẮNG, lý do công tác\nĐ/c Cầm Thị Nga"
    )


@pytest.mark.slow
async def test_one_call_with_a_secretary_is_one_message(town: Town) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.clock.reaches("2026-12-06 08:00")
    mong = town.secretary("Mòng")
    town.forget()
    assert "Nhập hộ đ/c Lò Thị Mỵ. 19h30 Thứ Bảy 05/12" in await town.coordinator.says(
        "/nhapho NM01"
    )
    assert "6 số" in await town.coordinator.says("1")
    assert "có đến dự không" in await town.coordinator.says("24 20 2 0 2 90")
    await town.coordinator.says("không đến")
    results = await town.rows(MeetingResult)
    assert {(r.person_id, r.actor_id, r.source) for r in results} == {
        (mong.id, town.coordinator.id, "on_behalf")
    }
    (seen,) = await town.rows(PresenceRow)
    assert (seen.witness_id, seen.actor_id, seen.source) == (
        mong.id,
        town.coordinator.id,
        "on_behalf",
    )
    await town.clock.reaches("2026-12-06 08:10")
    assert mong.news == [
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): đ/c Hà Văn Tiến KHÔNG ĐẾN\n"
        "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo): ĐÃ HỌP, có mặt 20/22 (90,9%), vắng có lý do 2, "
        "không lý do 0, miễn 2, 90 phút\n"
        "Đ/c Cầm Thị Nga (văn phòng) nhập hộ đ/c qua điện thoại. "
        "Chưa đúng thì nhắn SUA, hoặc gọi văn phòng."
    ]
    assert len(await town.rows(CallAttempt)) == 1


async def test_a_report_in_one_line(town: Town) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.clock.reaches("2026-12-06 08:00")
    assert "ĐÃ HỌP" in await town.coordinator.says("/nhapho Mỵ 24 20 2 0 2 90")
    view = await town.coordinator.says("/lechnhau NM01")
    assert "có mặt 20/22 (90,9%) – 06/12 8h, đ/c Cầm Thị Nga nhập hộ." in view


async def test_a_new_date_by_telephone_shows_its_consequences_first(town: Town) -> None:
    await town.publish(LUONG)
    hoa = town.secretary("Ngàm", "SD")
    answer = await town.coordinator.says("/nhapho SD01 xin dời sang 12/12 19h30 vì đám cưới")
    assert "Nhập hộ đ/c Ngân Thị Hoa." in answer
    assert "19h30 Thứ Năm 10/12 → 19h30 Thứ Bảy 12/12" in answer
    assert hoa.news == []
    await town.coordinator.says("1")
    assert "DỜI họp" in town.cadre("Lương").news[0]
    assert town.coordinator.news[-1].startswith("Nhập hộ đ/c Ngân Thị Hoa. Đã dời")
    kept = await town.rows(Confirmation)
    assert [(k.person_id, k.source) for k in kept] == [(hoa.id, "on_behalf")]
    assert [t.splitlines()[0] for t in hoa.news] == [
        "19h30 Thứ Bảy 12/12, bản Ngàm (Sơn Điện): LỊCH HỌP MỚI, lý do việc gia đình"
    ]
    assert "hoàn tác" in (await town.coordinator.says("/hoantac")).lower()


async def test_a_rule_holds_on_the_telephone_too(town: Town) -> None:
    await town.publish(LUONG)
    answer = await town.coordinator.says("/nhapho SD01 xin dời sang 12/1 19h30")
    assert "Chưa đổi được lịch" in answer
    assert await town.rows(CallAttempt) == []
    assert town.secretary("Ngàm", "SD").news == []


@pytest.mark.parametrize(
    ("line", "said"),
    [("/nhapho", "đ/c cần nhập hộ ai"), ("/nhapho Nguyễn Văn Không", "Không tìm thấy")],
)
async def test_whom_is_named_or_refused(town: Town, line: str, said: str) -> None:
    await town.publish(LUONG)
    assert said in await town.coordinator.says(line)


async def test_several_of_one_name_are_offered(town: Town) -> None:
    await town.publish()
    asked = await town.coordinator.says("/nhapho Ngàm họp đúng lịch")
    assert "“Ngàm” có nhiều người" in asked
    assert "1 đ/c Phạm Văn Sơn (Bí thư chi bộ bản Ngàm)" in asked
    assert "Nhập hộ đ/c Phạm Văn Sơn. Đã ghi" in await town.coordinator.says("1")


async def test_only_for_people_and_branches_one_sees(town: Town) -> None:
    await town.publish()
    other = town.person("DP2")  # the coordinator of Tam Lư
    assert "Không tìm thấy" in await other.says("/nhapho Lương")
    assert "Không tìm thấy" in await other.says("/nhapho NM01 họp đúng lịch")
    assert "Nhập hộ đ/c Ngân Văn Đạt" in await other.says("/nhapho Đạt")
    assert "không thuộc phần việc" in await town.cadre("Hà").says("/nhapho Lương dự")
    assert "không thuộc phần việc" in await town.leader.says("/nhapho Lương dự")
    assert await town.rows(PromiseRow) == []


async def test_a_guest_is_answered_for_only_where_the_coordinator_sees(town: Town) -> None:
    await town.publish()
    async with town.database.begin() as session:
        meeting = (await town.rows(Meeting, branch_id=town.ids.branches["TL02"]))[0]
        session.add(Visit(meeting_id=meeting.id, person_id=town.cadre("Hà").id))
    other = town.person("DP2")
    asked = await other.says("/nhapho Tiến")
    assert "bản Hát (Tam Lư)" in asked
    assert "Mòng" not in asked
    await other.says("1")
    rows = await town.rows(PromiseRow)
    assert [row.visit_id for row in rows] == [await town.visit_id("CB01", "TL02")]
    assert "bản Hát" in town.cadre("Hà").news[-1]


async def test_for_oneself_one_answers_oneself(town: Town) -> None:
    await town.publish()
    assert "Không tìm thấy" in await town.coordinator.says("/nhapho Cầm Thị Nga dự")


async def test_somebody_who_has_not_joined_is_entered_too(town: Town) -> None:
    await town.publish()
    answer = await town.coordinator.says("/nhapho Lan dự")
    assert "Nhập hộ đ/c Hà Thị Lan. Đã ghi: DỰ" in answer


async def test_unclear_words_are_asked_back(town: Town) -> None:
    await town.publish(LUONG)
    answer = await town.coordinator.says("/nhapho Lương ờ thì")
    assert "hệ thống chưa rõ ý" in answer
    assert "1 Dự" in answer
    assert town.cadre("Lương").news == []
    assert await promises(town) == []
    await town.coordinator.says("dự được")
    assert await promises(town) == [("coming", "none", "on_behalf")]


UNREACHED = ("5", "gọi không được", "goi khong duoc", "không nghe máy", "thuê bao rồi")


@pytest.mark.parametrize("way", UNREACHED)
async def test_a_call_in_vain_is_never_a_refusal(town: Town, way: str) -> None:
    await town.publish(LUONG)
    await town.coordinator.says("/nhapho Lương")
    answer = await town.coordinator.says(way)
    assert "gọi đ/c Lương Thị Thu không được (lần 1)" in answer
    assert await promises(town) == []
    assert [(a.reached, a.steps) for a in await town.rows(CallAttempt)] == [(False, 0)]
    assert town.cadre("Lương").news == []


async def test_nothing_owed_offers_the_last_answer_again(town: Town) -> None:
    await town.publish(LUONG)
    await town.cadre("Lương").says("1")
    asked = await town.coordinator.says("/nhapho Lương")
    assert "2 Vắng" in asked
    await town.coordinator.says("2")
    await town.coordinator.says("2")
    rows = await town.rows(PromiseRow)
    assert [(r.promise, r.reason, r.source) for r in rows][-1] == (
        "not_coming",
        "health",
        "on_behalf",
    )


@pytest.mark.slow
@pytest.mark.parametrize("line", ["/baocao NM01 24 20 2 0 2 90", "/baocao NM01"])
async def test_a_report_of_the_office_is_the_branchs_entered_for_it(town: Town, line: str) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.clock.reaches("2026-12-06 08:00")
    town.forget()
    answer = await town.coordinator.says(line)
    assert "Nhập hộ đ/c Lò Thị Mỵ." in answer
    if "24" not in line:
        await town.coordinator.says("1")
        await town.coordinator.says("24 20 2 0 2 90")
    rows = await town.rows(MeetingResult)
    assert {(r.person_id, r.source) for r in rows} == {(town.secretary("Mòng").id, "on_behalf")}
    await town.clock.reaches("2026-12-06 08:10")
    assert any("nhập hộ đ/c" in text for text in town.secretary("Mòng").news)


@pytest.mark.slow
async def test_consent_to_stand_in_by_telephone_is_explicit_and_told(town: Town) -> None:
    await town.publish(LUONG)
    await town.cadre("Lương").says("vắng, bận họp tỉnh")  # Lục Văn Bình is asked first
    binh = town.cadre("Bình")
    assert "dự họp thay" in binh.news[-1]
    asked = await town.coordinator.says("/nhapho Bình")
    assert "Nhập hộ đ/c Lục Văn Bình. 19h30 Thứ Năm 10/12" in asked
    await town.coordinator.presses("Nhận")
    answers = await town.rows(SubstitutionAnswer)
    assert [(a.answer, a.source, a.actor_id) for a in answers] == [
        ("yes", "on_behalf", town.coordinator.id)
    ]
    told = [t for t in binh.news if "nhập hộ" in t]
    assert len(told) == 1
    assert "dự họp thay" in told[0]
    assert "\nTrả lời của đ/c: Nhận. Đ/c " in told[0]


@pytest.mark.both_databases
async def test_the_coordinator_corrects_an_entry(town: Town) -> None:
    await town.publish(LUONG)
    await town.coordinator.says("/nhapho Lương")
    await town.coordinator.says("1")
    assert "2 Vắng" in await town.coordinator.says("SUA")
    await town.coordinator.says("2")
    await town.coordinator.presses("Sức khỏe")
    assert (await promises(town))[-1] == ("not_coming", "health", "on_behalf")


@pytest.mark.slow
async def test_days_away_by_telephone_and_then_nothing_is_left_to_ask(town: Town) -> None:
    assert "vướng ngày nào không" in await town.coordinator.says("/nhapho Lương")
    await town.coordinator.says("1")
    told = [t for t in town.cadre("Lương").news if "nhập hộ" in t]
    assert len(told) == 1
    assert "vướng ngày nào không" in told[0]
    assert "\nTrả lời của đ/c: Không vướng. Đ/c " in told[0]
    assert "không còn câu hỏi nào" in await town.coordinator.says("/nhapho Lương")


async def test_words_that_answer_nothing_show_the_question(town: Town) -> None:
    await town.publish(LUONG)
    answer = await town.coordinator.says("/nhapho Lương họp ở đâu thế")
    assert "Hệ thống chưa rõ câu trả lời của đ/c Lương Thị Thu." in answer
    assert "1 Dự" in answer
    assert await town.rows(CallAttempt) == []


async def test_nobody_enters_for_themselves(town: Town) -> None:
    await town.publish(LUONG)
    async with town.database.begin() as session:
        await calls.open_call(
            session, CallReason.AVAILABILITY, town.coordinator.id, town.clock.now()
        )
    await town.coordinator.says("/chuanop")
    assert "trả lời trực tiếp hệ thống" in await town.coordinator.says("1")


async def test_words_typed_beside_a_name_are_forgotten_after_thirty_days(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/nhapho Ngàm hoãn vì mưa lũ")

    async def kept() -> list[str]:
        rows = await town.rows(Question, kind="call_list")
        return [row.payload.get("said", "") for row in rows]

    assert await kept() == ["hoãn vì mưa lũ"]
    await town.clock.sleeps_until("2026-12-17 02:20")
    assert await kept() == [""]


async def test_what_is_entered_again_as_it_was_is_heard_once(town: Town) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.clock.reaches("2026-12-06 08:00")
    mong = town.secretary("Mòng")
    for said in ("/nhapho NM01", "1", "24 20 2 0 2 90"):
        await town.coordinator.says(said)
    await town.clock.reaches("2026-12-06 08:10")
    for minute in (12, 17):
        town.forget()
        await town.coordinator.says("không đến" if minute == 12 else "SUA")
        if minute == 17:
            await town.coordinator.says("2")
        await town.clock.reaches(f"2026-12-06 {9 + minute % 2}:00")
        assert len(mong.news) == (1 if minute == 12 else 0)
    assert [row.presence for row in await town.rows(PresenceRow)] == ["absent", "absent"]
