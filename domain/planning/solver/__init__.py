"""The only part that imports OR-Tools: `solve` turns facts into the best plan it can prove."""

from collections.abc import Callable

from domain.planning.facts import PlanningFacts
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
    return solve_exactly(facts, budget)
