"""The house is weighed while it lives, and a leak is found within days."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulation.weight import Weight, held
from db.base import Database
from tests.support.staged import START, Stage, played

DAYS = Stage(seed=19, days=6, start=START)
KEPT = 100_000  # places in a list that each transaction leaves behind


class Held:
    """What a part of the house may keep."""

    def __init__(self) -> None:
        self.lists: list[list[int]] = []


def test_what_is_kept_is_weighed_and_what_the_simulator_keeps_is_not() -> None:
    weight, house = Weight(), Held()
    held()  # collects what other tests of the process left, which takes more than once
    before = held()
    weight.weighed = [(START, number) for number in range(100_000)]
    between = held()
    assert between - before < 100_000
    house.lists = [[0] * KEPT for _ in range(10)]
    assert held() - between > 9 * KEPT * 8


def alone(leaking: bool, folder: Path, template: Path) -> tuple[set[str], float | None]:
    """The days lived through in a process that holds nothing but the house."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as elsewhere:
        return elsewhere.submit(lived_through, leaking, folder, template).result()


def lived_through(leaking: bool, folder: Path, template: Path) -> tuple[set[str], float | None]:
    """The invariants that broke, and what the house weighed beside what it did when warm."""
    weight = Weight(every=timedelta(hours=12), warm=timedelta(days=1))
    house, begin = Held(), Database.begin

    def keeping(self: Database) -> Any:
        house.lists.append([0] * KEPT)
        return begin(self)

    with pytest.MonkeyPatch.context() as monkeypatch:
        if leaking:
            monkeypatch.setattr(Database, "begin", keeping)
        return played(DAYS, folder, template, weight).invariants, weight.ratio


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_house_that_keeps_something_of_every_transaction_is_found_within_days(
    sqlite_template: Path, tmp_path: Path
) -> None:
    broken, _ = alone(True, tmp_path, sqlite_template)
    assert broken == {"memory"}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_same_days_without_it_are_clean(sqlite_template: Path, tmp_path: Path) -> None:
    broken, ratio = alone(False, tmp_path, sqlite_template)
    assert broken == set()
    assert ratio is not None
    assert ratio < 1.2
