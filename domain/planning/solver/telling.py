"""Counts in the model who has to be told of a change, and repairs a plan with the fewest told."""

from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from domain.planning.candidates import is_kept
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.rules.wishes import filled_by
from domain.planning.solver.build import build
from domain.planning.solver.draft import Draft, Level, Literal
from domain.planning.solver.outcome import finished
from domain.planning.solver.scope import Scope, initial_levels, substitutes
from domain.planning.solver.search import Answer, Budget, Outcome, search, search_model

PERSON_PRICE = 100_000
"""In a ring one person told outweighs any cost; the proof does it in two exact steps."""


@dataclass(frozen=True, slots=True)
class Told:
    """A repaired plan; `people` is what the model counted, proven smallest if `proven`."""

    plan: Plan
    people: int
    proven: bool


def repair_within(
    look: Lookups,
    free: frozenset[MeetingKey],
    broken: frozenset[MeetingKey],
    budget: Budget,
    left_out: frozenset[MeetingKey] = frozenset(),
) -> Plan | None:
    """A repair that moves only `free` meetings; stand-ins may help the broken ones, and those
    `left_out` stay missing. None: there is no such repair."""
    keys = tuple(key for key in look.keys if key not in left_out)
    levels = initial_levels(look, keys)
    for seat, level in levels.items():
        if seat.meeting in broken and level is Level.FIXED and substitutes(look, seat.meeting):
            levels[seat] = Level.FULL
    still = frozenset(key for key in keys if key not in free and not is_kept(look, key))
    draft = build(look, Scope(levels=levels, keys=keys, still=still))
    for literal in _told(draft):
        draft.charge(literal, PERSON_PRICE)
    draft.minimise_cost()
    answer = search(draft, budget)
    if answer.reading is None:
        return None
    missing = tuple(sorted({*answer.reading.missing, *left_out}))
    return finished(look.facts, replace(answer.reading, missing=missing), None, 0)


def fewest_told(
    look: Lookups,
    broken: frozenset[MeetingKey],
    budget: Budget,
    known: int | None,
    left_out: frozenset[MeetingKey] = frozenset(),
) -> Told | None:
    """The repair with the fewest people told, then the lowest cost; None: no full plan exists.

    `known` is the number told by a repair found already, if there is one. Meetings `left_out`
    stay missing.
    """
    keys = tuple(key for key in look.keys if key not in left_out)
    levels = initial_levels(look, keys)
    for seat, level in levels.items():
        if level is Level.FIXED and substitutes(look, seat.meeting):
            levels[seat] = Level.FULL if seat.meeting in broken else Level.RELAXED
    scope = Scope(levels=levels, keys=keys)
    while True:
        draft = build(look, scope)
        told = cp_model.LinearExpr.sum(_told(draft))
        people = _least_people(draft, told, known, budget)
        if people.outcome is Outcome.INFEASIBLE:
            return None
        draft.model.add(told <= people.objective)
        draft.minimise_cost()
        cheapest = search(draft, budget)
        reading = cheapest.reading
        if reading is None:
            return None
        if reading.open_seats and budget.left() > 0:
            scope, known = _in_full(scope, cheapest), None
            continue
        missing = tuple(sorted({*reading.missing, *left_out}))
        plan = finished(look.facts, replace(reading, missing=missing), None, 0)
        optimal = (people.outcome, cheapest.outcome) == (Outcome.OPTIMAL, Outcome.OPTIMAL)
        return Told(plan, people.objective, optimal and not reading.open_seats)


def _in_full(scope: Scope, answer: Answer) -> Scope:
    assert answer.reading is not None
    levels = {**scope.levels, **dict.fromkeys(answer.reading.open_seats, Level.FULL)}
    return replace(scope, levels=levels)


def _least_people(draft: Draft, told: Literal, known: int | None, budget: Budget) -> Answer:
    """The smallest number of people told. That one fewer than known is impossible is usually
    shown far faster than a minimum is found."""
    if known is not None:
        fewer = draft.model.clone()
        fewer.add(told <= known - 1)
        if search_model(fewer, draft, budget, "told").outcome is Outcome.INFEASIBLE:
            return Answer(Outcome.OPTIMAL, None, known, known)
    least = draft.model.clone()
    least.minimize(told)
    return search_model(least, draft, budget, "told")


def _told(draft: Draft) -> list[Literal]:
    """One literal for each person, and each branch's secretary, who would have to be told."""
    causes: dict[str, list[Literal]] = {}
    for key in sorted(draft.places):
        moved = _moved(draft, key)
        if moved is not None:
            causes.setdefault(f"branch {key.branch}", []).append(moved)
        _seat_causes(draft, key, moved, causes)
    people = []
    for name in sorted(causes):
        literal = draft.boolean()
        for cause in causes[name]:
            draft.model.add_implication(cause, literal)
        people.append(literal)
    return people


def _moved(draft: Draft, key: MeetingKey) -> Literal | None:
    """Holds when the meeting is not where it was announced; None: it cannot move."""
    old = draft.look.announced.get(key)
    places = list(zip(draft.places[key], draft.at[key], strict=True))
    stays = [x for p, x in places if old and (old.date, old.part) == (p.date, p.part)]
    if len(places) == 1 and stays and key not in draft.skip:
        return None
    moved = draft.boolean()
    draft.model.add(cp_model.LinearExpr.sum([*stays, moved]) == 1)
    return moved


def _seat_causes(
    draft: Draft, key: MeetingKey, moved: Literal | None, causes: dict[str, list[Literal]]
) -> None:
    """Old holders are told when the meeting moves or they are replaced, new ones when they come."""
    old = draft.look.announced.get(key)
    for seat in sorted(seat for seat in draft.levels if seat.meeting == key):
        was = None if old is None else filled_by(old, seat.required)
        new = [h for h in draft.holders.get(seat, ()) if h.cadre is not None and h.cadre != was]
        relief = draft.reliefs.get(seat)
        if was is not None and moved is not None:
            causes.setdefault(f"cadre {was}", []).append(moved)
        for literal in [h.literal for h in new] + ([relief] if relief is not None else []):
            causes.setdefault(f"branch {key.branch}", []).append(literal)
            if was is not None:
                causes.setdefault(f"cadre {was}", []).append(literal)
        for holder in new:
            causes.setdefault(f"cadre {holder.cadre}", []).append(holder.literal)
        if was is None and old is None and moved is not None and seat not in draft.holders:
            causes.setdefault(f"cadre {seat.required}", []).append(moved)
