"""The call list: whom, which number, the last contact, what to say; one tap enters the answer."""

import re
from datetime import timedelta

import pytest

from channels.base import Failure
from db import calls, meetings
from db.attempts import CallAttempt
from db.audit import AuditEntry
from db.calls import Call, CallReason
from db.visits import PromiseRow
from domain.calendar import Month
from tests.support.residents import PEOPLE
from tests.support.town import PLAN, Town

DECEMBER = Month(2026, 12)
SATURDAY = {"NM01": PLAN["NM01"], "TL01": PLAN["TL01"]}  # Hà and Đạt, 19h30 Thứ Bảy 05/12


async def looked(town: Town) -> list[tuple[int | None, list[int]]]:
    """Who looked at whose telephone number."""
    rows = [row for row in await town.rows(AuditEntry) if row.action == "phones.seen"]
    return [(row.actor_id, row.detail["people"]) for row in rows]


async def silent(town: Town) -> None:
    """Three hours before the meetings of Saturday nobody has answered."""
    await town.publish(SATURDAY)
    await town.cadre("Hà").says("đã nhận")
    await town.clock.reaches("2026-12-05 16:35")
    town.forget()


async def phoned(town: Town, code: str) -> None:
    """Somebody has to be phoned because a message may not have reached them."""
    async with town.database.begin() as session:
        person = town.person(code).id
        await calls.open_call(session, CallReason.UNDELIVERED, person, town.clock.now())


async def test_each_task_says_whom_the_number_the_last_contact_and_what_to_say(town: Town) -> None:
    await silent(town)
    shown = await town.coordinator.says("/chuanop")
    ha, dat = town.cadre("Hà"), town.cadre("Đạt")
    assert "CẦN GỌI (2):" in shown
    assert (
        f"- đ/c Hà Văn Tiến, {ha.phone}: chưa trả lời dự họp: T7 05/12 19h30 bản Mòng (Na Mèo). "
        "Liên lạc cuối 16/11 9h, nhắn tin. "
        "Nói: “Chi bộ bản Mòng (Na Mèo) họp 19h30 Thứ Bảy 05/12, đồng chí có dự được không?”"
    ) in shown
    assert f"{dat.phone}: chưa trả lời dự họp" in shown
    assert "Chưa liên lạc lần nào" in shown
    assert shown.splitlines()[-2:] == [
        "1 Đ/c Hà Văn Tiến – chưa trả lời dự họp",
        "2 Đ/c Ngân Văn Đạt – chưa trả lời dự họp",
    ]
    assert await looked(town) == [(town.coordinator.id, [ha.id, dat.id])]


async def test_one_tap_opens_the_entry_and_one_more_records_it(town: Town) -> None:
    await silent(town)
    await town.coordinator.says("/chuanop")
    asked = await town.coordinator.presses("Đ/c Ngân Văn Đạt – chưa trả lời dự họp")
    assert asked.startswith("Nhập hộ đ/c Ngân Văn Đạt. 19h30 Thứ Bảy 05/12, bản Tình (Tam Lư)")
    await town.coordinator.presses("Dự")
    (row,) = await town.rows(PromiseRow)
    assert (row.promise, row.source, row.actor_id) == (
        "coming",
        "on_behalf",
        town.coordinator.id,
    )
    assert "nhập hộ đ/c qua điện thoại" in town.cadre("Đạt").news[-1]
    (call,) = await town.rows(Call, person_id=town.cadre("Đạt").id, reason=CallReason.SILENT)
    assert call.closed_by == "answer"
    assert "CẦN GỌI (1):" in await town.coordinator.says("/chuanop")


@pytest.mark.slow
async def test_a_call_in_vain_stays_and_goes_to_the_end(town: Town) -> None:
    await silent(town)
    await town.coordinator.says("/chuanop")
    await town.coordinator.says("1")
    assert "không được (lần 1)" in await town.coordinator.presses("Gọi không được")
    await town.clock.reaches("2026-12-05 16:50")
    shown = await town.coordinator.says("/chuanop")
    assert shown.splitlines()[-2:] == [
        "1 Đ/c Ngân Văn Đạt – chưa trả lời dự họp",
        "2 Đ/c Hà Văn Tiến – chưa trả lời dự họp",
    ]
    assert "Liên lạc cuối 16/11 9h, nhắn tin; gọi không được 1 lần, 05/12 16h35" in shown
    await town.cadre("Hà").says("chưa chắc đi được")  # heard again: the calls in vain are past
    assert "gọi không được" not in await town.coordinator.says("/chuanop")


async def test_the_numbers_of_others_are_not_shown_and_nowhere_else(town: Town) -> None:
    await silent(town)
    other = town.person("DP2")  # the coordinator of Tam Lư
    shown = await other.says("/chuanop")
    assert town.cadre("Đạt").phone in shown
    assert town.cadre("Hà").phone not in shown
    assert "không thuộc phần việc" in await town.leader.says("/chuanop")
    await town.coordinator.says("/nhapho Đạt")
    await town.coordinator.says("/lechnhau")
    for player in town.everybody:
        for text in player.heard:
            if "CẦN GỌI (" not in text:
                assert not any(phone in text for phone in town.ids.phones.values()), text


async def test_somebody_no_chat_reaches_is_phoned_without_a_question(town: Town) -> None:
    await town.publish({"SD01": PLAN["SD01"]})
    dat = town.cadre("Đạt")
    await town.code_for("CB03")
    town.channel.fail(dat.chat, Failure.PERMANENT)
    await dat.says("/lich")
    shown = await town.coordinator.says("/chuanop")
    assert f"đ/c Ngân Văn Đạt, {dat.phone}: không nhắn được" in shown
    asked = await town.coordinator.presses("Đ/c Ngân Văn Đạt – không nhắn được")
    assert "Đã gọi đ/c Ngân Văn Đạt chưa?" in asked
    assert "đã gọi được" in await town.coordinator.presses("Đã gọi được")
    assert [(a.person_id, a.reached) for a in await town.rows(CallAttempt)] == [(dat.id, True)]
    assert [c.closed_by for c in await town.rows(Call, reason="unreachable")] == ["phone"]


@pytest.mark.parametrize("code", ["LD1", "DP2", "QT1"])
async def test_whoever_has_no_duty_of_their_own_is_phoned_too(town: Town, code: str) -> None:
    """A leader, a colleague: there is nothing to enter for them, but they can be reached."""
    await phoned(town, code)
    await town.coordinator.says("/chuanop")
    assert "chưa?" in await town.coordinator.says("1")
    assert "đã gọi được" in await town.coordinator.says("1")
    assert [c.closed_by for c in await town.rows(Call)] == ["phone"]


async def test_a_coordinator_who_reads_that_they_are_to_be_phoned_has_been_reached(
    town: Town,
) -> None:
    await phoned(town, "DP1")
    await town.coordinator.says("/chuanop")
    assert "hệ thống liên lạc được với đ/c" in await town.coordinator.says("1")
    assert [c.closed_by for c in await town.rows(Call)] == ["wrote"]


async def test_no_new_date_is_asked_for_when_the_month_is_over(town: Town) -> None:
    """A meeting is made up for within its month: nobody could give a date any more."""
    await town.publish(SATURDAY)
    async with town.database.begin() as session:
        meeting = (await meetings.meetings_of_month(session, str(DECEMBER)))[0]
        person = town.secretary("Mòng").id
        await calls.open_call(
            session, CallReason.NEW_DATE, person, town.clock.now(), meeting=meeting
        )
        await calls.close_past(session, DECEMBER.until - timedelta(minutes=1))
    assert [c.closed_by for c in await town.rows(Call)] == [None]
    async with town.database.begin() as session:
        await calls.close_past(session, DECEMBER.until + timedelta(hours=2))
    assert [c.closed_by for c in await town.rows(Call)] == ["past"]


@pytest.mark.slow
async def test_an_older_list_is_explained(town: Town) -> None:
    await silent(town)
    await town.coordinator.says("/chuanop")
    await town.cadre("Hà").says("1")
    assert "Việc này đã xong" in await town.coordinator.says("1")


@pytest.mark.slow
async def test_a_long_list_has_pages_and_each_look_is_logged(town: Town) -> None:
    await silent(town)
    people = [r.code for r in PEOPLE if r.code.startswith(("BT-", "PB-"))]
    assert len(people) == 7
    async with town.database.begin() as session:
        for code in people:
            await calls.open_call(
                session, CallReason.UNDELIVERED, town.ids.people[code], town.clock.now()
            )
    first = await town.coordinator.says("/chuanop")
    assert "CẦN GỌI (9):" in first
    assert first.splitlines()[-1] == "6 Xem tiếp (9 việc)"
    second = await town.coordinator.presses("Xem tiếp (9 việc)")
    assert second.splitlines()[-1].startswith("4 Đ/c ")
    assert [len(people) for _, people in await looked(town)] == [5, 4]


async def test_the_whole_lists_on_demand_without_numbers(town: Town) -> None:
    await silent(town)
    shown = await town.coordinator.says("/chuanop đủ")
    assert "đ/c Hà Văn Tiến: T7 05/12 19h30 bản Mòng (Na Mèo)" in shown
    assert "CẦN GỌI" not in shown
    assert await looked(town) == []


async def test_who_is_reached_by_nothing_is_listed_with_the_reason(town: Town) -> None:
    """Never joined, blocked, asked for silence: each by its name, until a channel reaches them."""
    head = "Có tin nhưng không kênh nào tới được, cần gọi"
    ha, dat = town.cadre("Hà"), town.cadre("Đạt")
    town.channel.fail(ha.chat, Failure.PERMANENT)
    await ha.says("lich")  # and then blocked us
    await dat.says("/dung")
    await dat.says("1")
    await town.publish()
    calls = await town.coordinator.says("/chuanop")
    assert head not in calls
    for name, why in (
        ("Hà Văn Tiến", "đã chặn hoặc xóa kênh"),
        ("Hà Thị Lan", "chưa tham gia kênh nào"),
        ("Ngân Văn Đạt", "đã dừng nhận tin"),
    ):
        assert re.search(rf"đ/c {name}, [^:]*: không nhắn được \({why}\)", calls)
    shown = await town.coordinator.says("/chuanop đủ")
    assert f"{head} (3):" in shown
    assert re.search(r"đ/c Hà Văn Tiến \(CB01\): \d tin, đã chặn hoặc xóa kênh", shown)
    assert "- đ/c Hà Thị Lan (CB04): 1 tin, chưa tham gia kênh nào (cấp mã: /moi)" in shown
    assert "- đ/c Ngân Văn Đạt (CB03): 1 tin, đã dừng nhận tin" in shown
    await ha.says("lich")  # writes again, so there is a way
    assert f"{head} (2):" in await town.coordinator.says("/chuanop đủ")
