"""Papers of random histories: their lines add up to what every report prints, and stay the same."""

import pytest
from sqlalchemy import select

from db import period_papers
from db.base import Database
from db.units import Unit
from domain.ids import UnitId
from domain.reports.facts import Figure
from domain.reports.ledger import distinct
from domain.reports.period_paper import read_paper, written
from domain.reports.periods import Period
from tests.papers.period_papers import figures
from tests.support.histories import random_history
from tests.support.town import instant

NOW = instant("2026-12-18 10:00")
GRADES = {Figure.GRADED_GOOD, Figure.GRADED_FAIR, Figure.GRADED_AVERAGE, Figure.GRADED_POOR}
COUNTED = (  # what lines can be counted for; the others are about people and branches
    *(figure for figure in Figure if figure.of_meetings and figure not in GRADES),
    Figure.DUE,
    Figure.PRESENT,
    Figure.EXCUSED,
    Figure.ABSENT,
    Figure.UNSEEN,
)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("asked", ["2026-11", "2026-W50"])
async def test_lines_add_up_to_the_figures_of_each_commune(
    database: Database, seed: int, asked: str
) -> None:
    async with database.begin() as session:
        await random_history(session, seed, NOW)
    async with database.read() as session:
        roots = list(await session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))))
        period = Period.parse(asked)
        paper = await period_papers.paper(session, [UnitId(r) for r in roots], period, NOW)
    assert paper.lines
    for commune in paper.communes:
        mine = [line for line in paper.lines if line.unit == commune.unit_id]
        assert mine == [line for line in paper.lines if line.commune == commune.name]
        counted = figures(mine)
        for figure in COUNTED:
            assert commune.figures[figure] == counted[figure], (commune.name, figure)
        assert commune.figures.members == counted.members
    assert read_paper(written(paper)).lines == paper.lines
    assert written(read_paper(written(paper))) == written(paper)


def test_two_communes_of_one_name_are_told_apart() -> None:
    assert distinct({UnitId(1): "Na Mèo", UnitId(2): "Na Mèo", UnitId(3): "Tam Lư"}) == {
        UnitId(1): "Na Mèo (1)",
        UnitId(2): "Na Mèo (2)",
        UnitId(3): "Tam Lư",
    }
