"""Finds smallest sets of rule instances under which a meeting cannot be held.

Each rule instance (a `Reason`) is assumed or dropped in a model that asks only for possibility;
a last check builds a model of the found set alone.
"""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import Reason, ReasonKind
from domain.planning.solver.possible import Possibility, possibility
from domain.planning.solver.search import Budget, new_solver


def smallest_clash(
    look: Lookups, plan: Plan, missing: MeetingKey, others: frozenset[MeetingKey], budget: Budget
) -> tuple[Reason, ...] | None:
    """A set of reasons that makes the missing meeting impossible beside the others, from which no
    reason can be dropped; verified in a model of its own. None: it is possible, or time ran out.
    """
    whole = possibility(look, plan, missing, others, None)
    core = _core(whole, list(whole.literals), budget)
    if core is None:
        return None
    kept = sorted(core, key=lambda reason: reason.rank)
    for reason in list(kept):
        smaller = [other for other in kept if other != reason]
        found = _core(whole, smaller, budget)
        if found is not None:
            kept = [other for other in smaller if other in found]
    alone = possibility(look, plan, missing, others, frozenset(kept))
    return tuple(kept) if _core(alone, list(alone.literals), budget) is not None else None


def is_impossible(
    look: Lookups, plan: Plan, missing: MeetingKey, reasons: Iterable[Reason]
) -> bool:
    """Whether the reasons alone make the meeting impossible (a check of a culprit set)."""
    others = frozenset(
        key
        for reason in reasons
        if reason.kind is ReasonKind.OTHER_MEETING
        for key in look.keys
        if key.branch == reason.branch
    )
    alone = possibility(look, plan, missing, others, frozenset(reasons))
    return _core(alone, list(alone.literals), Budget(30.0)) is not None


def _core(model: Possibility, reasons: list[Reason], budget: Budget) -> set[Reason] | None:
    """Reasons that suffice for impossibility; None when possible under all of them, or unknown."""
    if budget.left() == 0:
        return None
    model.model.clear_assumptions()
    model.model.add_assumptions([model.literals[reason] for reason in reasons])
    solver = new_solver(budget.left())
    # Nothing is minimised here: clauses alone decide three times as fast as with a relaxation.
    solver.parameters.linearization_level = 0
    solver.parameters.search_branching = cp_model.AUTOMATIC_SEARCH
    if solver.solve(model.model) != cp_model.INFEASIBLE:
        return None
    # The answer may contain literals that are no assumptions: those are dropped.
    sufficient = set(solver.sufficient_assumptions_for_infeasibility())
    found = {reason for reason in reasons if model.literals[reason].index in sufficient}
    return found or set(reasons)
