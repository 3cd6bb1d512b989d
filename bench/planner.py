"""Figures of the planner: `python -m bench.planner [--seeds 50] [--large] [--generator FILE]`.

Seconds are of the processor, in one thread, so that others at work on the machine disturb them
little; only the rows of large districts and of the whole process are seconds of the clock.

Districts come from the generator of the exchange format (gen_instance.py, looked for in
../shared/tools beside the repository). Every plan is certified; a violation ends the run.
"""

import argparse
import contextlib
import importlib.util
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from ortools.sat.python import cp_model

from bench.planner_baselines import best_fit, first_fit, ruin_and_recreate
from domain.planning.certificate import certify
from domain.planning.explain import what_if, why_here, why_missing
from domain.planning.facts import PlanningFacts, Span
from domain.planning.formats import read_facts, write_plan
from domain.planning.plan import MeetingKey, Plan
from domain.planning.repair import announced_plan, first_answer, proven_answer, standins
from domain.planning.solver import solve
from domain.planning.solver.exact import solve_exactly
from domain.planning.solver.search import Budget
from domain.planning.suppositions import person_away

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT.parent / "shared" / "tools" / "gen_instance.py"
LEVELS = ("normal", "tight", "easy", "over")
MOST_RUINED = 3  # ruin and recreate takes seconds a district
KINDS = ("leave", "decline", "blackout", "holiday")


def main() -> int:
    """Print one table after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--large", action="store_true", help="also 1,000 and 10,000 branches")
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    options = parser.parse_args()
    if not options.generator.exists():
        print(f"no generator at {options.generator}: give --generator FILE", file=sys.stderr)
        return 1
    generator = _module(options.generator)
    seeds = range(1, options.seeds + 1)
    print("94 branches: seconds in CP-SAT and in all, median (max); baselines above the optimum")
    for level in LEVELS:
        print(_proof_row(generator, level, seeds))
    print("94 branches, one change: seconds, median (max)")
    for kind in KINDS:
        print(_repair_row(generator, kind, seeds))
    print(_explain_rows(generator, seeds))
    print(_process_row(generator))
    if options.large:
        for level, branches, seconds in (
            ("normal", 1000, 60.0),
            ("normal", 10000, 300.0),
            ("tight", 10000, 300.0),
        ):
            print(_large_row(generator, level, branches, seconds))
    return 0


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gen_instance", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _raw(generator: ModuleType, level: str, seed: int, branches: int = 94) -> dict[str, Any]:
    asked = {"branches": branches, "month": "2026-03", "months": 1, "mode": "calendar"}
    asked |= {"level": level, "seed": str(seed), "districts": 1, "min_week_days": 4}
    made: dict[str, Any] = generator.new(SimpleNamespace(**asked))
    return made


def _spread(values: Iterable[float]) -> str:
    found = list(values)
    return f"{statistics.median(found):.2f} ({max(found):.2f})" if found else "-"


@contextlib.contextmanager
def _timed_search() -> Iterator[list[float]]:
    """Processor seconds of each search within."""
    spent: list[float] = []
    plain = cp_model.CpSolver.solve

    def timed(solver: Any, *given: Any) -> Any:
        began = time.process_time()
        try:
            return plain(solver, *given)
        finally:
            spent.append(time.process_time() - began)

    cp_model.CpSolver.solve = timed  # type: ignore[method-assign, assignment]
    try:
        yield spent
    finally:
        cp_model.CpSolver.solve = plain  # type: ignore[method-assign]


def _certified(facts: PlanningFacts, plan: Plan) -> None:
    broken = set(certify(facts, plan).by_code) - {"MISSING"}
    if broken:
        raise SystemExit(f"{facts.id}: {sorted(broken)}")


def _proof_row(generator: ModuleType, level: str, seeds: range) -> str:
    searched, total, proven, missing = [], [], 0, 0
    above: dict[str, list[float]] = {"first": [], "best": [], "ruin": []}
    for seed in seeds:
        facts = read_facts(_raw(generator, level, seed))
        began = time.process_time()
        with _timed_search() as spent:
            plan = solve_exactly(facts, Budget(60.0))
        total.append(time.process_time() - began)
        searched.append(sum(spent))
        proven += plan.proven
        missing += len(plan.missing)
        _certified(facts, plan)
        scores = {"first": first_fit(facts), "best": best_fit(facts)}
        if seed <= MOST_RUINED:
            scores["ruin"] = ruin_and_recreate(facts, 1000, seed)
        for name, score in scores.items():
            if (score.missing, score.cost) < (len(plan.missing), plan.cost):
                raise SystemExit(f"{facts.id}: {name} is better: {score}")
            if score.missing == len(plan.missing) and plan.cost:
                above[name].append(100 * (score.cost - plan.cost) / plan.cost)
    beaten = ", ".join(f"{name} +{_spread(values)} %" for name, values in above.items())
    return (
        f"  {level:7} CP-SAT {_spread(searched)}  all {_spread(total)}  "
        f"proven {proven}/{len(seeds)}  missing {missing}  {beaten}"
    )


def _repair_row(generator: ModuleType, kind: str, seeds: range) -> str:
    first_s, proof_s, offer_s, told, same = [], [], [], [], 0
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            instance, announced = Path(folder) / "i.json", Path(folder) / "p.json"
            raw = _raw(generator, "normal", seed)
            plan = solve(read_facts(raw), seconds=60)
            if plan.missing:
                continue
            instance.write_text(json.dumps(raw), encoding="utf-8")
            announced.write_text(json.dumps(write_plan(plan)), encoding="utf-8")
            asked = {"instance": str(instance), "plan": str(announced), "kind": kind, "n": 1}
            asked |= {"seed": str(seed), "today": None, "lock": 0.3}
            facts = read_facts(generator.replan(SimpleNamespace(**asked)))
            began = time.process_time()
            first = first_answer(facts)
            first_s.append(time.process_time() - began)
            began = time.process_time()
            proof = proven_answer(facts, first=first)
            proof_s.append(time.process_time() - began)
            _certified(facts, proof.plan)
            count += 1
            told.append(proof.changes.told)
            same += first is not None and first.plan.cost == proof.plan.cost
            began = time.process_time()
            for key in proof.broken[:1]:
                standins(facts, announced_plan(facts), key)
            offer_s.append(time.process_time() - began)
    return (
        f"  {kind:9} first {_spread(first_s)}  proof {_spread(proof_s)}  stand-ins "
        f"{_spread(offer_s)}  told {statistics.mean(told):.1f}  first = proven {same}/{count}"
    )


def _explain_rows(generator: ModuleType, seeds: range) -> str:
    missing_s, here_s, what_s, unexplained = [], [], [], 0
    for seed in list(seeds)[:10]:
        for level in ("tight", "over"):
            facts = read_facts(_raw(generator, level, seed))
            plan = solve(facts, seconds=60)
            for key in plan.missing:
                began = time.process_time()
                unexplained += not why_missing(facts, plan, key).reasons
                missing_s.append(time.process_time() - began)
            line = plan.meetings[seed % len(plan.meetings)]
            began = time.process_time()
            why_here(facts, plan, MeetingKey(line.branch, line.month))
            here_s.append(time.process_time() - began)
            away = person_away(line.attend[0], Span(line.date, line.date)) if line.attend else None
            began = time.process_time()
            if away is not None:
                what_if(facts, plan, away)
                what_s.append(time.process_time() - began)
    return (
        f"  why missing {_spread(missing_s)} of {len(missing_s)}, unexplained {unexplained}; "
        f"why here {_spread(here_s)}; what if {_spread(what_s)}"
    )


def _process_row(generator: ModuleType) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "i.json"
        path.write_text(json.dumps(_raw(generator, "normal", 1)), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "solve", str(path), "--out", f"{folder}/p.json"]
        seconds = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            seconds.append(time.perf_counter() - began)
    return f"  whole process {_spread(seconds)} s"


def _large_row(generator: ModuleType, level: str, branches: int, seconds: float) -> str:
    raw = _raw(generator, level, 1, branches)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        plan, took, megabytes = pool.apply(solve_large, (raw, seconds))
    gap = "-" if plan.gap is None else f"{100 * plan.gap:.1f} %"
    return (
        f"  {branches} {level}: {took:.0f} s, {plan.status.value}, missing {len(plan.missing)} "
        f"(unavoidable {plan.missing_bound}), cost {plan.cost}, gap {gap}, {megabytes} MB"
    )


def solve_large(raw: dict[str, Any], seconds: float) -> tuple[Plan, float, int]:
    """Plan, seconds and peak memory (MB) of one solve in a process of its own."""
    facts = read_facts(raw)
    began = time.perf_counter()
    plan = solve(facts, seconds=seconds, workers=2)
    took = time.perf_counter() - began
    _certified(facts, plan)
    return plan, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
