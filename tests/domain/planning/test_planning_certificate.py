"""The certificate, the rules and the exchange format's own checker agree on any plan."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings, strategies
from planning_worlds import random_instance, random_plan

from domain.planning import rules
from domain.planning.certificate import COST_TERMS, HARD_CODES, certify
from domain.planning.formats import read_facts, read_plan, write_plan
from domain.planning.rules import HARD_RULES, SOFT_RULES
from domain.planning.solver import solve

CHECKER = Path(__file__).resolve().parents[4] / "shared" / "tools" / "check_plan.py"
seeds = strategies.integers(0, 10**6)


def test_the_certificate_knows_every_rule() -> None:
    assert set(HARD_CODES) == {rule.code for rule in HARD_RULES}
    assert set(COST_TERMS) == {rule.code for rule in SOFT_RULES}


def agreed(raw: dict[str, Any], plan: dict[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    """Violations by code and costs by wish, after certificate and rules gave the same."""
    facts, read = read_facts(raw), read_plan(plan)
    certificate = certify(facts, read)
    counted = Counter(breach.code for breach in rules.breaches(facts, read))
    assert certificate.by_code == dict(sorted(counted.items()))
    assert dict(certificate.costs) == rules.cost_by_wish(facts, read)
    return certificate.by_code, dict(certificate.costs)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(seeds)
def test_certificate_and_rules_agree_on_broken_plans(seed: int) -> None:
    raw = random_instance(seed)
    agreed(raw, random_plan(Random(seed), raw))


def test_broken_plans_break_nearly_every_rule() -> None:
    """Otherwise agreement would mean little."""
    seen: set[str] = set()
    for seed in range(150):
        raw = random_instance(seed)
        seen |= set(agreed(raw, random_plan(Random(seed), raw))[0])
    assert set(HARD_CODES) - seen <= {"OVERNIGHT"}


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    """The checker that belongs to the exchange format and knows nothing of this program."""
    if not CHECKER.exists():
        pytest.skip("the exchange format's own checker (shared/tools/check_plan.py) is not here")
    spec = importlib.util.spec_from_file_location("check_plan", CHECKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(80))
def test_certificate_and_checker_agree(checker: ModuleType, seed: int) -> None:
    raw = random_instance(seed)
    broken = random_plan(Random(seed), raw)
    made = write_plan(solve(read_facts(raw), seconds=20))
    for plan in (broken, made):
        report = checker.check(json.loads(json.dumps(raw)), plan)
        assert agreed(raw, plan) == (report["hard_by_code"], report["soft_by_term"])
