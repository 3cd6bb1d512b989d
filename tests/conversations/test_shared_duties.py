"""Shared duties as people read them: oneself in /toi, offices in /congbang, nobody next door."""

from datetime import date

import pytest

from db import fairness, planning
from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.people import Post
from db.plans import FieldWeek, PlanRow, PlanState
from db.substitutions import Substitution
from db.visits import PresenceRow, Visit
from domain.calendar import Month
from domain.ids import VisitId
from domain.people import Role
from domain.substitution import SubstitutionKind, SubstitutionState
from tests.support.town import Town, instant


async def played(town: Town) -> None:
    """The middle of December; Hà was at two meetings, Lương missed one, Đạt has said nothing."""
    await town.publish()
    town.clock.jumps_to("2026-12-14 09:00")
    async with town.database.begin() as session:
        for code, minutes in (("NM01", 45), ("NM02", None), ("SD01", 20), ("TL01", 15)):
            branch = await session.get_one(Branch, town.ids.branches[code])
            branch.travel_minutes = minutes
        for code, branch_code, presence in (
            ("CB01", "NM01", "present"),
            ("CB01", "NM02", "present"),
            ("CB02", "SD01", "absent"),
        ):
            await says(town, session, code, branch_code, presence, witness=code)


async def says(
    town: Town, session: Session, code: str, branch: str, presence: str, *, witness: str
) -> None:
    session.add(
        PresenceRow(
            visit_id=VisitId(await town.visit_id(code, branch)),
            version=1,
            witness_id=town.ids.people[witness],
            actor_id=town.ids.people[witness],
            presence=presence,
            held=True,
            source="digit",
            at=town.clock.now(),
        )
    )


async def test_everybody_reads_about_themselves(town: Town) -> None:
    assert "tháng qua" not in await town.cadre("Hà").says("/toi")
    await played(town)
    said = await town.cadre("Hà").says("/toi")
    assert (
        "6 tháng qua đ/c dự 2/2 buổi; 1 buổi tối, 2 buổi cuối tuần; đi đường khoảng 1 giờ 30 phút."
    ) in said.splitlines()
    assert "dự 0/1 buổi" in await town.cadre("Lương").says("/toi")
    assert "1 buổi chưa báo có mặt" in await town.cadre("Đạt").says("/toi")
    assert "tháng qua" not in await town.secretary("Mòng").says("/toi")


@pytest.mark.both_databases
async def test_offices_are_compared_and_only_their_coordinator_reads_names(town: Town) -> None:
    assert "Chưa có buổi họp" in await town.coordinator.says("/congbang")
    await played(town)
    whole = await town.coordinator.says("/congbang 3")
    assert "từ tháng 10/2026 đến tháng 12/2026" in whole
    assert (
        "Ban Tổ chức, 2 cán bộ, dự 2/3 lượt: dự 1 (0–2) buổi; tối 0,5 (0–1); "
        "cuối tuần 1 (0–2); đi đường 45 (0–90) phút; dự thay 0 (0–0)." in whole
    )
    assert "Chưa tính đường đi của 1 lượt" in whole
    for resident in ("Hà Văn Tiến", "Lương Thị Thu"):
        assert resident not in whole
    names = await town.coordinator.says("/congbang 6 ban to chuc")
    assert "- Hà Văn Tiến: dự 2 buổi; tối 1; cuối tuần 2; đi đường 90 phút; dự thay 0" in names
    assert names.index("Lương Thị Thu") < names.index("Hà Văn Tiến")  # Thu before Tiến
    assert "Ngân Văn Đạt" not in names

    leader = await town.leader.says("/congbang ban to chuc")
    assert "Ban Tổ chức, 2 cán bộ" in leader
    assert "Hà Văn Tiến" not in leader
    neighbour = await town.person("DP2").says("/congbang")
    assert "Ban Tổ chức" not in neighbour
    assert "Không tìm thấy" in await town.person("DP2").says("/congbang ban to chuc")
    assert "Ban Tổ chức" not in await town.cadre("Hà").says("/congbang")


@pytest.mark.parametrize("asked", ["5", "0", "24 ban tổ chức"])
async def test_other_periods_are_refused(town: Town, asked: str) -> None:
    answer = await town.coordinator.says(f"/congbang {asked}")
    assert "3, 6, 12" in answer
    assert "/congbang 6" in answer


async def test_one_s_own_word_counts_before_another_s(town: Town) -> None:
    await played(town)
    async with town.database.begin() as session:
        await says(town, session, "CB02", "SD01", "present", witness="BT-SD01")
        await says(town, session, "CB03", "TL01", "present", witness="BT-TL01")
    async with town.database.read() as session:
        found = await fairness.duties(
            session, instant("2026-12-01 00:00"), instant("2026-12-31 00:00")
        )
    assert {d.person.name: d.attended for d in found} == {
        "Hà Văn Tiến": True,
        "Lương Thị Thu": False,
        "Ngân Văn Đạt": True,
        "Lục Văn Bình": None,
        "Hà Thị Lan": None,
    }


async def test_what_did_not_take_place_is_nobody_s_duty(town: Town) -> None:
    await played(town)
    async with town.database.begin() as session:
        for code, state in (("NM01", "postponed"), ("NM02", "not_held"), ("SD01", "held")):
            rows = await town.rows(Meeting, branch_id=town.ids.branches[code])
            (await session.get_one(Meeting, rows[-1].id)).state = state
    async with town.database.read() as session:
        since, until = instant("2026-12-01 00:00"), instant("2026-12-11 00:00")
        found = await fairness.duties(session, since, until)
    assert sorted(d.person.name for d in found) == ["Lương Thị Thu", "Ngân Văn Đạt"]


@pytest.mark.parametrize(
    ("kind", "stood_in"), [(SubstitutionKind.GAP, True), (SubstitutionKind.TRADE, False)]
)
async def test_standing_in_is_coming_for_another(
    town: Town, kind: SubstitutionKind, stood_in: bool
) -> None:
    await played(town)
    async with town.database.begin() as session:
        old = await session.get_one(Visit, await town.visit_id("CB02", "SD01"))
        old.ended_at = town.clock.now()
        session.add(Visit(meeting_id=old.meeting_id, person_id=town.ids.people["CB03"]))
        await session.flush()
        session.add(
            Substitution(
                kind=kind,
                person_id=town.ids.people["CB02"],
                month="2026-12",
                visit_id=old.id,
                meeting_id=old.meeting_id,
                version=1,
                state=SubstitutionState.FILLED,
                opened_at=town.clock.now(),
                looked_at=town.clock.now(),
                filled_by=town.ids.people["CB03"],
            )
        )
    async with town.database.begin() as session:
        await says(town, session, "CB03", "SD01", "present", witness="CB03")
    async with town.database.read() as session:
        since, until = instant("2026-12-01 00:00"), instant("2026-12-31 00:00")
        found = await fairness.duties(session, since, until, [town.ids.people["CB03"]])
    assert [(d.attended, d.stood_in) for d in found] == [(None, False), (True, stood_in)]


async def test_a_post_that_ended_is_no_member(town: Town) -> None:
    async with town.database.begin() as session:
        for row in await town.rows(Post, person_id=town.ids.people["CB02"], role=Role.CADRE):
            (await session.get_one(Post, row.id)).valid_to = date(2026, 11, 1)
    async with town.database.read() as session:
        found = await fairness.members(session, [town.ids.units["TC"]], date(2026, 12, 1))
    assert [member.person.name for member in found] == ["Hà Văn Tiến"]


async def test_the_planner_knows_the_newest_published_field_week(town: Town) -> None:
    person = town.ids.people["CB01"]
    async with town.database.begin() as session:
        for month, monday, state in (
            ("2026-09", date(2026, 9, 7), PlanState.APPROVED),
            ("2026-10", date(2026, 10, 12), PlanState.APPROVED),
            ("2026-11", date(2026, 11, 2), PlanState.REPLACED),
            ("2026-12", date(2026, 12, 7), PlanState.APPROVED),
        ):
            row = PlanRow(
                month=month,
                state=state,
                solved="optimal",
                cost=0,
                bound=0,
                certificate={},
                made_at=town.clock.now(),
            )
            session.add(row)
            await session.flush()
            session.add(FieldWeek(plan_id=row.id, person_id=person, monday=monday))
    async with town.database.read() as session:
        facts = await planning.planning_facts(session, Month(2026, 12), date(2026, 11, 20))
    weeks = {cadre.id: cadre.last_field_week for cadre in facts.cadres}
    assert weeks[planning.cadre_key(person)] == date(2026, 10, 12)
    assert weeks[planning.cadre_key(town.ids.people["CB02"])] is None
