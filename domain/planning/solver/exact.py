"""Solves one coupled part exactly: strict first, with stand-ins and left-out meetings if needed."""

from dataclasses import dataclass, replace

from domain.planning.candidates import least_cost
from domain.planning.facts import PlanningFacts
from domain.planning.lookups import Lookups
from domain.planning.plan import Plan, PlanStatus
from domain.planning.solver.build import Reading, build
from domain.planning.solver.draft import Level
from domain.planning.solver.outcome import finished, quick_plan, settled
from domain.planning.solver.scope import Scope, initial_levels, substitutes
from domain.planning.solver.search import Answer, Budget, Outcome, proven_cost, search


def solve_exactly(facts: PlanningFacts, budget: Budget) -> Plan:
    """The best plan of the facts as one model; partial where no full plan exists.

    First nobody stands in who need not. If that plan is so cheap that no stand-in could pay, it
    is the best one. Otherwise a relaxation in which stand-ins cost the least possible decides;
    seats for which it wants one are modelled in full until it wants no more.
    """
    look = Lookups(facts)
    scope = Scope(levels=initial_levels(look, look.keys), keys=look.keys)
    draft = build(look, scope)
    draft.minimise_cost()
    answer = search(draft, budget)
    if answer.reading is None and budget.left() == 0:
        return quick_plan(look)
    if answer.reading is None:
        found = solve_with_gaps(look, _relaxed(look, scope, elastic=True), budget)
        if found is None:
            return quick_plan(look)
        return finished(facts, found.reading, found.bound, found.missing_bound)
    floor = _price_with_more_standins(look, scope)
    strict = finished(facts, answer.reading, _least(answer.bound, floor), 0)
    if answer.outcome is not Outcome.OPTIMAL or strict.proven:
        return strict
    relaxed = _relaxed(look, scope, elastic=False)
    with_standins = _least_with_standins(look, relaxed, budget, strict.cost)
    bound = min(strict.cost, max(floor or 0, with_standins))
    if bound == strict.cost or budget.left() == 0:
        return _bounded(strict, bound)
    return _with_standins(look, relaxed, budget, strict)


def _least_with_standins(look: Lookups, relaxed: Scope, budget: Budget, enough: int) -> int:
    """A lower bound, pursued up to `enough`, of every plan in which somebody more stands in."""
    draft = build(look, relaxed)
    draft.minimise_cost()
    draft.require_relief()
    return proven_cost(draft, enough, budget)


def _least(*bounds: int | None) -> int | None:
    return min((x for x in bounds if x is not None), default=None)


def _price_with_more_standins(look: Lookups, scope: Scope) -> int | None:
    """A lower bound of every plan in which somebody stands in at a seat modelled as FIXED.

    None: no such seat exists.
    """
    mults = [
        look.mult(look.branches[seat.meeting.branch])
        for seat, level in scope.levels.items()
        if level is Level.FIXED and substitutes(look, seat.meeting)
    ]
    return least_cost(look) + look.settings.weights.standin * min(mults) if mults else None


def _relaxed(look: Lookups, scope: Scope, elastic: bool) -> Scope:
    levels = {
        seat: Level.RELAXED if level is Level.FIXED and substitutes(look, seat.meeting) else level
        for seat, level in scope.levels.items()
    }
    return replace(scope, levels=levels, elastic=elastic)


def _detailed(scope: Scope, reading: Reading) -> Scope:
    """The scope with every seat that wants a stand-in modelled in full."""
    levels = {**scope.levels, **dict.fromkeys(reading.open_seats, Level.FULL)}
    return replace(scope, levels=levels)


def _with_standins(look: Lookups, scope: Scope, budget: Budget, strict: Plan) -> Plan:
    """The best full plan, where stand-ins may pay; `strict` is the best plan without them."""
    bound = strict.bound
    while True:
        answer = _cheapest(look, scope, budget)
        bound = max(bound or 0, answer.bound or 0)
        reading = answer.reading
        if reading is None or (reading.open_seats and budget.left() == 0):
            return _bounded(strict, bound)
        if not reading.open_seats:
            found = finished(look.facts, reading, bound, 0)
            return found if found.cost < strict.cost else _bounded(strict, bound)
        scope = _detailed(scope, reading)


def _bounded(plan: Plan, bound: int) -> Plan:
    better = replace(plan, bound=min(plan.cost, bound))
    return replace(better, status=PlanStatus.OPTIMAL if better.proven else PlanStatus.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Found:
    """A solution of a scope with its bounds, as in `Plan`."""

    reading: Reading
    bound: int | None
    missing_bound: int


def solve_scope(look: Lookups, scope: Scope, budget: Budget) -> Found | None:
    """A good solution of a scope, best without needless stand-ins; gaps where it must be.

    None: time is over before anything was found.
    """
    draft = build(look, scope)
    draft.minimise_cost()
    answer = search(draft, budget)
    if answer.reading is not None:
        return Found(answer.reading, None, 0)
    return solve_with_gaps(look, _relaxed(look, scope, elastic=True), budget)


def solve_with_gaps(look: Lookups, scope: Scope, budget: Budget) -> Found | None:
    """The best plan where some meetings may have to be left out: fewest gaps, then cost.

    Each round may use half the time left, so that the next can choose the stand-ins it wants.
    """
    waiting: Found | None = None
    last = False
    while True:
        draft = build(look, scope)
        ceiling = draft.minimise_gaps_then_cost()
        share = 0.5 if draft.reliefs and not last else 1.0
        answer = search(draft, budget, ceiling, share)
        reading = answer.reading
        if reading is None:
            return None if waiting is None else _settled(look, waiting)
        fewest = ceiling.gaps(answer.bound or 0)
        bound = (answer.bound or 0) - fewest * ceiling.weight
        exact = ceiling.gaps(answer.objective) == fewest
        waiting = Found(reading, bound if exact else None, fewest // draft.gap_of_meeting)
        over = budget.left() == 0
        if reading.open_seats and over:
            return _settled(look, waiting)
        last = not reading.open_seats and answer.outcome is not Outcome.OPTIMAL and share < 1
        if not reading.open_seats and (over or not last):
            return waiting
        scope = _detailed(scope, reading)


def _settled(look: Lookups, found: Found) -> Found:
    """Choose stand-ins without a search; the bound is of plans that leave out no more."""
    reading = settled(look, found.reading)
    as_few = len(reading.missing) == len(found.reading.missing)
    return replace(found, reading=reading, bound=found.bound if as_few else None)


def _cheapest(look: Lookups, scope: Scope, budget: Budget) -> Answer:
    draft = build(look, scope)
    draft.minimise_cost()
    return search(draft, budget)
