"""Whatever colleagues ask of one another, and whoever says yes, the planner's rules still hold."""

from datetime import date
from random import Random

import pytest

from db import announced
from domain.calendar import Month
from domain.planning import rules
from tests.support.newcomers import HANH, NAM, OFFICE, holders, move_in
from tests.support.residents import BRANCHES
from tests.support.town import Player, Town

STEPS = 25
WISHES = ("/nhothay {}", "/nhothay đổi tuần {}", "/vang bận công tác", "hoàn tác")


async def broken(town: Town) -> set[object]:
    """Hard rules broken by what is published now."""
    async with town.database.read() as session:
        known = await announced.announced(session, Month(2026, 12), date(2026, 11, 16))
    return set(rules.breaches(known.facts, known.plan))


async def answer_everything(town: Town, cadres: list[Player], chance: Random) -> int:
    """Those who are asked say yes or no, and the office approves; how many swaps that made."""
    approved = 0
    for player in cadres:
        for message in player.news[-1:]:
            if "1 Nhận" in message:
                await player.says(chance.choice("112"))
    for message in town.coordinator.news:
        if "Đ/c duyệt không" in message:
            approved += "Đã duyệt" in await town.coordinator.says("1")
    return approved


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2])
async def test_no_wish_ends_in_a_clash(town: Town, seed: int) -> None:
    chance = Random(seed)
    newcomers = [await move_in(town, one) for one in (NAM, HANH, OFFICE)]
    await town.publish()
    cadres: list[Player] = [*(town.cadre(n) for n in ("Hà", "Lương", "Đạt", "Bình")), *newcomers]
    names = [player.resident.name for player in cadres]
    before, swaps = await broken(town), 0
    for _ in range(STEPS):
        who = chance.choice(cadres)
        said = await who.says(chance.choice(WISHES).format(chance.choice(names)))
        if "1 Gửi lời nhờ" in said or "nhờ người dự thay buổi nào" in said:
            await who.says("1")
        swaps += await answer_everything(town, cadres, chance)
        assert await broken(town) <= before, said
        for branch in BRANCHES:
            held = await holders(town, branch.code)
            assert len(held) == len(set(held))
    assert swaps >= 3  # else this test has proved nothing
