"""Runs CP-SAT on a draft with the parameters that make these models easy, and reports bounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from ortools.sat.python import cp_model

from domain.planning.solver.build import Reading, read
from domain.planning.solver.draft import Ceiling, Draft

QUICK_WORK = 0.5
QUICK_WORK_OF_MEETING = 0.05
"""Work, in the solver's own repeatable measure (some 0.3 s a unit), after which the search that is
best for a month gives way to a patient one. A clock would choose differently from run to run."""


class Outcome(Enum):
    """What a search proved."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """Outcome of one search, in units of the draft's objective."""

    outcome: Outcome
    reading: Reading | None = None
    objective: int = 0
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come; costs are None while no plan is known."""

    seconds: float
    cost: int | None
    bound: int | None
    missing: int = 0
    stage: str = ""


@dataclass(slots=True)
class Stop:
    """Lets another thread end a search early; the best plan so far is then the answer."""

    requested: bool = False
    _running: list[cp_model.CpSolver] = field(default_factory=list)

    def request(self) -> None:
        """End every search that is running or will start."""
        self.requested = True
        for solver in list(self._running):
            solver.stop_search()

    def watch(self, solver: cp_model.CpSolver) -> None:
        """A search begins."""
        self._running.append(solver)

    def unwatch(self, solver: cp_model.CpSolver) -> None:
        """A search has ended."""
        self._running.remove(solver)


@dataclass(slots=True)
class Budget:
    """Seconds left, whom to tell, whether to stop; `searched` counts the seconds in CP-SAT.

    The wall clock is read here, and nowhere else in the domain: a time limit cannot be kept
    without it. It never influences a search that ends before the limit.
    """

    seconds: float
    progress: Callable[[Progress], None] | None = None
    stop: Stop = field(default_factory=Stop)
    began: float = field(default_factory=time.monotonic)
    searched: float = 0.0

    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Seconds that remain; none once a stop was requested."""
        return 0.0 if self.stop.requested else max(0.0, self.seconds - self.elapsed())

    def limited(self, seconds: float) -> "Budget":
        """A smaller budget that starts now and listens to the same stop."""
        return Budget(seconds, self.progress, self.stop)

    def silent(self) -> "Budget":
        """The same time for a part of the work, whose costs would say nothing about the whole."""
        return Budget(self.left(), None, self.stop)

    def tell(self, cost: int | None, bound: int | None, missing: int = 0, stage: str = "") -> None:
        """Report progress to whoever wants it."""
        if self.progress is not None:
            self.progress(Progress(self.elapsed(), cost, bound, missing, stage))


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Passes each better plan on."""

    def __init__(self, draft: Draft, budget: Budget, stage: str, ceiling: Ceiling | None) -> None:
        super().__init__()
        self._stage = stage
        self._draft = draft
        self._budget = budget
        self._ceiling = ceiling

    def on_solution_callback(self) -> None:
        """A better plan was found."""
        missing = sum(self.boolean_value(x) for x in self._draft.skip.values())
        if self._stage:  # what is minimised is not the cost yet
            self._budget.tell(None, None, missing, self._stage)
            return
        cost, bound = round(self.objective_value), _rounded_up(self.best_objective_bound)
        if self._ceiling is not None:
            gaps = self._ceiling.gaps(cost) * self._ceiling.weight
            cost -= gaps
            bound = None if bound is None or bound < gaps else bound - gaps
        self._budget.tell(cost, bound, missing)


def new_solver(seconds: float) -> cp_model.CpSolver:
    """A solver with the parameters measured best for these models; one worker, hence repeatable."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = 0
    # The linear relaxation is nearly exact: all of it at once, and follow it. Presolve takes
    # longer than the search it saves.
    parameters.linearization_level = 2
    parameters.add_lp_constraints_lazily = False
    parameters.search_branching = cp_model.LP_SEARCH
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.catch_sigint_signal = False
    parameters.max_time_in_seconds = max(0.01, seconds)
    return solver


def search(
    draft: Draft, budget: Budget, ceiling: Ceiling | None = None, share: float = 1.0
) -> Answer:
    """The best solution within a share of the time left; with a ceiling gaps are part of the
    objective."""
    return search_model(draft.model, draft, budget, ceiling=ceiling, share=share)


def search_model(
    model: cp_model.CpModel,
    draft: Draft,
    budget: Budget,
    stage: str = "",
    ceiling: Ceiling | None = None,
    share: float = 1.0,
) -> Answer:
    """The best solution of a model that has the draft's variables.

    Long horizons have a weaker relaxation than a month: where following it proves nothing, a
    search that learns from presolve and conflicts takes over.
    """
    watcher = _Watcher(draft, budget, stage, ceiling) if budget.progress else None
    seconds = budget.left() * share
    ends = budget.elapsed() + seconds
    quick = new_solver(seconds)
    work = QUICK_WORK + QUICK_WORK_OF_MEETING * len(draft.places)
    quick.parameters.max_deterministic_time = work
    answer = _answer(model, draft, quick, watcher, budget)
    over = budget.left() == 0 or budget.elapsed() >= ends
    if over or answer.outcome in (Outcome.OPTIMAL, Outcome.INFEASIBLE):
        return answer
    patient = new_solver(ends - budget.elapsed())
    patient.parameters.add_lp_constraints_lazily = True
    patient.parameters.search_branching = cp_model.PSEUDO_COST_SEARCH
    patient.parameters.cp_model_presolve = True
    if answer.reading is not None:
        places = [literal for key in sorted(draft.at) for literal in draft.at[key]]
        for literal, held in [(literal, quick.boolean_value(literal)) for literal in places]:
            model.add_hint(literal, held)
    return _better(answer, _answer(model, draft, patient, watcher, budget))


def _better(first: Answer, second: Answer) -> Answer:
    """The cheaper of two solutions of one model with the stronger of two bounds."""
    if second.outcome in (Outcome.OPTIMAL, Outcome.INFEASIBLE):
        return second
    found = [answer for answer in (first, second) if answer.reading is not None]
    bound = max((x.bound for x in (first, second) if x.bound is not None), default=None)
    if not found:
        return Answer(Outcome.UNKNOWN, bound=bound)
    best = min(found, key=lambda answer: answer.objective)
    proven = bound is not None and bound >= best.objective
    return replace(best, outcome=Outcome.OPTIMAL if proven else Outcome.FEASIBLE, bound=bound)


def _answer(
    model: cp_model.CpModel,
    draft: Draft,
    solver: cp_model.CpSolver,
    watcher: "_Watcher | None",
    budget: Budget,
) -> Answer:
    budget.stop.watch(solver)
    try:
        status = solver.solve(model, watcher)
    finally:
        budget.stop.unwatch(solver)
        budget.searched += solver.wall_time
    if status == cp_model.INFEASIBLE:
        return Answer(Outcome.INFEASIBLE)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.validate())
    bound = _rounded_up(solver.best_objective_bound)
    if status == cp_model.UNKNOWN:
        return Answer(Outcome.UNKNOWN, bound=bound)
    optimal = status == cp_model.OPTIMAL
    return Answer(
        outcome=Outcome.OPTIMAL if optimal else Outcome.FEASIBLE,
        reading=read(draft, solver.boolean_value),
        objective=round(solver.objective_value),
        bound=round(solver.objective_value) if optimal else bound,
    )


def proven_cost(draft: Draft, enough: int, budget: Budget) -> int:
    """A lower bound of the cost of every solution; pursued no further than `enough`.

    Raising the bound is all that matters here, which tree search on the bound does fastest.
    """
    solver = new_solver(budget.left())
    solver.parameters.optimize_with_lb_tree_search = True
    bounds = [0.0]

    def raised(bound: float) -> None:
        bounds.append(bound)
        if bound >= enough:
            solver.stop_search()

    solver.best_bound_callback = raised
    budget.stop.watch(solver)
    try:
        status = solver.solve(draft.model)
    finally:
        budget.stop.unwatch(solver)
        budget.searched += solver.wall_time
    if status == cp_model.INFEASIBLE:
        return enough
    return min(enough, _rounded_up(max(bounds)) or 0)


def _rounded_up(bound: float) -> int | None:
    """All costs are whole numbers, so a fractional bound rounds up."""
    if bound in (float("inf"), float("-inf")):
        return None
    whole = round(bound)
    return whole if abs(bound - whole) < 1e-6 else int(bound // 1) + 1
