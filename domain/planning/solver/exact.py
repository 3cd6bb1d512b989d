"""Solves one coupled part exactly: strict first, with stand-ins and left-out meetings if needed."""

from dataclasses import replace

from domain.planning import rules
from domain.planning.candidates import candidates
from domain.planning.facts import PlanningFacts
from domain.planning.lookups import Lookups
from domain.planning.plan import Plan, PlanStatus
from domain.planning.solver.build import Reading, build, worst_cost
from domain.planning.solver.draft import Draft, Level
from domain.planning.solver.meetings import Scope, initial_levels, substitutes
from domain.planning.solver.search import Answer, Budget, Outcome, search


def solve_exactly(facts: PlanningFacts, budget: Budget) -> Plan:
    """The best plan of the facts as one model; partial where no full plan exists.

    First nobody stands in who need not. If that plan is so cheap that no stand-in could pay, it
    is the best one. Otherwise a relaxation in which stand-ins cost the least possible decides;
    seats for which it wants one are modelled in full until it wants no more.
    """
    look = Lookups(facts)
    scope = Scope(levels=initial_levels(look, look.keys), keys=look.keys)
    draft = build(look, scope)
    answer = search(draft, budget)
    budget.tell(None if answer.reading is None else answer.objective, answer.bound)
    if answer.reading is not None:
        floor = _price_with_more_standins(look, scope)
        if answer.outcome is not Outcome.OPTIMAL or floor >= answer.objective:
            bound = None if answer.bound is None else min(answer.bound, floor)
            return _plan(facts, draft, answer, bound)
    relaxed = _relaxed(look, scope, elastic=answer.outcome is not Outcome.OPTIMAL)
    return _refine(look, relaxed, budget, fallback=(draft, answer))


def _price_with_more_standins(look: Lookups, scope: Scope) -> int:
    """A lower bound of every plan in which somebody stands in at a seat modelled as FIXED."""
    total = 0
    for key in scope.keys:
        total += min((place.cost for place in candidates(look, key)), default=0)
    mults = [
        look.mult(look.branches[seat.meeting.branch])
        for seat, level in scope.levels.items()
        if level is Level.FIXED and substitutes(look, seat.meeting)
    ]
    if not mults:
        return worst_cost(look, scope.keys) + 1
    return total + look.settings.weights.standin * min(mults)


def _relaxed(look: Lookups, scope: Scope, elastic: bool) -> Scope:
    levels = {
        seat: Level.RELAXED if level is Level.FIXED and substitutes(look, seat.meeting) else level
        for seat, level in scope.levels.items()
    }
    return replace(scope, levels=levels, elastic=elastic)


def _refine(look: Lookups, scope: Scope, budget: Budget, fallback: tuple[Draft, Answer]) -> Plan:
    """Solve the relaxation; model in full the seats it wants stand-ins for; repeat."""
    bound: int | None = None
    while True:
        draft = build(look, scope)
        answer = search(draft, budget)
        if answer.bound is not None:
            bound = answer.bound if bound is None else max(bound, answer.bound)
        reading = answer.reading
        if reading is not None and not reading.open_seats:
            return _plan(look.facts, draft, answer, bound)
        if reading is None or budget.left() == 0:
            return _best_effort(look, scope, budget, fallback, reading)
        levels = {**scope.levels, **dict.fromkeys(reading.open_seats, Level.FULL)}
        scope = replace(scope, levels=levels)


def _best_effort(
    look: Lookups,
    scope: Scope,
    budget: Budget,
    fallback: tuple[Draft, Answer],
    reading: Reading | None,
) -> Plan:
    """Time is over: the strict plan if there is one, else what the relaxation says, less the
    meetings whose stand-ins are not settled."""
    draft, answer = fallback
    if answer.reading is not None:
        return _plan(look.facts, draft, answer, None)
    if reading is None:
        return empty_plan(look.facts)
    unsettled = {seat.meeting for seat in reading.open_seats}
    meetings = tuple(
        x
        for x in reading.meetings
        if all((x.branch, x.month) != (u.branch, u.month) for u in unsettled)
    )
    missing = tuple(sorted({*reading.missing, *unsettled}))
    return finished(look.facts, replace(reading, meetings=meetings, missing=missing), None, 0)


def empty_plan(facts: PlanningFacts) -> Plan:
    """The plan that leaves everything out: what is known when no time was given."""
    reading = Reading((), (), (), Lookups(facts).keys, ())
    return finished(facts, reading, None, 0)


def _plan(facts: PlanningFacts, draft: Draft, answer: Answer, bound: int | None) -> Plan:
    assert answer.reading is not None
    missing_bound, soft_bound = 0, bound
    if bound is not None and draft.elastic:
        missing_bound, rest = divmod(max(0, bound), draft.skip_price)
        same = missing_bound == len(answer.reading.missing)
        empty_seats = (answer.objective - missing_bound * draft.skip_price) // draft.nobody_price
        soft_bound = max(0, rest - empty_seats * draft.nobody_price) if same else None
    return finished(facts, answer.reading, soft_bound, missing_bound)


def finished(facts: PlanningFacts, reading: Reading, bound: int | None, missing_bound: int) -> Plan:
    """The plan of a reading, with its own cost and what is proven."""
    plan = Plan(
        *(facts.id, reading.meetings, reading.field_weeks, reading.phases),
        missing=reading.missing,
        missing_bound=missing_bound,
    )
    cost = rules.cost(facts, plan)
    status = PlanStatus.FEASIBLE
    if reading.missing:
        status = PlanStatus.PARTIAL
    elif bound is not None and bound >= cost:
        status = PlanStatus.OPTIMAL
    return replace(
        plan, cost=cost, bound=None if bound is None else min(bound, cost), status=status
    )
