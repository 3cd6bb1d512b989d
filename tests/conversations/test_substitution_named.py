"""/nhothay: a colleague asked by name, a trade of weeks; the planner's checks; replanning."""

from datetime import date

import pytest

from db import announced
from db.plans import FieldWeek
from db.substitutions import Substitution, SubstitutionAsk
from db.units import Unit
from db.visits import PromiseRow
from domain.calendar import Month
from domain.people import Role
from domain.planning import rules
from domain.planning.repair import announced_plan
from domain.planning.solver import solve
from tests.support.newcomers import HANH, NAM, holders, move_in
from tests.support.residents import Resident
from tests.support.town import PLAN, Town

GAP = "SD01"


async def searches(town: Town) -> list[tuple[str, str, str | None]]:
    return [(row.kind, row.state, row.ended_by) for row in await town.rows(Substitution)]


@pytest.mark.both_databases
async def test_a_colleague_asked_by_name_takes_the_visit(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("1")
    town.forget()
    answer = await luong.says("/nhothay Nam")
    assert "Đã gửi lời nhờ đ/c Lò Văn Nam" in answer
    assert "vẫn dự theo lịch" in answer
    assert "đ/c Lương Thị Thu nhờ đ/c dự họp thay" in nam.news[-1]
    assert await holders(town, GAP) == [luong.id]
    await nam.says("1")
    assert await holders(town, GAP) == [luong.id]
    await town.coordinator.says("1")
    assert await holders(town, GAP) == [nam.id]
    assert await searches(town) == [("named", "filled", "filled")]
    assert "đ/c Lò Văn Nam dự thay đ/c" in luong.news[-1]


async def test_the_list_is_offered_and_a_number_or_a_name_chooses(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    luong = town.cadre("Lương")
    offered = await luong.says("/nhothay")
    assert "1 Lục Văn Bình (cấp ủy cùng xã" in offered
    assert "2 Lò Văn Nam (cùng cơ quan" in offered
    assert "Hà" not in offered  # not free
    await luong.says("nam")
    assert "nhờ đ/c dự họp thay" in nam.heard_last


async def test_which_visit_is_asked_when_there_are_several(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    ha = town.cadre("Hà")
    assert "1 T7 05/12 19h30 bản Mòng (Na Mèo)" in await ha.says("/nhothay Nam")
    assert "Đã gửi lời nhờ đ/c Lò Văn Nam" in await ha.says("2")
    assert "bản Ngàm (Na Mèo)" in nam.heard_last


REFUSED = (
    ("Hà", "buổi họp ngoài tuần cơ sở"),
    ("Đạt", "Không có “Đạt”"),  # of another office and commune
    ("Mỵ", "Không có “Mỵ”"),  # a secretary
    ("Nguyễn", "Không có “Nguyễn”"),
)


@pytest.mark.parametrize(("name", "why"), REFUSED)
async def test_who_must_not_or_cannot_is_refused_with_the_reason(
    town: Town, name: str, why: str
) -> None:
    await town.publish()
    assert why in await town.cadre("Lương").says(f"/nhothay {name}")
    assert await town.rows(Substitution) == []


async def test_two_of_one_name_are_told_apart_by_code(town: Town) -> None:
    await move_in(town, NAM)
    second = await move_in(town, Resident("X05", "Vi Văn Nam", Role.CADRE, "TC"))
    await town.publish()
    assert "X02 Lò Văn Nam; X05 Vi Văn Nam" in await town.cadre("Lương").says("/nhothay nam")
    await town.cadre("Lương").says("/nhothay X05")
    assert "nhờ đ/c dự họp thay" in second.heard_last


async def test_a_colleague_who_says_no_or_nothing_leaves_everything(town: Town) -> None:
    nam = await move_in(town, NAM)
    await move_in(town, HANH)
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("/nhothay Nam")
    await nam.says("2")
    assert "không nhận dự thay được, đ/c vẫn dự theo lịch" in luong.heard_last
    await luong.says("/nhothay Hạnh")
    assert "đang hỏi người dự thay" in await luong.says("/nhothay Nam")
    await town.clock.reaches("2026-11-17 12:00")
    assert "chưa trả lời lời nhờ" in luong.heard_last
    assert [s[2] for s in await searches(town)] == ["declined", "silent"]
    assert len(await town.rows(SubstitutionAsk)) == 2  # nobody else was asked
    assert await holders(town, GAP) == [luong.id]


async def test_a_decline_while_a_colleague_thinks_becomes_a_gap(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    luong = town.cadre("Lương")
    await luong.says("/nhothay Nam")
    await luong.says("/vang ốm")
    assert await searches(town) == [("gap", "asking", None)]
    await nam.says("2")
    assert "dự họp thay" in town.cadre("Bình").heard_last


async def test_a_swap_survives_a_new_plan(town: Town) -> None:
    nam = await move_in(town, NAM)
    await town.publish()
    await town.cadre("Lương").says("/nhothay Nam")
    await nam.says("1")
    await town.coordinator.says("1")
    async with town.database.read() as session:
        facts = await announced.planning_facts(session, Month(2026, 12), date(2026, 11, 16))
    plan = solve(facts, seconds=5)
    key, lo = f"B{town.ids.branches[GAP]:08d}", f"C{nam.id:08d}"
    assert [m.attend for m in plan.meetings if m.branch == key] == [(lo,)]
    kept = {(m.branch, m.date, m.part, m.attend) for m in announced_plan(facts).meetings}
    assert {(m.branch, m.date, m.part, m.attend) for m in plan.meetings} == kept


async def agree_to_trade(town: Town) -> None:
    await town.publish()
    checked = await town.cadre("Hà").says("/nhothay đổi tuần Lương")
    assert "đ/c đi tuần 07/12-13/12 và dự:\n- T5 10/12 19h30, bản Ngàm (Sơn Điện)" in checked
    assert "đ/c Lương Thị Thu đi tuần 30/11-06/12 và dự:\n- T7 05/12 19h30, bản Mòng" in checked
    town.forget()
    await town.cadre("Hà").says("1")
    assert "xin đổi tuần cơ sở" in town.cadre("Lương").news[-1]
    await town.cadre("Lương").says("nhận")


async def weeks(town: Town) -> dict[int, date]:
    return {row.person_id: row.monday for row in await town.rows(FieldWeek)}


@pytest.mark.slow
@pytest.mark.both_databases
async def test_a_trade_of_weeks(town: Town) -> None:
    ha, luong = town.cadre("Hà"), town.cadre("Lương")
    await agree_to_trade(town)
    assert await holders(town, "NM01") == [ha.id]
    assert "đã kiểm, không trùng lịch" in town.coordinator.heard_last
    assert "Đã duyệt đổi tuần" in await town.coordinator.says("1")
    for branch, who in (("NM01", luong), ("NM02", luong), (GAP, ha)):
        assert await holders(town, branch) == [who.id]
    assert await weeks(town) == {
        ha.id: date(2026, 12, 7),
        luong.id: date(2026, 11, 30),
        town.cadre("Đạt").id: date(2026, 11, 30),
    }
    assert "Tuần của đ/c: 07/12-13/12" in ha.heard_last
    assert "đ/c Hà Văn Tiến → đ/c Lương Thị Thu" in town.secretary("Mòng").heard_last
    promised = [row.promise for row in await town.rows(PromiseRow)]
    assert promised == ["coming"] * 3
    async with town.database.read() as session:
        facts = await announced.planning_facts(session, Month(2026, 12), date(2026, 11, 16))
    assert list(rules.breaches(facts, announced_plan(facts))) == []
    assert {m.attend for m in solve(facts, seconds=5).meetings} == {
        m.attend for m in announced_plan(facts).meetings
    }


@pytest.mark.parametrize("way", ["không", "2"])
async def test_a_trade_needs_both(town: Town, way: str) -> None:
    await town.publish()
    before = await weeks(town)
    await town.cadre("Hà").says("/nhothay doi tuan Luong")
    await town.cadre("Hà").says("1")
    await town.cadre("Lương").says(way)
    assert "không đổi được" in town.cadre("Hà").heard_last
    assert await weeks(town) == before


async def test_a_trade_that_would_clash_is_refused(town: Town) -> None:
    await town.publish()
    await town.cadre("Lương").says("/ban 05/12 đám cưới")
    assert "trùng lịch" in await town.cadre("Hà").says("/nhothay đổi tuần Lương")
    assert await town.rows(Substitution) == []


async def test_a_trade_with_the_same_week_is_no_trade(town: Town) -> None:
    async with town.database.begin() as session:  # their office may spare both at once
        (await session.get_one(Unit, town.ids.units["TC"])).max_away = 2
    await town.publish(PLAN | {"SD01": "2026-12-03 19:30"})
    assert "cùng một tuần" in await town.cadre("Hà").says("/nhothay đổi tuần Lương")


async def test_nobody_trades_a_week_that_has_begun(town: Town) -> None:
    await town.publish()
    town.clock.jumps_to("2026-11-30 08:00")
    assert "đã bắt đầu" in await town.cadre("Hà").says("/nhothay đổi tuần Lương")


async def test_a_trade_nobody_answers_lapses(town: Town) -> None:
    await town.publish()
    before = await weeks(town)
    await town.cadre("Hà").says("/nhothay đổi tuần Lương")
    await town.cadre("Hà").says("1")
    await town.clock.reaches("2026-11-17 12:00")
    assert "chưa trả lời" in town.cadre("Hà").heard_last
    assert await weeks(town) == before
