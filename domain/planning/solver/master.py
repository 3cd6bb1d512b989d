"""Chooses only the field weeks of a large district: who goes when, and how full communes get.

A relaxation: people's days and hours within a week are left to the blocks that follow. So a
meeting that finds no week here is proven to find none anywhere.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ortools.sat.python import cp_model

from domain.planning.candidates import Candidate, candidates
from domain.planning.dates import days_of, monday_of
from domain.planning.facts import CadreKey, Month, RotationMode
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Literal
from domain.planning.solver.scope import substitutes
from domain.planning.solver.search import Budget, new_solver
from domain.planning.solver.weeks import add_offices, charge_cycle


@dataclass(frozen=True, slots=True)
class Weeks:
    """A field week or phase for each rotating cadre with meetings. `missing_bound` meetings are
    proven to have no place; no plan that misses no more costs less than `bound`."""

    options: dict[tuple[CadreKey, Month | None], Option]
    missing_bound: int
    bound: int


def choose_weeks(look: Lookups, budget: Budget) -> Weeks | None:
    """Weeks under which as many meetings as possible find room, then cheap; None: out of time."""
    draft = Draft(look, elastic=True)
    for key in look.keys:
        _add_meeting(draft, key)
    _add_weeks(draft)
    add_offices(draft)
    if look.mode is RotationMode.CALENDAR:
        charge_cycle(draft)
    _add_capacity(draft)
    fewest = draft.model.clone()
    fewest.minimize(cp_model.LinearExpr.sum(list(draft.skip.values())))
    solver = new_solver(budget.left())
    budget.stop.watch(solver)
    status = solver.solve(fewest)
    budget.stop.unwatch(solver)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    missing_bound = max(0, round(solver.best_objective_bound))
    draft.gaps = [(literal, 1) for literal in draft.skip.values()]
    draft.minimise_cost(most_gaps=round(solver.objective_value))
    cheap = new_solver(budget.left())
    cheap.parameters.relative_gap_limit = 0.002
    budget.stop.watch(cheap)
    found = cheap.solve(draft.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    budget.stop.unwatch(cheap)
    bound = max(0, math.floor(cheap.best_objective_bound)) if found else 0
    solver = cheap if found else solver
    options = {
        slot: option
        for slot, choice in draft.weeks.items()
        for option, literal in choice.items()
        if solver.boolean_value(literal)
    }
    return Weeks(options, missing_bound, bound)


def _add_meeting(draft: Draft, key: MeetingKey) -> None:
    """One literal a week: held there by the required people, or (dearer) with stand-ins."""
    look = draft.look
    branch = look.branches[key.branch]
    own: dict[date, int] = {}
    deputised: dict[date, int] = {}
    for place in candidates(look, key):
        monday = monday_of(place.date)
        come = [_can_come(look, key, place, who) for who in branch.required]
        if all(come):
            cost = _cost(look, key, place)
            own[monday] = min(own.get(monday, cost), cost)
        if branch.required and _can_be_filled(look, key, place, come):
            deputised[monday] = min(deputised.get(monday, place.cost), place.cost)
    literals = []
    standin = look.settings.weights.standin * look.mult(branch)
    for costs, extra in ((own, 0), (deputised, standin)):
        for monday, cost in sorted(costs.items()):
            literal = draft.boolean()
            draft.charge(literal, cost + extra)
            literals.append(literal)
            draft.capacity[branch.commune, monday].append(literal)
            if not extra:
                draft.held[key, monday] = literal
    draft.skip[key] = draft.boolean()
    draft.model.add_exactly_one([*literals, draft.skip[key]])


def _cost(look: Lookups, key: MeetingKey, place: Candidate) -> int:
    """What the place costs at least when the required people come themselves."""
    branch, weights = look.branches[key.branch], look.settings.weights
    travellers = sum(look.cadres[who].rotates for who in branch.required)
    absent = sum(not _can_come(look, key, place, who) for who in branch.wanted)
    weekend = weights.weekend * travellers * (place.date.isoweekday() >= 6)
    return place.cost + weekend + weights.wanted * absent


def _can_come(look: Lookups, key: MeetingKey, place: Candidate, who: CadreKey) -> bool:
    return look.can_attend(who, key, place.date, place.part)


def _can_be_filled(look: Lookups, key: MeetingKey, place: Candidate, come: list[bool]) -> bool:
    deputies = substitutes(look, key)
    if not deputies:
        return False
    return all(come) or any(_can_come(look, key, place, who) for who in deputies)


def _add_weeks(draft: Draft) -> None:
    """A meeting held by its own cadre lies in that cadre's field week."""
    look = draft.look
    rolling = look.mode is RotationMode.ROLLING
    uses: dict[tuple[CadreKey, Month | None], dict[Option, dict[MeetingKey, list[Literal]]]] = {}
    for (key, monday), literal in sorted(draft.held.items(), key=lambda item: item[0]):
        for who in look.branches[key.branch].required:
            if look.rotates(who):
                option = look.option_of(who, key.month, monday) if rolling else monday
                slot = (who, None if rolling else key.month)
                meetings = uses.setdefault(slot, {}).setdefault(option, {})
                meetings.setdefault(key, []).append(literal)
    for slot in sorted(uses, key=str):
        choice = {option: draft.boolean() for option in uses[slot]}
        draft.weeks[slot] = choice
        for literal in choice.values():  # who is in the field travels at least once
            draft.charge(literal, look.settings.weights.trip)
        draft.model.add_at_most_one(choice.values())
        for option, meetings in uses[slot].items():
            for literals in meetings.values():
                draft.at_most(0, literals, [choice[option]])


def _add_capacity(draft: Draft) -> None:
    """A commune has no more meetings in a week than its days allow."""
    look = draft.look
    days: dict[date, int] = defaultdict(int)
    for month in look.facts.months:
        for day in days_of(month):
            days[monday_of(day)] += day not in look.closed
    for commune, monday in sorted(draft.capacity):
        room = days[monday] * look.commune_limit(commune)
        draft.at_most(room, draft.capacity[commune, monday])
