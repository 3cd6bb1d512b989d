"""/hoantac takes back every change of a plan for ten minutes: drafts by hand too, never /duyet."""

from db.plans import FieldWeek, PlanLine
from tests.support.newcomers import HANH, holders, move_in
from tests.support.town import PLAN, Town, instant


async def lines(town: Town) -> list[tuple[object, ...]]:
    rows = await town.rows(PlanLine)
    return [(row.branch_id, row.starts_at, row.habitual, row.pinned) for row in rows]


async def weeks(town: Town) -> list[tuple[int, object]]:
    return [(row.person_id, row.monday) for row in await town.rows(FieldWeek)]


async def test_a_line_moved_in_the_draft(town: Town) -> None:
    await town.drafts()
    before = await lines(town), sorted(await weeks(town))
    await town.coordinator.says("/doilich NM01 03/12 14h")
    assert "HOANTAC" in await town.coordinator.says("1")
    assert (await lines(town), sorted(await weeks(town))) != before
    assert "Đã hoàn tác: thay đổi dự thảo tháng 12/2026" in await town.coordinator.says("hoàn tác")
    assert (await lines(town), sorted(await weeks(town))) == before
    assert "không có thay đổi nào" in await town.coordinator.says("/hoantac")


async def test_a_pin(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/ghim NM01")
    assert any(row.pinned for row in await town.rows(PlanLine))
    assert "(1 chi bộ)" in await town.coordinator.says("/hoantac")
    assert not any(row.pinned for row in await town.rows(PlanLine))


async def test_not_once_the_draft_is_another(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/doilich NM01 03/12 14h")
    await town.coordinator.says("1")
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    assert "đã có thay đổi khác" in await town.coordinator.says("/hoantac")
    assert (await town.rows(PlanLine))[0].starts_at == instant("2026-12-03 14:00")


async def test_an_approval_is_not_taken_back_but_mended(town: Town) -> None:
    await town.drafts()
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    assert "không có thay đổi nào để hoàn tác" in await town.coordinator.says("/hoantac")
    assert "bản Mòng" in town.secretary("Mòng").heard_last


async def test_nobody_is_put_in_two_places_by_taking_back(town: Town) -> None:
    hanh = await move_in(town, HANH)
    await town.publish(PLAN | {"SD01": "2026-12-12 07:30"})  # when bản Sủa meets too
    luong, binh = town.cadre("Lương"), town.cadre("Bình")
    await binh.says("/nhothay Hạnh")
    await hanh.says("1")
    await town.coordinator.says("1")
    await luong.says("/nhothay Bình")  # who is free at that hour by now
    await binh.says("1")
    await town.coordinator.says("1")
    assert (await holders(town, "SD02"), await holders(town, "SD01")) == ([hanh.id], [binh.id])
    assert "lịch cũ nay trùng" in await hanh.says("/hoantac")
    assert (await holders(town, "SD02"), await holders(town, "SD01")) == ([hanh.id], [binh.id])
    assert "Đã hoàn tác" in await town.coordinator.says("/hoantac")  # the newer of the two first
    assert "Đã hoàn tác" in await hanh.says("/hoantac")
    assert (await holders(town, "SD02"), await holders(town, "SD01")) == ([binh.id], [luong.id])
