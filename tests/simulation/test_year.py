"""The simulator: time that leaps, processes that die between two steps, runs that repeat."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.simulation.life import Life, adopting
from bot.simulation.observed import Crashed, Header, NoSignal, Said
from bot.simulation.virtual import Stuck, VirtualLoop
from bot.simulation.watch import Watch
from bot.simulation.year import Year
from db.base import Database
from domain.calendar import ZONE
from tests.support.staged import Act, Stage, played

START = datetime(2026, 12, 14, 7, 45, tzinfo=ZONE)
SMALL = ("--months", "1", "--branches", "1", "--faults", "storm", "--until-event", "400")


def simulated(*arguments: str, hashes: str = "0") -> subprocess.CompletedProcess[str]:
    """The command as an operator types it, with sets and dicts in an order of their own."""
    command = [sys.executable, "-m", "bot", "simulate", *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": hashes}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_a_year_of_waiting_takes_no_time() -> None:
    loop = VirtualLoop(START)
    try:
        loop.run_until_complete(asyncio.sleep(365 * 86_400))
        assert loop.now() == START + timedelta(days=365)
    finally:
        loop.close()


def test_a_loop_in_which_nothing_will_happen_says_so() -> None:
    loop = VirtualLoop(START)
    with pytest.raises(Stuck):
        loop.run_until_complete(loop.create_future())
    loop.close()


@pytest.mark.parametrize(("steps", "left"), [(2, 0), (3, 0), (4, 1)])
def test_a_process_that_dies_leaves_what_it_had_committed(
    tmp_path: Path, steps: int, left: int
) -> None:
    """BEGIN, INSERT, before the commit, after the commit: only then is the row there."""
    url = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    told: list[str] = []

    async def lived() -> int:
        beside = Database(url)
        async with beside.begin() as session:
            await session.execute(text("CREATE TABLE kept (n INTEGER)"))
        life = Life(1, died=told.append, busy=lambda: False)
        house = Database(url, driver=life.driver())
        async with house.begin() as session:
            await session.execute(text("SELECT 1"))

        async def writes() -> None:
            async with house.begin() as session:
                await session.execute(text("INSERT INTO kept VALUES (1)"))

        life.dies_after(steps)
        with pytest.raises(asyncio.CancelledError):
            await life.spawn(writes())
        async with beside.read() as session:
            found: int = (await session.execute(text("SELECT count(*) FROM kept"))).scalar_one()
        await beside.close()
        return found

    loop = VirtualLoop(START)
    loop.set_task_factory(adopting)
    try:
        assert loop.run_until_complete(lived()) == left
        assert len(told) == 1
    finally:
        loop.close()


def test_two_months_of_storm_break_nothing(tmp_path: Path) -> None:
    year = Year(Header(7, 2, "storm", START.astimezone(UTC), 1), tmp_path, [Watch()])
    year.run()

    assert year.broken == []
    assert sum(isinstance(record, Crashed) for record in year.journal.records) > 20
    assert sum(isinstance(record, Said) for record in year.journal.records) > 50


@pytest.mark.slow
def test_the_same_seed_is_the_same_year_whatever_the_order_of_sets() -> None:
    one, other = (simulated(*SMALL, hashes=hashes) for hashes in ("1", "2"))
    assert one.stdout.splitlines()[2].split()[-1] == other.stdout.splitlines()[2].split()[-1]


def test_a_replay_stops_at_its_event(tmp_path: Path) -> None:
    header = Header(3, 1, "storm", START.astimezone(UTC), 1)
    year = Year(header, tmp_path, until_event=150)
    year.run()
    assert year.journal.records[149].event == 150
    assert year.journal.records[-1].at == year.journal.records[149].at


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--months", "0"), "--months"),
        (("--branches", "95"), "--branches"),
        (("--start", "x"), "--start"),
    ],
)
def test_a_run_nobody_can_make_is_one_line(arguments: tuple[str, str], says: str) -> None:
    done = simulated(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


@pytest.mark.slow
def test_whoever_ends_a_block_without_signal_writes_when_they_have_it(
    sqlite_template: Path, tmp_path: Path
) -> None:
    script = (
        Act("2026-12-20 10:00", "CB01", blocks_days=0.05),
        Act("2026-12-20 10:10", "CB01", away_days=0.2),
    )
    journal = played(Stage(days=2, script=script), tmp_path, sqlite_template).journal
    back = next(r for r in journal.records if isinstance(r, NoSignal) and r.ended)
    assert any(isinstance(r, Said) and r.person == "CB01" for r in journal.since(back.event))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [11, 12])
def test_a_month_with_usual_faults_breaks_nothing(seed: int, tmp_path: Path) -> None:
    year = Year(Header(seed, 1, "normal", START.astimezone(UTC), 3), tmp_path, [Watch()])
    year.run()
    assert year.broken == []
