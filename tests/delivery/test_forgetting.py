"""Every night: words older than 30 days are forgotten, what they meant is kept."""

from collections.abc import Sequence

import pytest

from db.inbox import IncomingRow
from db.questions import Question
from db.visits import PromiseRow
from domain.asks import AskKind
from tests.support.town import PLAN, Town


async def texts(town: Town) -> Sequence[str | None]:
    rows = await town.rows(IncomingRow)
    return [row.text for row in sorted(rows, key=lambda row: row.id)][-2:]


async def typed(town: Town) -> list[object]:
    """What the office typed beside a name that several people have."""
    rows = await town.rows(Question)
    return [row.payload.get("said") for row in rows if row.kind == AskKind.CALL_LIST]


@pytest.mark.both_databases
async def test_words_are_forgotten_after_thirty_days_and_facts_stay(town: Town) -> None:
    await town.publish({"NM01": PLAN["NM01"]})
    await town.cadre("Hà").says("Dạ em dự được ạ")
    await town.coordinator.says("/nhapho Văn vắng, bận họp tỉnh")
    assert (await texts(town))[0] == "Dạ em dự được ạ"
    assert set(await typed(town)) == {"vắng, bận họp tỉnh"}
    promised = await town.rows(PromiseRow)
    assert len(promised) == 1

    await town.clock.reaches("2026-12-15 03:00")
    assert None not in await texts(town)
    await town.clock.reaches("2026-12-17 03:00")
    assert set(await texts(town)) == {None}
    assert set(await typed(town)) == {None}
    assert [row.promise for row in await town.rows(PromiseRow)] == [promised[0].promise]
    await town.clock.reaches("2026-12-18 03:00")  # a night with nothing to forget
    assert set(await typed(town)) == {None}
