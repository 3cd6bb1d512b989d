"""The only part that imports OR-Tools: `solve` turns facts into the best plan it can prove."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from domain.planning.facts import PlanningFacts
from domain.planning.parts import independent_parts, joined
from domain.planning.plan import Plan
from domain.planning.solver.exact import solve_exactly
from domain.planning.solver.search import Budget, Progress, Stop

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
        return solve_exactly(facts, budget)
    waiting = [len(facts.branches)]

    def solve_part(part: PlanningFacts) -> Plan:
        """Solve with a share of the time left that fits the part's size."""
        share = min(1.0, workers * len(part.branches) / waiting[0])
        waiting[0] -= len(part.branches)
        return solve_exactly(part, budget.limited(budget.left() * share))

    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        plans = list(pool.map(solve_part, parts))
    return joined(facts, plans)
