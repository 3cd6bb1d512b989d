"""A tick of the clock with a thousand and with a million past meetings: `python -m bench.ticking`.

The sample district with its December published, and a past of other branches beside it; the two
houses tick in turn, so that a busy machine is busy for both.
"""

import asyncio
import statistics
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bench.figures import Figure, show
from bench.month import Month
from db.base import Database

FEW, MANY = 1_000, 1_000_000
MONTHS = 100  # of the past, for each branch
TICKS = 300

_BRANCHES = """
INSERT INTO branches (code, unit_id, village, village_fold, meeting_place, members, exempt,
                      habit, habit_time, valid_from, valid_to)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :branches)
SELECT 'X' || i, unit_id, village || i, village_fold || i, meeting_place, members, exempt,
       habit, habit_time, '2010-01-01', '2026-11-01'
FROM n, (SELECT * FROM branches ORDER BY id LIMIT 1)
"""
_MEETINGS = """
INSERT INTO meetings (branch_id, plan_id, month, kind, starts_at, place, state, version,
                      published_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :months)
SELECT b.id, NULL, strftime('%Y-%m', '2026-10-01', '-' || i || ' months'), one.kind,
       strftime('%Y-%m-05 12:30:00.000000', '2026-10-01', '-' || i || ' months'), one.place,
       'held', 1, one.published_at
FROM n, (SELECT id FROM branches WHERE code LIKE 'X%') AS b,
     (SELECT * FROM meetings ORDER BY id LIMIT 1) AS one
"""
_VISITS = """
INSERT INTO visits (meeting_id, person_id)
SELECT m.id, (SELECT min(person_id) FROM visits) FROM meetings m
WHERE m.branch_id IN (SELECT id FROM branches WHERE code LIKE 'X%')
"""


async def add_past(database: Database, meetings: int) -> None:
    """So many past meetings of other branches, each with a visit."""
    async with database.begin() as session:
        await session.execute(text(_BRANCHES), {"branches": meetings // MONTHS})
        await session.execute(text(_MEETINGS), {"months": MONTHS})
        await session.execute(text(_VISITS))
        count = await session.scalar(text("SELECT count(*) FROM meetings"))
        assert count is not None
        assert count >= meetings


async def _measure(folder: Path) -> list[Figure]:
    months = []
    for past in (FEW, MANY):
        (folder / str(past)).mkdir()
        month = Month(folder / str(past))
        await month.publish()
        await add_past(month.app.database, past)
        months.append(month)
    took: list[list[float]] = [[], []]
    for _ in range(TICKS):
        for month, seconds in zip(months, took, strict=True):
            month.clock.move_to(month.clock.now() + timedelta(seconds=10))
            seconds.append(await month.tick())
    for month in months:
        await month.app.database.close()
    few, many = (statistics.median(seconds) for seconds in took)
    return [
        Figure(f"a tick with {FEW:,} past meetings", 1000 * few, "ms"),
        Figure(f"a tick with {MANY:,} past meetings", 1000 * many, "ms"),
        Figure("  ratio", many / few, "", "<= 1.3"),
    ]


def measure() -> list[Figure]:
    """The median of three hundred ticks each, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


if __name__ == "__main__":
    show(measure())
