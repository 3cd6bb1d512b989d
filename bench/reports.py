"""How long a summary takes: for 94 branches, and for 100,000, on SQLite.

Every branch has met in each of two months: six numbers, one cadre who promised and came, both
witnesses. `python -m bench.reports [--branches 100000]`
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import insert

from db import facts, migrate
from db.base import Base, Database, Session
from db.branches import Branch
from db.meetings import Meeting, MeetingResult
from db.people import PersonRow
from db.units import Unit, UnitKind
from db.visits import PresenceRow, PromiseRow, Visit
from domain.ids import UnitId
from domain.reports.facts import Figure
from domain.reports.periods import Period
from domain.reports.summary import summary
from texts.reports.opening import opening

NOW = datetime(2026, 12, 25, 8, tzinfo=UTC)
MONTHS = ("2026-11", "2026-12")
A_COMMUNE = 100  # branches
AT_ONCE = 20_000
ROOT = UnitId(1)


async def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branches", type=int, nargs="+", default=[94, 100_000])
    for branches in parser.parse_args().branches:
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
            await migrate.upgrade(database)
            await _fill(database, branches)
            await _measure(database, branches)
            await database.close()


async def _measure(database: Database, branches: int) -> None:
    repeat = 20 if branches < 1000 else 3
    print(f"{branches:,} branches, best of {repeat} on the processor (median), and by the clock:")
    for name, work in WORK.items():
        spent, took = [], []
        for _ in range(repeat):
            async with database.read() as session:
                began, before = process_time(), perf_counter()
                await work(session)
                spent.append(1000 * (process_time() - began))
                took.append(1000 * (perf_counter() - before))
        print(
            f"  {name}: {median(spent):,.0f} ms ({max(spent):,.0f}), clock {median(took):,.0f} ms"
        )


async def _summary(session: Session, period: Period) -> None:
    this, last = await facts.two_periods(session, [ROOT], period, NOW)
    assert this.figures[Figure.HELD]
    opening(summary(this, last))


async def _week(session: Session) -> None:
    await _summary(session, Period.parse("2026-W51"))


async def _month(session: Session) -> None:
    await _summary(session, Period.parse("2026-12"))


async def _trend(session: Session) -> None:
    await facts.trend(session, [ROOT], Period.parse("2026-W51"), 12, NOW)


async def _rows(session: Session) -> None:
    period = Period.parse("2026-12")
    scope = await facts.scope(session, [ROOT], period.since, period.until, NOW)
    await facts.meeting_rows(session, scope, Figure.LOW_TURNOUT, limit=60)


WORK: dict[str, Callable[[Session], Awaitable[None]]] = {
    "weekly summary, with the week before": _week,
    "monthly summary, with the month before": _month,
    "trend of twelve weeks": _trend,
    "first page of a list": _rows,
}


async def _fill(database: Database, branches: int) -> None:
    chance = Random(1)
    communes = -(-branches // A_COMMUNE) if branches > A_COMMUNE else 12
    since = date(2026, 1, 1)
    units = [{"id": 1, "code": "R", "parent_id": None, "name": "R", "name_fold": "r"}] + [
        {"id": n, "code": f"C{n}", "parent_id": 1, "name": f"Xã {n}", "name_fold": f"xa {n}"}
        for n in range(2, communes + 2)
    ]
    await _put(database, UnitKind, [{"code": "c", "label": "c", "rank": 1}])
    await _put(database, Unit, [{**u, "kind_code": "c", "valid_from": since} for u in units])
    await _put(database, PersonRow, [_person(n) for n in range(1, branches + 2)])
    await _put(database, Branch, [_branch(n, communes, since) for n in range(1, branches + 1)])
    for month in range(len(MONTHS)):
        await _meetings(database, branches, month, chance)


def _person(n: int) -> dict[str, object]:
    return {"id": n, "code": f"P{n}", "name": f"P {n}", "name_fold": f"p {n}"}


def _branch(n: int, communes: int, since: date) -> dict[str, object]:
    return {
        "id": n,
        "code": f"B{n}",
        "unit_id": 2 + n % communes,
        "village": f"bản {n}",
        "village_fold": f"ban {n}",
        "meeting_place": "nhà văn hóa",
        "members": 40,
        "exempt": 2,
        "habit": "day:5",
        "habit_time": datetime(2026, 1, 1, 19, 30).time(),  # noqa: DTZ001 - only its hour
        "valid_from": since,
    }


async def _meetings(database: Database, branches: int, month: int, chance: Random) -> None:
    """Every branch's meeting of a month, and everything said about it; a few are still open."""
    first = month * branches
    starts = datetime(2026, 11 + month, 1, 12, 30, tzinfo=UTC)
    meetings, results, visits, promises, presences = [], [], [], [], []
    for n in range(1, branches + 1):
        key, at = first + n, starts + timedelta(days=chance.randrange(28))
        state = "held" if chance.random() < 0.97 else "planned"
        meetings.append(
            {
                "id": key,
                "branch_id": n,
                "month": MONTHS[month],
                "kind": "regular",
                "starts_at": at,
                "place": "nhà văn hóa",
                "state": state,
                "version": 1,
                "published_at": starts,
            }
        )
        said = {"version": 1, "actor_id": n, "source": "text", "at": at}
        visits.append({"id": key, "meeting_id": key, "person_id": n})
        promises.append({**said, "visit_id": key, "promise": "coming", "reason": "none"})
        if state == "held":
            results.append(_result(key, n, at, chance))
            for witness in (n, n + 1):
                came = {"visit_id": key, "witness_id": witness, "presence": "present", "held": True}
                presences.append({**said, **came})
    await _put(database, Meeting, meetings)
    await _put(database, MeetingResult, results)
    await _put(database, Visit, visits)
    await _put(database, PromiseRow, promises)
    await _put(database, PresenceRow, presences)


def _result(meeting: int, person: int, at: datetime, chance: Random) -> dict[str, object]:
    present = chance.randint(28, 38)
    return {
        "meeting_id": meeting,
        "version": 1,
        "person_id": person,
        "actor_id": person,
        "outcome": "held",
        "reason": "none",
        "total": 40,
        "present": present,
        "excused": 38 - present,
        "unexcused": 0,
        "exempt": 2,
        "minutes": chance.randint(80, 130),
        "source": "text",
        "at": at,
    }


async def _put(database: Database, table: type[Base], rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        async with database.begin() as session:
            await session.execute(insert(table), rows[start : start + AT_ONCE])


if __name__ == "__main__":
    asyncio.run(main())
