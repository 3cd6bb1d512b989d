"""The schedule of a meeting, whom it asks again, and what it never does."""

import pytest

from channels.base import Failure
from db.outbox import OutgoingRow
from db.visits import PromiseRow
from domain.calendar import local
from tests.support.town import PLAN, Player, Town


async def times(town: Town, player: Player, until: str) -> list[str]:
    """When the person hears something from now on."""
    before = len(player.diary)
    await town.clock.reaches(until)
    return player.diary[before:]


@pytest.mark.slow
@pytest.mark.both_databases
async def test_the_whole_schedule_of_people_who_never_answer(town: Town) -> None:
    await town.publish()
    secretary, cadre = town.secretary("Mòng"), town.cadre("Đạt")  # both on Saturday 05/12, 19h30
    before = len(cadre.diary)
    assert await times(town, secretary, "2026-12-09 08:00") == [
        "28/11 06:30",  # T-7
        "02/12 06:30",  # T-3
        "03/12 18:30",  # T-2: upload the documents
        "04/12 18:30",  # T-1: details
        "06/12 06:30",  # T+2h would be 21h30: the next morning
        "06/12 18:30",  # chased
        "07/12 18:30",  # chased for the last time
    ]
    assert cadre.diary[before:] == [
        "28/11 07:30",  # T-7
        "02/12 07:30",  # T-3
        "04/12 18:30",  # T-1: details
        "05/12 16:30",  # T-3h: the last word
        "06/12 06:30",  # was there a meeting, were you there?
        "06/12 18:30",
    ]
    office = [t for t in town.coordinator.heard if "CẦN GỌI" in t]
    assert any("đ/c Ngân Văn Đạt: 19h30 Thứ Bảy 05/12, bản Tình (Tam Lư)" in t for t in office)
    assert any("chưa báo kết quả" in t and "bản Mòng (Na Mèo)" in t for t in office)


@pytest.mark.slow
async def test_what_is_said_when(town: Town) -> None:
    await town.publish()
    secretary = town.secretary("Mòng")
    await town.clock.reaches("2026-12-07 18:30")
    asked, asked_again, upload, details, result, chased, last = secretary.news
    assert "chưa nhận được trả lời" in asked
    assert "chưa nhận được trả lời" in asked_again
    assert "Sổ tay đảng viên điện tử" in upload
    assert details.startswith("Ngày mai 19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo)")
    assert "1 Họp đúng lịch" in details
    assert "đã họp chưa" in result
    assert "chưa nhận được báo cáo" in chased
    assert "chưa nhận được báo cáo" in last


@pytest.mark.slow
async def test_only_the_silent_are_asked_again(town: Town) -> None:
    await town.publish()
    await town.cadre("Đạt").says("1")
    await town.secretary("Mòng").says("1")
    town.forget()
    await town.clock.reaches("2026-12-04 12:00")
    assert town.cadre("Đạt").news == []
    assert ["Sổ tay" in text for text in town.secretary("Mòng").news] == [True]
    assert len(town.cadre("Hà").news) > 1
    await town.clock.reaches("2026-12-05 19:00")
    assert ["Ngày mai" in text for text in town.cadre("Đạt").news] == [True]


async def test_not_sure_is_asked_again(town: Town) -> None:
    await town.publish()
    assert "CHƯA CHẮC" in await town.cadre("Đạt").says("4")
    town.forget()
    await town.clock.reaches("2026-11-28 08:00")
    assert len(town.cadre("Đạt").news) == 1


@pytest.mark.slow
async def test_two_meetings_of_one_day_are_one_message(town: Town) -> None:
    await town.publish(PLAN | {"NM01": "2026-12-06 19:30"})  # Mòng and Ngàm on the same Sunday
    cadre = town.cadre("Hà")
    assert await times(town, cadre, "2026-12-05 19:00") == [
        "29/11 07:30",
        "03/12 07:30",
        "05/12 18:30",
    ]
    for text in cadre.news:
        assert "bản Mòng" in text
        assert "bản Ngàm" in text


@pytest.mark.slow
async def test_the_last_word_about_two_hours_of_one_day_comes_once(town: Town) -> None:
    await town.publish(PLAN | {"NM01": "2026-12-06 19:30"})  # Ngàm at 14h00, Mòng in the evening
    await town.clock.reaches("2026-12-06 10:30")
    town.forget()
    cadre = town.cadre("Hà")
    assert await times(town, cadre, "2026-12-06 18:00") == ["06/12 11:00", "06/12 16:00"]
    last, presence = cadre.news
    assert "14h, bản Ngàm" in last
    assert "19h30, bản Mòng" in last
    assert "bản Ngàm" in presence  # two hours after the first: was it held?
    office = [text for text in town.coordinator.news if "CẦN GỌI" in text and "Hà" in text]
    assert len(office) == 2  # each meeting has somebody to phone, three hours before it


@pytest.mark.slow
async def test_a_month_never_disturbs_the_night_and_asks_one_thing_at_a_time(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-17 12:00")
    for player in town.everybody:
        for at in town.channel.times[player.chat]:
            assert 6 <= local(at).hour < 21, player.diary
        for text in player.heard:
            numbered = [line for line in text.splitlines() if line.startswith("1 ")]
            assert len(numbered) <= 1, text


async def test_a_machine_that_slept_36_hours_catches_up_without_doubles(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-11-27 20:00")
    town.forget()
    await town.clock.sleeps_until("2026-11-29 08:00")  # T-7 of two meetings passed
    assert ["chưa nhận được trả lời" in t for t in town.secretary("Mòng").news] == [True]
    ha = town.cadre("Hà").news
    assert len(ha) == 1
    assert "bản Mòng" in ha[0]
    assert "bản Ngàm" in ha[0]
    await town.clock.tick()
    await town.restarts()
    await town.clock.tick()
    assert town.cadre("Hà").news == []
    assert town.secretary("Mòng").news == []


@pytest.mark.slow
async def test_what_was_slept_through_and_makes_no_sense_any_more_is_not_said(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-03 20:00")
    town.forget()
    await town.clock.sleeps_until("2026-12-05 20:00")  # the meeting has begun
    assert town.secretary("Mòng").news == []
    assert town.cadre("Đạt").news == []
    await town.clock.reaches("2026-12-06 07:00")
    assert "đã họp chưa" in town.secretary("Mòng").news[0]


@pytest.mark.slow
@pytest.mark.both_databases
async def test_every_tick_twice_is_harmless(town: Town) -> None:
    await town.publish()
    before = [len(p.heard) for p in town.everybody]
    for day in range(28, 31):
        for hour in ("06:30", "07:30", "18:30"):
            await town.clock.reaches(f"2026-11-{day} {hour}")
            heard = [len(p.heard) for p in town.everybody]
            await town.clock.tick()
            await town.restarts()
            await town.clock.tick()
            assert heard == [len(p.heard) for p in town.everybody]
    assert before != [len(p.heard) for p in town.everybody]


@pytest.mark.slow
async def test_nothing_about_the_old_date_after_a_move(town: Town) -> None:
    await town.publish()
    await town.cadre("Đạt").says("1")
    await town.clock.reaches("2026-12-01 09:00")
    await town.secretary("Tình").says("/doilich 20/12 19h30")
    await town.secretary("Tình").says("1")
    town.forget()
    await town.clock.reaches("2026-12-08 08:00")
    assert [t for t in town.cadre("Đạt").news if "05/12" in t] == []
    assert [t for t in town.secretary("Tình").news if "05/12" in t] == []
    await town.clock.reaches("2026-12-19 19:00")  # the new date has a schedule of its own
    assert "Ngày mai 19h30 Chủ nhật 20/12" in town.secretary("Tình").news[-1]
    assert any("20/12" in text for text in town.cadre("Đạt").news)


async def test_a_move_on_the_day_of_the_second_call_asks_once(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-02 06:40")
    await town.secretary("Tình").says("/doilich 05/12 14h")
    await town.secretary("Tình").says("1")
    await town.clock.reaches("2026-12-02 07:00")  # a tick before the hour of the second call
    await town.clock.reaches("2026-12-02 12:00")
    asked = [t for t in town.cadre("Đạt").news if "chưa nhận được" in t and "14h" in t]
    assert len(asked) == 1


@pytest.mark.slow
async def test_nothing_after_a_postponement(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-01 09:00")
    await town.secretary("Tình").says("/hoan mưa lũ")
    town.forget()
    await town.clock.reaches("2026-12-09 08:00")
    assert town.cadre("Đạt").news == []
    asked = [t for t in town.coordinator.heard if not t.startswith("Việc cần quyết định")]
    assert [t for t in asked if "chưa báo" in t and "Tình" in t] == []


async def test_a_reminder_that_waits_is_withdrawn_when_its_meeting_moves(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-11-27 20:00")
    cadre = town.cadre("Đạt")
    town.channel.fail(cadre.chat, Failure.PASSING, times=3)
    await town.clock.reaches("2026-11-28 07:30")
    waiting = (await town.rows(OutgoingRow, person_id=cadre.id))[-1]
    assert (waiting.state, waiting.reason) == ("waiting", "passing")
    await town.secretary("Tình").says("/doilich 12/12 19h30")
    await town.secretary("Tình").says("1")
    row = (await town.rows(OutgoingRow, id=waiting.id))[0]
    assert (row.state, row.reason) == ("withdrawn", "meeting_moved")
    await town.clock.reaches("2026-11-28 12:00")
    assert "12/12" in cadre.heard_last
    assert [t for t in cadre.news if "có dự" in t and "→" not in t] == []


async def test_a_plan_published_late_does_not_ask_what_lies_behind(town: Town) -> None:
    await town.drafts()
    town.clock.jumps_to("2026-12-03 09:00")
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    town.forget()
    await town.clock.tick()
    assert town.cadre("Đạt").news == []
    assert await times(town, town.cadre("Đạt"), "2026-12-05 12:00") == ["04/12 18:30"]


NEXT_MONTH = ("15/12 08:00", "18/12 08:00", "19/12 08:00")  # which days are taken in January?
MONTH_ENDS = (
    ("2026-12-31 19:30", ["24/12 07:30", "28/12 07:30", "30/12 18:30", "31/12 16:30"]),
    ("2026-12-01 07:30", ["24/11 07:30", "28/11 07:30", "30/11 18:30", "01/12 06:00"]),
)


@pytest.mark.slow
@pytest.mark.parametrize(("when", "expected"), MONTH_ENDS)
async def test_days_are_counted_in_the_village_not_in_greenwich(
    town: Town, when: str, expected: list[str]
) -> None:
    """19h30 is already the next day somewhere, 07h30 is still the day before in UTC."""
    await town.publish({"TL01": when})
    cadre = town.cadre("Đạt")
    heard = await times(town, cadre, "2027-01-02 06:30")
    assert [at for at in heard if at not in NEXT_MONTH][:4] == expected
    assert any(f"{when[8:10]}/{when[5:7]}" in text for text in cadre.news)


@pytest.mark.slow
async def test_a_minute_before_and_after_midnight(town: Town) -> None:
    await town.publish({"TL01": "2026-12-05 19:30"})
    await town.clock.reaches("2026-11-29 23:59")  # Sunday
    assert "Tuần 48 (23/11-29/11/2026)" in await town.leader.says("/tuan")
    await town.clock.reaches("2026-11-30 00:01")
    assert "Tuần 49 (30/11-06/12/2026)" in await town.leader.says("/tuan")
    await town.clock.reaches("2026-12-04 23:59")
    assert "05/12" in await town.cadre("Đạt").says("/lich")
    await town.clock.reaches("2026-12-05 00:01")
    assert "05/12" in await town.cadre("Đạt").says("/lich")


@pytest.mark.slow
@pytest.mark.both_databases
async def test_one_bad_record_stops_nobody_else(town: Town) -> None:
    await town.publish()
    visit_id = await town.visit_id("CB03", "TL01")
    async with town.database.begin() as session:
        session.add(
            PromiseRow(
                visit_id=visit_id,
                version=1,
                actor_id=town.cadre("Đạt").id,
                promise="nonsense",
                reason="none",
                source="text",
                at=town.clock.now(),
            )
        )
    await town.clock.reaches("2026-11-28 08:00")
    assert "Mòng" in "".join(town.cadre("Hà").news)
    assert "Mòng" in "".join(town.secretary("Mòng").news)
    await town.clock.reaches("2026-12-04 15:00")
    assert "Tuần 49" in town.commune_leader.heard_last  # whose commune has no bad record
    assert town.defects  # and somebody is told
    town.defects.clear()
