"""The only part that imports OR-Tools: `solve` turns facts into the best plan it can prove."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from domain.planning.facts import PlanningFacts
from domain.planning.parts import independent_parts, joined
from domain.planning.plan import Plan
from domain.planning.solver.blocks import solve_in_blocks
from domain.planning.solver.exact import solve_exactly
from domain.planning.solver.search import Budget, Progress, Stop

SMALL = 500
"""Meetings up to which one model is as quick as its pieces."""

LARGE = 2500
"""Meetings beyond which one model takes too long and too much memory."""

__all__ = ["Progress", "Stop", "solve"]


def solve(
    facts: PlanningFacts,
    *,
    seconds: float,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> Plan:
    """The best plan for the facts found within about `seconds`.

    Never raises on facts that allow no full plan: the plan is then PARTIAL and leaves out as few
    meetings as possible. The same facts give the same plan on any number of workers, as long as
    the time suffices. `progress` is called from time to time; `stop` ends the search early.
    """
    budget = Budget(seconds, progress, stop or Stop())
    parts = independent_parts(facts)
    if len(parts) == 1:
        return _solve_part(facts, budget, workers)
    waiting = [len(facts.branches)]

    def solve_part(part: PlanningFacts) -> Plan:
        """Solve with a share of the time left that fits the part's size."""
        share = min(1.0, workers * len(part.branches) / waiting[0])
        waiting[0] -= len(part.branches)
        return _solve_part(part, budget.limited(budget.left() * share), 1)

    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        plans = list(pool.map(solve_part, parts))
    return joined(facts, plans)


def _solve_part(facts: PlanningFacts, budget: Budget, workers: int) -> Plan:
    """One coupled part: small ones exactly, larger ones in blocks first, so that a plan is there
    early; the largest in blocks only."""
    meetings = len(facts.branches) * len(facts.months)
    if meetings <= SMALL:
        return solve_exactly(facts, budget)
    quick = solve_in_blocks(facts, budget, workers)
    if meetings > LARGE or budget.left() == 0:
        return quick
    budget.tell(quick.cost, quick.bound, len(quick.missing))
    exact = solve_exactly(facts, budget)
    best = min(quick, exact, key=lambda plan: (len(plan.missing), plan.cost, not plan.proven))
    bounds = [plan.bound for plan in (quick, exact) if plan.bound is not None]
    same = len(quick.missing) == len(exact.missing)
    return replace(best, bound=min(best.cost, max(bounds))) if same and bounds else best
