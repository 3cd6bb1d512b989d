"""The watch: a job that did not run is told once, and once more when it runs again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import collect, follow_ups
from bot.checkup import Level, jobs
from db import chores
from db.chores import ChoreRun
from scheduler.base import Chore
from scheduler.clock import Metronome
from scheduler.cron import latest
from tests.support.town import Town, instant

CHORES = collect.declared("scheduler.chores", Chore)
PURGE = next(chore for chore in CHORES if chore.name == "purge")


def clock(town: Town, *jobs: Chore, backup: timedelta | None = None) -> Metronome:
    """A clock of its own with these jobs and the watch."""
    policy = replace(town.app.policy, backup_within=backup)
    watch = follow_ups.watch(policy, jobs)
    return Metronome(
        town.app.metronome._database, [], jobs, follow_ups=[watch], queued=lambda: None
    )


async def ticks(town: Town, metronome: Metronome, *instants: str) -> list[str]:
    """Tick at each instant; what the administrator heard of jobs."""
    for at in instants:
        town.clock.move_to(instant(at))
        await metronome.tick(town.clock.now())
        await town.app.outbox.drain()
    return [text for text in town.admin.news if "CHẠY" in text]


async def test_a_job_that_keeps_failing_is_told_once_and_its_recovery_once(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(*_: object) -> None:
        raise OSError("disk")

    broken = clock(town, replace(PURGE, run=breaks))
    assert await ticks(town, broken, "2026-11-17 02:20", "2026-11-17 02:40") == []
    (told,) = await ticks(town, broken, "2026-11-17 06:00", "2026-11-17 09:00", "2026-11-18 07:00")
    assert told.startswith("VIỆC KHÔNG CHẠY: xóa tin nhắn gốc quá 30 ngày")
    assert [text for text in town.coordinator.news if "KHÔNG CHẠY" in text] == [told]
    assert "tick failed" in caplog.text

    mended = clock(town, PURGE)
    (again,) = await ticks(town, mended, "2026-11-18 07:30", "2026-11-18 08:00", "2026-11-18 09:00")
    assert again.startswith("ĐÃ CHẠY LẠI")


async def test_a_job_missed_while_the_machine_was_off_is_told(town: Town) -> None:
    weekly = next(chore for chore in CHORES if chore.name == "weekly_summary")
    metronome = clock(town, weekly)
    assert await ticks(town, metronome, "2026-11-20 14:00") == []
    (told,) = await ticks(town, metronome, "2026-11-23 09:00")  # later than it lapses
    assert "tổng hợp tuần" in told
    assert await ticks(town, metronome, "2026-11-27 15:00", "2026-11-27 15:10") != []


async def test_when_all_runs_nothing_is_told(town: Town) -> None:
    metronome = clock(town, PURGE)
    instants = [f"2026-11-{day} {hour}" for day in (17, 18, 19) for hour in ("02:20", "03:30")]
    assert await ticks(town, metronome, *instants) == []
    assert len(await town.rows(ChoreRun, name="purge")) == 3


async def test_backups_that_stop_are_told(town: Town) -> None:
    metronome = clock(town, backup=timedelta(hours=26))
    async with town.database.begin() as session:
        now = town.clock.now()
        await chores.begin_run(session, "backup", now, now)
    assert await ticks(town, metronome, "2026-11-17 10:00") == []
    (told,) = await ticks(town, metronome, "2026-11-17 12:00", "2026-11-17 13:00")
    assert "sao lưu" in told
    async with town.database.begin() as session:
        now = town.clock.now()
        await chores.begin_run(session, "backup", now, now)
    assert await ticks(town, metronome, "2026-11-17 13:10") == ["ĐÃ CHẠY LẠI: sao lưu."]


@pytest.mark.slow
async def test_the_doctor_says_of_each_what_to_do(town: Town) -> None:
    """The house was set up on Monday the 16th and nobody ticked until Sunday the 22nd."""
    policy = replace(town.app.policy, backup_within=timedelta(hours=30))
    sunday = instant("2026-11-22 09:00")
    found = [one async for one in jobs.examine(town.database, policy, sunday)]
    assert {one.level for one in found} == {Level.BROKEN}
    said = "\n".join(one.line for one in found)
    assert said.count("Việc không chạy: ") == len(found) == len(said.splitlines())
    assert "tổng hợp tuần cho lãnh đạo, điều phối, đến hạn 15h Thứ Sáu 20/11. Khởi động" in said
    assert "lập dự thảo kế hoạch tháng, đến hạn 8h Thứ Sáu 20/11. Khởi động lại" in said
    assert "Chạy: python -m bot backup" in said

    due = latest(follow_ups.chores(policy), instant("2026-11-14 00:00"), sunday, {})
    async with town.database.begin() as session:
        for name, at in due.items():
            await chores.begin_run(session, name, at, sunday)
    (well,) = [one async for one in jobs.examine(town.database, town.app.policy, sunday)]
    assert well.level is Level.WELL
