"""Everything leaders read, from a database that a simulated year left, with the time each takes.

python -m bot simulate --months 12 --keep var/year.sqlite3
python -m bench.year_papers var/year.sqlite3 var/year-papers

Each month is closed in turn and verified; texts, pictures and papers are put into the folder.
"""

import argparse
import contextlib
import io
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bench.figures import Figure, show
from bot.__main__ import main
from bot.clock import AdjustableClock
from bot.commands import close_month, report, summary
from domain.calendar import ZONE, Month
from domain.reports.periods import Period, PeriodKind

LEADERS = ("LD1", "NM-U1")  # of the whole district, and of one commune


def months_of(database: Path) -> tuple[Month, ...]:
    """The months in which meetings were planned, but the one the simulation stopped in."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT DISTINCT month FROM meetings ORDER BY month").fetchall()
        (stopped,) = connection.execute("SELECT max(received_at) FROM incoming").fetchone()
    return tuple(month for (text,) in found if str(month := Month.parse(text)) < stopped[:7])


def produce(database: Path, out: Path, leaders: Sequence[str] = LEADERS) -> Sequence[Figure]:
    """Make all of it; how long each took (seconds), as somebody at the terminal waits."""
    clock = AdjustableClock(datetime(2026, 1, 1, tzinfo=ZONE))
    with contextlib.ExitStack() as afterwards:
        for command in (summary, report, close_month):
            afterwards.callback(setattr, command, "CLOCK", command.CLOCK)
            command.CLOCK = clock
        return _produced(database, out, leaders, clock)


def _produced(
    database: Path, out: Path, leaders: Sequence[str], clock: AdjustableClock
) -> Sequence[Figure]:
    months = months_of(database)
    there = ("--database", f"sqlite:///{database}")
    out.mkdir(parents=True, exist_ok=True)
    figures = []

    def timed(name: str, *command: str) -> None:
        began, said = time.perf_counter(), io.StringIO()
        with contextlib.redirect_stdout(said):
            status = main([*command, *there])
        assert status == 0, (command, said.getvalue())
        figures.append(Figure(name, time.perf_counter() - began, "s"))
        (out / f"{name}.txt").write_text(said.getvalue(), encoding="utf-8")

    for month in months:
        clock.move_to(month.until)
        pack = str(out / f"{month}-pack")
        timed(f"close {month}", "close-month", str(month), "--out", pack)
    for month in months:
        pack = str(out / f"{month}-pack")
        timed(f"verify {month}", "verify-month", str(month), "--folder", pack)
    for kind, period in _periods(months[-1]).items():
        asked = (f"--{kind}", str(period))
        for leader in leaders:
            picture = str(out / f"{kind}-{leader}.png")
            timed(f"{kind} {leader}", "summary", *asked, "--as", leader, "--picture", picture)
        timed(f"{kind} papers", "report", *asked, "--as", "LD1", "--out", str(out / str(period)))
    return figures


def _periods(month: Month) -> dict[PeriodKind, Period]:
    """The last week, month, quarter and year that are over, or nearly."""
    last = Period.of_month(month)
    return {kind: Period.of(kind, last.last) for kind in PeriodKind if kind is not PeriodKind.DAY}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    show(produce(given.database, given.out))
