"""`python -m bot plan`: the same draft as the bot makes, printed by weeks, told to coordinators."""

import re
import sqlite3

import pytest

from bot.clock import AdjustableClock
from bot.commands import plan
from bot.computing import InThread
from handlers.planning_jobs.base import Work
from tests.operating.conftest import Run
from tests.support.town import instant


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "CLOCK", AdjustableClock(instant("2026-11-20 09:00")))


def stored(url: str, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_a_draft_is_made_printed_by_weeks_and_told(run: Run, district: str) -> None:
    status, said, trouble = run("plan", "2026-12", "--database", district)

    assert (status, trouble) == (0, "")
    overview, *weeks = said.strip().split("\n\n")
    assert overview.startswith("Dự thảo kế hoạch tháng 12/2026: 94/94 chi bộ có lịch.")
    counted = {week.splitlines()[0].split(",")[0]: len(week.splitlines()) - 1 for week in weeks}
    told = re.findall(r"- (Tuần [^:]+): (\d+) buổi", overview)
    assert {name: int(count) for name, count in told} == counted
    assert sum(counted.values()) == 94
    assert stored(district, "SELECT month, state FROM plans") == [("2026-12", "draft")]
    news = stored(district, "SELECT kind FROM outgoing")
    assert news == [("draft",)] * 2  # two coordinators

    assert run("plan", "12/2026", "--database", district)[0] == 0
    states = stored(district, "SELECT state FROM plans ORDER BY id")
    assert states == [("replaced",), ("draft",)]


@pytest.mark.slow
def test_gaps_and_defects_are_no_success(
    run: Run, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaks(InThread):
        async def __call__(self, work: Work) -> None:
            raise RuntimeError

    connection = sqlite3.connect(district.removeprefix("sqlite:///"))
    with connection:  # nobody may meet on any day of the month
        connection.executemany(
            "INSERT INTO special_days (day, off, name, source) VALUES (?, 1, 'x', 'test')",
            [(f"2027-03-{day:02d}",) for day in range(1, 32)],
        )
    connection.close()
    status, said, _ = run("plan", "2027-03", "--database", district)
    assert status == 1
    assert "Chưa có ngày, 94 chi bộ:" in said
    monkeypatch.setattr(plan, "KeptProcess", Breaks)
    status, _, trouble = run("plan", "2026-12", "--database", district)
    assert status == 1
    assert "Chưa lập được" in trouble
    assert "Traceback" not in trouble


@pytest.mark.slow
def test_an_approved_month_is_left_alone(run: Run, district: str) -> None:
    assert run("plan", "2026-12", "--database", district)[0] == 0
    connection = sqlite3.connect(district.removeprefix("sqlite:///"))
    with connection:
        connection.execute("UPDATE plans SET state = 'approved'")
    connection.close()
    status, said, trouble = run("plan", "2026-12", "--database", district)
    assert (status, said, trouble.count("\n")) == (1, "", 1)
    assert stored(district, "SELECT count(*) FROM planning_runs") == [(1,)]


@pytest.mark.parametrize("month", ["2026-13", "tháng 12", "2026-10", ""])
def test_no_such_month(run: Run, district: str, month: str) -> None:
    status, said, trouble = run("plan", month, "--database", district)
    assert (status, said, trouble.count("\n")) == (2, "", 1)


def test_nobody_to_plan_for(run: Run) -> None:
    status, _, trouble = run("plan", "2026-12", "--database", "sqlite:///e.sqlite3")
    assert (status, trouble.count("\n")) == (2, 1)
