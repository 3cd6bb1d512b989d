"""Every failure of docs/failures.md, seeded as a bug, is found by simulating a few weeks."""

from pathlib import Path

import pytest

from bot.simulation.watch import declared
from tests.simulation.bugs import BUGS, UNREADABLE, Bug, Stage
from tests.support.staged import played

STAGES = list(dict.fromkeys(bug.stage for bug in BUGS))
DAMAGED = {"one_state", "truth"}  # what a hand in the database does to the ledger is seen
A_DECLINE = next(bug for bug in BUGS if bug.row == 4)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("bug", BUGS, ids=str)
def test_the_simulation_finds(
    bug: Bug, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug.seeded(monkeypatch)
    outcome = played(bug.stage, tmp_path, sqlite_template)
    assert outcome.invariants & bug.breaks, outcome.broken


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("stage", STAGES)
def test_without_the_bug_the_same_weeks_are_clean(
    stage: Stage, sqlite_template: Path, tmp_path: Path
) -> None:
    by_hand = DAMAGED if stage is UNREADABLE else set()
    assert played(stage, tmp_path, sqlite_template).invariants <= by_hand


def test_a_forgotten_task_is_found_within_four_days(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    A_DECLINE.seeded(monkeypatch)
    stage = A_DECLINE.stage.of_days(4)
    assert played(stage, tmp_path, sqlite_template).invariants == {"gaps"}


def test_every_row_is_seeded() -> None:
    assert {bug.row for bug in BUGS} == set(range(1, 29))


def test_every_invariant_that_a_bug_names_exists() -> None:
    assert {name for bug in BUGS for name in bug.breaks} <= {one.name for one in declared()}
