"""A district solved in pieces breaks no rule, claims no more than it proves, and repeats itself."""

import json
from dataclasses import replace
from typing import Any

import pytest
from planning_worlds import random_instance

from domain.planning import rules
from domain.planning.facts import PlanningFacts
from domain.planning.formats import read_facts, write_plan
from domain.planning.solver import blocks, solve
from domain.planning.solver.blocks import solve_in_blocks
from domain.planning.solver.search import Budget


def district(seed: int) -> PlanningFacts:
    """Three small districts whose people also stand in next door: one coupled district."""
    raw: dict[str, Any] = random_instance(seed, 4, 1, baseline=False)
    for number in (1, 2):
        more = random_instance(seed + 50 * number, 4, 1, baseline=False)
        text = json.dumps({name: more[name] for name in ("communes", "cadres", "branches")})
        for letter in "BCX":
            text = text.replace(f'"{letter}', f'"{letter}{number}')
        for name, records in json.loads(text).items():
            raw[name] += records
        raw["branches"][-1]["standins"] = ["C0", "C1"]
        raw["branches"][-2]["required"] = ["C2"]
    return replace(read_facts(raw), locked=(), declined=())


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few meetings, so that a small district has several."""
    monkeypatch.setattr(blocks, "BLOCK", 4)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("seed", range(14))
def test_blocks_break_no_rule_and_prove_no_more_than_is_true(seed: int) -> None:
    facts = district(seed)
    plan = solve_in_blocks(facts, Budget(20), workers=1)
    best = solve(facts, seconds=20)
    assert {breach.code for breach in rules.breaches(facts, plan)} <= {"MISSING"}
    assert plan.cost == rules.cost(facts, plan)
    assert best.proven
    assert plan.missing_bound <= len(best.missing) <= len(plan.missing)
    if plan.bound is not None:
        assert plan.bound <= best.cost <= plan.cost


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("seed", [0, 3, 8])
def test_blocks_repeat_themselves_on_any_number_of_workers(seed: int) -> None:
    facts = district(seed)
    plans = [solve_in_blocks(facts, Budget(20), workers) for workers in (1, 2, 1)]
    assert len({json.dumps(write_plan(plan)) for plan in plans}) == 1


@pytest.mark.usefixtures("small_blocks")
def test_the_district_really_falls_into_several_blocks() -> None:
    look = blocks.Lookups(district(0))
    found = blocks._blocks(look)
    assert len(found) > 1
    assert sorted(key for block in found for key in block) == list(look.keys)
    assert sorted(key for wave in blocks._waves(look, found) for b in wave for key in b) == list(
        look.keys
    )


def test_larger_districts_go_through_blocks_and_still_end_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import domain.planning.solver as solver

    monkeypatch.setattr(solver, "SMALL", 3)
    facts = district(1)
    pieces = solve(facts, seconds=20)
    monkeypatch.setattr(solver, "SMALL", 500)
    whole = solve(facts, seconds=20)
    assert (pieces.cost, len(pieces.missing)) == (whole.cost, len(whole.missing))
    assert pieces.proven
