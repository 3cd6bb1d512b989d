"""Everything the clock asks for: run twice, by two at once, after a crash, after a long sleep."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger

from bot import collect
from db.base import Session
from db.calls import Call
from db.chores import ChoreRun
from db.outbox import Occasion, OutgoingRow
from db.planning_runs import PlanningRun
from domain.calendar import ZONE
from domain.messages import OutgoingState, Why
from scheduler.base import Chore, Reminder
from scheduler.clock import Metronome
from tests.support.town import Town, instant

CHORES = collect.declared("scheduler.chores", Chore)
REMINDERS = collect.declared("scheduler.reminders", Reminder)


def metronome(town: Town, *chores: Chore, reminders: bool = True) -> Metronome:
    """A clock of its own on the town's database, as another process would have."""
    return Metronome(
        town.database, REMINDERS if reminders else [], chores or CHORES, queued=lambda: None
    )


async def traces(town: Town) -> Counter[str]:
    """Everything ticks leave behind, by key."""
    found = Counter(row.key for row in await town.rows(OutgoingRow))
    found.update(row.key for row in await town.rows(Occasion))
    found.update(row.key for row in await town.rows(Call))
    found.update(f"run {row.month}" for row in await town.rows(PlanningRun))
    found.update(f"chore {row.name} {row.due_at}" for row in await town.rows(ChoreRun))
    return found


def next_time(chore: Chore, town: Town) -> datetime:
    trigger = CronTrigger.from_crontab(chore.cron, timezone=ZONE)
    fire = trigger.get_next_fire_time(None, town.clock.now().astimezone(ZONE))
    assert fire is not None
    return fire


@pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.name)
async def test_every_chore_run_twice_does_it_once(town: Town, chore: Chore) -> None:
    due = next_time(chore, town)
    await metronome(town, chore, reminders=False).tick(due)
    once = await traces(town)
    assert any(key.startswith(f"chore {chore.name}") for key in once)

    for later in (timedelta(), timedelta(seconds=10), timedelta(minutes=50)):
        await metronome(town, chore, reminders=False).tick(due + later)

    assert await traces(town) == once


@pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.name)
async def test_a_crash_in_the_middle_of_a_chore_leaves_it_to_the_next_tick(
    town: Town, chore: Chore, caplog: pytest.LogCaptureFixture
) -> None:
    async def half(session: Session, due_at: datetime, now: datetime) -> None:
        await chore.run(session, due_at, now)
        raise ConnectionError("the power went")

    due = next_time(chore, town)
    before = await traces(town)
    await metronome(town, replace(chore, run=half), reminders=False).tick(due)
    assert await traces(town) == before
    assert "tick failed" in caplog.text

    await metronome(town, chore, reminders=False).tick(due + timedelta(minutes=1))
    assert any(key.startswith(f"chore {chore.name}") for key in await traces(town))


@pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.name)
async def test_after_36_hours_of_sleep_a_chore_is_done_once_or_lapses(
    town: Town, chore: Chore
) -> None:
    due = next_time(chore, town)
    awake = due + timedelta(hours=36)
    await metronome(town, chore, reminders=False).tick(awake)
    runs = [run for run in await town.rows(ChoreRun) if run.name == chore.name]

    # of several times slept through only the latest counts, and only while it makes sense
    assert len(runs) <= 1
    assert bool(runs) == (chore.lapses > timedelta(hours=36) or chore.cron.endswith("* * *"))
    assert all(awake - run.due_at < chore.lapses for run in runs)


@pytest.mark.both_databases
async def test_two_clocks_that_tick_at_the_same_moment_say_everything_once(town: Town) -> None:
    await town.publish()
    before = await traces(town)
    # T-7 of Sunday the 6th and of Saturday the 5th, and the Friday summary, all slept through
    now = instant("2026-11-29 07:30")
    await asyncio.gather(*(metronome(town).tick(now) for _ in range(2)))
    one = await traces(town)
    assert max(one.values()) == 1
    said = one - before
    assert any(key.startswith("reminder:") for key in said)

    # and with clocks that differ by a second
    later = instant("2026-12-02 07:30")
    await asyncio.gather(*(metronome(town).tick(later + timedelta(seconds=s)) for s in range(3)))
    two = await traces(town)
    assert max(two.values()) == 1
    reminded = Counter(
        row.person_id for row in await town.rows(OutgoingRow) if row.queued_at >= later
    )
    assert max(reminded.values()) == 1
    assert len(two) > len(one)


@pytest.mark.both_databases
async def test_two_clocks_that_race_leave_nobody_out(town: Town) -> None:
    """What two clocks say together is what one would have said."""
    await town.publish()
    now = instant("2026-12-02 07:30")
    await asyncio.gather(*(metronome(town).tick(now + timedelta(seconds=s)) for s in range(2)))
    await metronome(town).tick(now + timedelta(seconds=10))
    together = {row.key for row in await town.rows(Occasion)}

    await metronome(town).tick(now + timedelta(minutes=5))
    assert {row.key for row in await town.rows(Occasion)} == together
    people = {row.person_id for row in await town.rows(Occasion)}
    expected = {town.person(code).id for code in ("CB01", "BT-NM01", "BT-NM02", "CB03", "BT-TL01")}
    assert expected <= people


async def test_the_clock_stops_for_36_hours_and_nothing_is_lost_or_doubled(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-11-28 06:00")
    town.forget()
    # asleep from before the first calls of the 28th until after those of the 29th
    await town.clock.sleeps_until("2026-11-29 18:00")
    await town.clock.tick()
    await town.restarts()
    await town.clock.tick()

    assert [len(town.person(code).news) for code in ("CB01", "BT-NM01", "BT-NM02")] == [1, 1, 1]
    occasions = Counter(
        (row.kind, row.meeting_id, row.person_id) for row in await town.rows(Occasion)
    )
    assert max(occasions.values()) == 1
    said = {row.kind for row in await town.rows(Occasion)}
    assert {"visit_first_call", "meeting_first_call"} <= said


async def test_a_process_that_dies_in_the_middle_of_a_tick_says_the_rest_after_the_start(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.publish()
    before = await traces(town)
    dying = metronome(town)
    said = 0
    say = Metronome._say

    async def dies(self: Metronome, *arguments: object) -> None:
        nonlocal said
        said += 1
        if said == 3:
            raise asyncio.CancelledError  # not an Exception: what a dying process looks like
        await say(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Metronome, "_say", dies)
    with pytest.raises(asyncio.CancelledError):
        await dying.tick(instant("2026-11-29 07:30"))
    monkeypatch.undo()
    half = await traces(town)
    assert not any(key.startswith("reminder") for key in half - before)

    await metronome(town).tick(instant("2026-11-29 07:31"))
    assert len([key for key in (await traces(town)) - half if key.startswith("reminder")]) >= 3


@pytest.mark.slow
async def test_what_lapsed_while_no_clock_ticked_is_kept_and_phoned(town: Town) -> None:
    """The machine was off from before the details until after the meeting."""
    await town.publish()
    await town.clock.reaches("2026-12-04 12:00")
    await town.clock.sleeps_until("2026-12-06 19:00")
    secretary = town.person("BT-NM01").id

    (lost,) = await town.rows(Occasion, kind="meeting_details", person_id=secretary)
    (row,) = await town.rows(OutgoingRow, id=lost.outgoing_id)
    assert (row.state, row.reason, row.attempts) == (OutgoingState.LAPSED, Why.TOO_LATE, 0)
    (call,) = await town.rows(Call, person_id=secretary)
    assert (call.reason, call.closed_at) == ("undelivered", None)
    # the first question about the result was missed too, but the next one is asked in its place
    (asked,) = await town.rows(Occasion, kind="result_asked", person_id=secretary)
    (chased,) = await town.rows(Occasion, kind="result_chased", person_id=secretary)
    kept = {row.id: (row.state, row.reason) for row in await town.rows(OutgoingRow)}
    assert kept[asked.outgoing_id] == (OutgoingState.WITHDRAWN, Why.REPLACED)
    assert kept[chased.outgoing_id] == (OutgoingState.SENT, None)
    # and a second look changes nothing
    before = await traces(town)
    await town.clock.tick()
    assert await traces(town) == before
