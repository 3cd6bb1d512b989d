"""Before the plan: who is asked which days are taken, and again, and what the planner learns."""

from datetime import date

import pytest

from db import planning
from db.absences import Absence
from db.availability import AvailabilityRow
from db.calls import Call
from db.planning import branch_key, cadre_key
from domain.calendar import Month
from tests.support.town import Town

DAYS_ASKED = "Tháng 1/2027: đ/c có vướng ngày nào không?"


async def answers(town: Town) -> list[tuple[int, str, date | None]]:
    return [(r.person_id, r.answer, r.wanted) for r in await town.rows(AvailabilityRow)]


async def away(town: Town) -> list[tuple[date, date, str]]:
    return [(r.first, r.last, r.reason) for r in await town.rows(Absence)]


@pytest.fixture
async def fifteenth(town: Town) -> Town:
    """The town on the morning the question about January has gone out to the cadres."""
    town.clock.jumps_to("2026-12-15 07:00")
    await town.clock.reaches("2026-12-15 08:00")
    return town


@pytest.mark.slow
async def test_everybody_is_asked_at_their_hour_and_only_the_silent_again(fifteenth: Town) -> None:
    town = fifteenth
    ha, luong, my = town.cadre("Hà"), town.cadre("Lương"), town.secretary("Mòng")
    assert ha.news == [f"{DAYS_ASKED} Kế hoạch sẽ tránh những ngày đó.\n1 Không vướng\n2 Có vướng"]
    assert my.news == []
    await town.clock.reaches("2026-12-15 18:30")
    (asked,) = my.news
    assert asked.startswith("Tháng 1/2027: chi bộ bản Mòng (Na Mèo) giữ ngày họp thường lệ ngày 5")
    assert "1 Giữ ngày thường lệ\n2 Xin ngày khác" in asked
    assert "KHÔNG VƯỚNG" in await ha.says("1")
    assert "GIỮ ngày thường lệ" in await my.says("giữ nguyên ạ")
    town.forget()
    await town.clock.reaches("2026-12-19 19:00")
    assert ha.news == my.news == []
    assert [text.partition("\n")[0] for text in luong.news] == [
        f"{DAYS_ASKED} Kế hoạch sẽ tránh những ngày đó. (Hệ thống chưa nhận được trả lời của đ/c.)"
    ] * 2
    assert luong.diary[-2:] == ["18/12 08:00", "19/12 08:00"]


@pytest.mark.slow
async def test_the_last_silent_ones_are_phoned_before_the_draft_which_names_them(
    fifteenth: Town,
) -> None:
    town = fifteenth
    await town.cadre("Hà").says("không")
    town.forget()
    await town.clock.reaches("2026-12-20 07:40")
    (notice,) = [text for text in town.coordinator.news if "ngày vướng" in text]
    assert notice.startswith("CẦN GỌI: 4 cán bộ chưa báo ngày vướng tháng 1/2027: đ/c Lương")
    lists = await town.coordinator.says("/chuanop")
    assert "đ/c Lương Thị Thu, +84" in lists
    assert "chưa báo ngày vướng tháng sau" in lists
    await town.clock.reaches("2026-12-20 08:30")
    draft = town.coordinator.heard_last
    assert "Chưa báo ngày vướng: 4 cán bộ (đ/c Lương Thị Thu" in draft
    assert "6 chi bộ chưa trả lời: xếp theo ngày thường lệ." in draft
    await town.cadre("Lương").says("/ban 12/1 đi học")
    closed = [c.closed_by for c in await town.rows(Call, person_id=town.cadre("Lương").id)]
    assert closed == ["answer"]
    await town.coordinator.says("/nhapho Đạt không vướng ngày nào")  # said on the telephone
    latest = (await town.rows(AvailabilityRow))[-1]
    assert (latest.person_id, latest.answer) == (town.cadre("Đạt").id, "free")
    assert (latest.actor_id, latest.source) == (town.coordinator.id, "on_behalf")


WAYS_FREE = ["1", "không vướng", "Khong vuong a", "không", "không bận ngày nào cả"]


@pytest.mark.parametrize("way", WAYS_FREE)
async def test_no_day_is_an_answer_of_its_own(fifteenth: Town, way: str) -> None:
    ha = fifteenth.cadre("Hà")
    assert "KHÔNG VƯỚNG ngày nào" in await ha.says(way)
    assert await answers(fifteenth) == [(ha.id, "free", None)]
    assert await away(fifteenth) == []


@pytest.mark.slow
@pytest.mark.both_databases
async def test_days_are_asked_for_and_feed_the_planner(fifteenth: Town) -> None:
    town, ha = fifteenth, fifteenth.cadre("Hà")
    assert "vướng những ngày nào trong tháng 1/2027?" in await ha.says("2")
    assert "12/01-14/01/2027, lý do công tác" in await ha.says("12-14/1 đi học")
    assert "20/01/2027, 24/01/2027" in await ha.says("20/1 và 24/1")
    assert "Đã ghi đủ ngày vướng" in await ha.says("1")
    assert [span[:2] for span in await away(town)] == [
        (date(2027, 1, 12), date(2027, 1, 14)),
        (date(2027, 1, 20), date(2027, 1, 20)),
        (date(2027, 1, 24), date(2027, 1, 24)),
    ]
    async with town.database.read() as session:
        facts = await planning.planning_facts(session, Month(2027, 1), date(2026, 12, 15))
    mine = next(cadre for cadre in facts.cadres if cadre.id == cadre_key(ha.id))
    assert [(s.first.day, s.last.day) for s in mine.blackouts] == [(12, 14), (20, 20), (24, 24)]


@pytest.mark.parametrize("text", ["bận 12-14/1 đi học", "vướng ngày 12/1"])
async def test_days_may_be_said_straight_away(fifteenth: Town, text: str) -> None:
    ha = fifteenth.cadre("Hà")
    assert "Còn ngày nào nữa" in await ha.says(text)
    assert (await answers(fifteenth))[0][1] == "away"
    assert (await away(fifteenth))[0][0] == date(2027, 1, 12)


async def test_doubtful_days_are_asked_back(fifteenth: Town) -> None:
    ha = fifteenth.cadre("Hà")
    back = await ha.says("không vướng trừ ngày 12/1")
    assert "1 Vướng 12/01/2027\n2 Không vướng" in back
    assert await answers(fifteenth) == []
    await ha.presses("Vướng 12/01/2027")
    assert [span[0] for span in await away(fifteenth)] == [date(2027, 1, 12)]


@pytest.mark.parametrize("text", ["đã nhận", "để tôi xem đã", "rõ"])
async def test_received_is_no_answer(fifteenth: Town, text: str) -> None:
    said = await fifteenth.cadre("Hà").says(text)
    assert "1 Không vướng" in said
    assert await answers(fifteenth) == []


@pytest.mark.slow
async def test_days_told_of_ones_own_accord_are_an_answer(fifteenth: Town) -> None:
    town = fifteenth
    await town.cadre("Hà").says("/ban 12-14/1 đi học")
    assert (await answers(town))[0][1] == "away"
    town.forget()
    await town.clock.reaches("2026-12-18 09:00")
    assert town.cadre("Hà").news == []


async def test_a_branch_may_want_another_day(fifteenth: Town) -> None:
    town = fifteenth
    await town.clock.reaches("2026-12-15 18:30")
    my = town.secretary("Mòng")
    assert "muốn họp ngày nào trong tháng 1/2027?" in await my.says("2")
    assert "cần một ngày trong tháng 1/2027" in await my.says("05/02")
    assert "xin họp Thứ Bảy 09/01" in await my.says("mùng 9/1")
    assert await answers(town) == [(my.id, "other", date(2027, 1, 9))]
    async with town.database.read() as session:
        facts = await planning.planning_facts(session, Month(2027, 1), date(2026, 12, 15))
    key = branch_key(town.ids.branches["NM01"])
    window = next(b for b in facts.branches if b.id == key).window
    assert window is not None
    assert (window.first, window.last) == (9, 9)


async def test_days_of_a_secretary_without_a_deputy_close_the_branch(town: Town) -> None:
    await town.secretary("Ngàm", "NM").says("/ban 6-8/12 đi học")  # no deputy
    await town.secretary("Mòng").says("/ban 5/12")  # the deputy leads the meeting
    async with town.database.read() as session:
        facts = await planning.planning_facts(session, Month(2026, 12), date(2026, 11, 16))
    closed = {b.id: [(s.first.day, s.last.day) for s in b.blackouts] for b in facts.branches}
    assert closed[branch_key(town.ids.branches["NM02"])] == [(6, 8)]
    assert closed[branch_key(town.ids.branches["NM01"])] == []


async def test_whoever_joins_meanwhile_is_asked_too(town: Town) -> None:
    code = await town.code_for("CB04")
    chat = town.stranger("lan")
    await chat.says(code)
    assert "Tháng 12/2026: đ/c có vướng ngày nào không?" in await chat.says("1")


async def test_nothing_is_asked_once_there_is_a_draft(town: Town) -> None:
    await town.drafts()
    await town.clock.reaches("2026-11-19 19:00")
    assert town.cadre("Hà").news == []


async def test_days_that_meet_the_draft_are_told_to_the_office(town: Town) -> None:
    await town.drafts()
    town.forget()
    await town.cadre("Hà").says("/ban 4-6/12 họp tỉnh")
    (told,) = town.coordinator.news
    assert told.startswith("Đ/c Hà Văn Tiến báo bận 04/12-06/12/2026; dự thảo tháng 12/2026")
    assert "đang xếp đ/c 2 buổi" in told
    assert [p.news for p in town.neighbours] == [[], [], [], []]


async def test_days_that_meet_a_published_visit_are_asked_about(town: Town) -> None:
    await town.publish()
    said = await town.cadre("Hà").says("/ban 5/12 họp tỉnh")
    assert "Đã ghi: đ/c bận 05/12/2026" in said
    assert "bản Mòng (Na Mèo): đ/c có dự" in said
    assert "VẮNG" in await town.cadre("Hà").says("2")


async def test_who_rests_is_asked_when_the_pause_is_over(town: Town) -> None:
    await town.coordinator.says("/tamdung CB01 ốm đến 18/11")
    town.forget()
    await town.clock.reaches("2026-11-18 09:00")
    assert town.cadre("Hà").news == []
    assert town.cadre("Lương").news != []
    await town.clock.reaches("2026-11-19 06:31")
    assert "Hết tạm dừng nhắc (sức khỏe). Tháng 12/2026: đ/c có vướng" in town.cadre("Hà").news[0]


async def test_days_away_are_ones_own_to_see_and_their_reason_to_erase(fifteenth: Town) -> None:
    ha = fifteenth.cadre("Hà")
    await ha.says("/ban 12-14/1 ốm")
    assert "1 lần báo ngày bận" in await ha.says("/dulieu")
    assert "Ngày bận: 12/01-14/01/2027, lý do sức khỏe" in await ha.says("/dulieu xuat")
    await ha.says("/dulieu xoa")
    await ha.says("1")
    assert [span[2] for span in await away(fifteenth)] == ["none"]
