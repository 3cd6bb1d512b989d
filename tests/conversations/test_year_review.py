"""The three lists of the year: the coordinator alone sees them, by a dated rule; and `/toi`."""

from sqlalchemy import select

from db.audit import LOOKED, AuditEntry
from db.planner_settings import PlannerSetting
from domain.messages import Source
from tests.support.december import NUMBERS, reports
from tests.support.town import Town

ONE = "/xetnam quytac khenbuoi 1"
ONE_VISIT = "/xetnam quytac khenluot 1"


async def december_over(town: Town) -> None:
    """NM01 and NM02 report in time, SD01 late, SD02 through the office, TL02 not at all."""
    await town.publish()
    ways = {"SD01": (50.0, Source.TEXT), "SD02": (3.0, Source.ON_BEHALF)}
    for code, numbers in NUMBERS.items():
        hours, source = ways.get(code, (3.0, Source.TEXT))
        await reports(town, code, numbers, hours=hours, source=source)
    town.clock.jumps_to("2026-12-31 09:00")


async def test_the_three_lists_with_their_numbers_and_the_rule(town: Town) -> None:
    await december_over(town)
    await town.coordinator.says(ONE)
    await town.coordinator.says(ONE_VISIT)
    overview = await town.coordinator.says("/xetnam 2026")
    assert "Chi bộ: 4/6. Quy tắc: họp đủ các tháng" in overview
    assert "Bí thư: 3/6. Quy tắc: từ 1 buổi; tự báo trong 24 giờ" in overview
    assert "không xếp hạng" in overview

    branches = await town.coordinator.says("/xetnam 2026 chi bộ")
    assert "bản Mòng (Na Mèo): họp 1/1 tháng; dự 20/22 (90,9%)" in branches
    assert "bản Ngàm (Sơn Điện)" not in branches  # 33 of 40
    assert "bản Hát" not in branches  # silent

    assert "bản Mòng" not in await town.coordinator.says("/xetnam 2026 chibo 2")
    secretaries = await town.coordinator.says("/xetnam 2026 bithu")
    assert "Lò Thị Mỵ, bản Mòng (Na Mèo): tự báo đúng hạn 1/1" in secretaries
    for late in ("Ngân Thị Hoa", "Lữ Văn Thanh", "Vi Văn Phúc"):
        assert late not in secretaries

    cadres = await town.coordinator.says("/xetnam cán bộ")
    assert "Hà Văn Tiến: dự 2/2 (100%)" in cadres
    assert "Hà Thị Lan" not in cadres  # nobody said what became of her visit
    looked = await town.rows(AuditEntry, action=LOOKED)
    assert [entry.detail["where"] for entry in looked] == ["xetnam", "xetnam"]


async def test_nobody_else_sees_the_lists_and_a_part_sees_its_part(town: Town) -> None:
    await december_over(town)
    everybody = (town.leader, town.commune_leader, town.admin, town.secretary("Mòng"))
    for other in (*everybody, town.cadre("Hà")):
        assert "không thuộc phần việc" in await other.says("/xetnam 2026")
    part = town.person("DP2")  # coordinates Tam Lư
    await part.says(ONE)
    said = "\n".join([await part.says("/xetnam 2026 chibo"), await part.says("/xetnam 2026 bithu")])
    assert "bản Tình" in said
    for theirs in ("Mòng", "Ngàm", "Sủa", "Lò Thị Mỵ", "Na Mèo", "Sơn Điện"):
        assert theirs not in said


async def test_the_rule_is_dated_and_the_past_keeps_its_own(town: Town) -> None:
    await december_over(town)
    assert "Chưa có" in await town.coordinator.says("/xetnam 2026 bithu")  # too few meetings
    assert "áp dụng từ hôm nay" in await town.coordinator.says(ONE)
    (entry,) = await town.rows(AuditEntry, action="commend.set")
    assert entry.detail == {"key": "khenbuoi", "value": "1"}
    assert "Lò Thị Mỵ" in await town.coordinator.says("/xetnam 2026 bithu")
    town.clock.jumps_to("2027-02-01 09:00")
    await town.coordinator.says("/xetnam quytac khenbuoi 12")
    assert "Lò Thị Mỵ" in await town.coordinator.says("/xetnam 2026 bithu")
    assert "khenbuoi: 12" in await town.coordinator.says("/xetnam quytac")
    async with town.database.read() as session:
        assert len(list(await session.scalars(select(PlannerSetting)))) == 2
    for wrong in ("/xetnam quytac khenbuoi 99", "/xetnam quytac gi 1", "/xetnam 2026 dang vien"):
        assert "Hệ thống chưa đọc được" in await town.coordinator.says(wrong)


async def test_everybody_sees_their_own_year_and_nobody_elses(town: Town) -> None:
    await december_over(town)
    mine = await town.secretary("Mòng").says("/toi")
    assert "Năm 2026 của đ/c:" in mine
    assert "bản Mòng (Na Mèo): họp 1/1 tháng; dự 20/22 (90,9%)" in mine
    assert "tự báo trong 24 giờ: 1/1 (100%) buổi" in mine
    assert "Ngàm" not in mine
    assert "đã dự 2/2 (100%) lượt" in await town.cadre("Hà").says("/toi")
    assert "Năm 2026" not in await town.leader.says("/toi")
