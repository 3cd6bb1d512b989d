"""Model parts about seats: the required person comes, or somebody stands in."""

from collections import defaultdict

from ortools.sat.python import cp_model

from domain.planning.candidates import Candidate, is_kept
from domain.planning.facts import CadreKey
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey
from domain.planning.rules.wishes import filled_by
from domain.planning.solver.draft import Draft, Entry, Holder, Level, Literal, Seat
from domain.planning.solver.scope import Scope, may_come, substitutes


def add_seat(draft: Draft, scope: Scope, seat: Seat) -> None:
    """The seat in the detail that the scope asks for."""
    level = scope.levels[seat]
    if draft.elastic and is_kept(draft.look, seat.meeting):
        level = Level.FULL
    if level is Level.RELAXED and not substitutes(draft.look, seat.meeting):
        level = Level.FIXED
    draft.levels[seat] = level
    if level is Level.FULL:
        _add_full_seat(draft, scope, seat)
    else:
        _add_own_seat(draft, scope, seat, relaxed=level is Level.RELAXED)


def _add_own_seat(draft: Draft, scope: Scope, seat: Seat, relaxed: bool) -> None:
    """The required person comes, or (relaxed) somebody unnamed stands in."""
    key, who = seat.meeting, seat.required
    old, swap = draft.look.announced.get(key), draft.look.swap_price(key, who)
    was = None if old is None else filled_by(old, who)
    relief = draft.boolean() if relaxed else None
    if relief is not None:
        draft.reliefs[seat] = relief
        price = _least_standin_price(draft.look, seat)
        draft.charge(relief, price + (swap if was == who else 0))
    reliefs = {} if relief is None else _reliefs_by_week(draft, scope, seat, relief)
    barred: dict[Option, list[Literal]] = defaultdict(list)
    for place, literal in zip(draft.places[key], draft.at[key], strict=True):
        if old is not None and was is None:
            draft.charge(literal, swap)
        option = _option(draft.look, key, who, place)
        if may_come(draft.look, scope, key, place, who):
            helped = reliefs.get(option) if _deputy_may_come(draft, scope, key, place) else None
            add_entry(draft, key, who, place, literal, helped, certain=not relaxed)
        else:
            barred[option].append(literal)
    for option, literals in barred.items():
        if relief is not None:
            draft.model.add(cp_model.LinearExpr.sum(literals) <= reliefs[option])


def _reliefs_by_week(
    draft: Draft, scope: Scope, seat: Seat, relief: Literal
) -> dict[Option, Literal]:
    """A relief for each week the meeting may be in: one for all would let a fraction of it
    loosen every week at once."""
    key, places = seat.meeting, defaultdict[Option, list[Literal]](list)
    for place, literal in zip(draft.places[key], draft.at[key], strict=True):
        if _deputy_may_come(draft, scope, key, place):
            places[_option(draft.look, key, seat.required, place)].append(literal)
    reliefs = {option: draft.boolean() for option in places}
    for option, literals in places.items():
        draft.at_most(0, [reliefs[option]], literals)
    draft.model.add(cp_model.LinearExpr.sum(list(reliefs.values())) == relief)
    return reliefs


def _deputy_may_come(draft: Draft, scope: Scope, key: MeetingKey, place: Candidate) -> bool:
    people = substitutes(draft.look, key)
    return any(may_come(draft.look, scope, key, place, who) for who in people)


def _option(look: Lookups, key: MeetingKey, who: CadreKey, place: Candidate) -> Option:
    return look.option_of(who, key.month, place.date) if look.rotates(who) else None


def _least_standin_price(look: Lookups, seat: Seat) -> int:
    """A lower bound of what standing in costs by itself."""
    branch, weights = look.branches[seat.meeting.branch], look.settings.weights
    history = min(look.cadres[x].standin_count for x in substitutes(look, seat.meeting))
    return weights.standin * look.mult(branch) + weights.standin_fair * history


def _add_full_seat(draft: Draft, scope: Scope, seat: Seat) -> None:
    """At each place exactly one of the people who may fill the seat does."""
    key, look = seat.meeting, draft.look
    people = (seat.required, *substitutes(look, key))
    holders: list[Holder] = []
    for number, place in enumerate(draft.places[key]):
        here: list[Literal] = []
        for who in people:
            if may_come(look, scope, key, place, who):
                literal = draft.boolean()
                here.append(literal)
                holders.append(Holder(who, number, literal))
                add_entry(draft, key, who, place, literal, None, certain=False)
        if draft.elastic and is_kept(look, key):
            literal = draft.boolean()
            here.append(literal)
            holders.append(Holder(None, number, literal))
        draft.model.add(cp_model.LinearExpr.sum(here) == draft.at[key][number])
    draft.holders[seat] = holders
    _charge_holders(draft, seat, holders)


def _charge_holders(draft: Draft, seat: Seat, holders: list[Holder]) -> None:
    look, weights = draft.look, draft.look.settings.weights
    branch, old = look.branches[seat.meeting.branch], look.announced.get(seat.meeting)
    for holder in holders:
        if holder.cadre is None:
            draft.leave_gap(holder.literal, 1)
        elif holder.cadre != seat.required:
            draft.charge(holder.literal, weights.standin * look.mult(branch))
        if old is not None and filled_by(old, seat.required) != holder.cadre:
            draft.charge(holder.literal, look.swap_price(seat.meeting, seat.required))


def add_entry(
    draft: Draft,
    key: MeetingKey,
    who: CadreKey,
    place: Candidate,
    literal: Literal,
    relief: Literal | None,
    certain: bool,
) -> None:
    """Note that a person attends a meeting at a place when the literal holds."""
    look = draft.look
    option = _option(look, key, who, place)
    commune = look.branches[key.branch].commune
    entry = Entry(
        *(key, place.date, place.start, place.end, commune, option, literal, relief),
        certain=certain and not draft.elastic,
    )
    draft.entries[who].append(entry)
