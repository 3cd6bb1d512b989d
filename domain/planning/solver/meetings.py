"""Model parts about meetings: one place each, who fills the seats, which guests come."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model

from domain.planning.board import Board
from domain.planning.candidates import Candidate, candidates, is_kept
from domain.planning.facts import Branch, CadreKey, PartKey
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey
from domain.planning.rules.wishes import filled_by
from domain.planning.solver.draft import Draft, Entry, Holder, Level, Literal, Seat


@dataclass(frozen=True, slots=True)
class Scope:
    """What one model is about: which seats in which detail, and what is decided already.

    Meetings in `still` stay where they were announced; meetings and field weeks on `board` are
    settled and only stand in the way. `openings` remembers where each person can come.
    """

    levels: dict[Seat, Level]
    elastic: bool = False
    keys: tuple[MeetingKey, ...] = ()
    still: frozenset[MeetingKey] = frozenset()
    board: Board | None = None
    openings: dict[tuple[MeetingKey, CadreKey], frozenset[tuple[date, PartKey]]] = field(
        default_factory=dict, compare=False
    )


def initial_levels(look: Lookups, keys: tuple[MeetingKey, ...]) -> dict[Seat, Level]:
    """FIXED where the required person can come somewhere, FULL where a stand-in must be found or
    was announced."""
    levels = {}
    for key in keys:
        places = candidates(look, key)
        for who in look.branches[key.branch].required:
            seat = Seat(key, who)
            able = any(look.can_attend(who, key, place.date, place.part) for place in places)
            old = look.announced.get(key)
            changed = old is not None and filled_by(old, who) not in (None, who)
            levels[seat] = Level.FIXED if able and not changed else Level.FULL
    return levels


def substitutes(look: Lookups, key: MeetingKey) -> tuple[CadreKey, ...]:
    """Who may stand in at a meeting at all."""
    branch = look.branches[key.branch]
    if branch.no_standin:
        return ()
    return tuple(sorted(set(branch.standins) - set(branch.required)))


def add_meetings(draft: Draft, scope: Scope) -> None:
    """Places, seats and guests of every meeting of the scope."""
    crossing = _Crossings(draft.look, scope)
    # A meeting left out weighs more than all seats that may stay empty.
    kept = (key for key in scope.keys if is_kept(draft.look, key))
    draft.gap_of_meeting += sum(len(draft.look.branches[key.branch].required) for key in kept)
    for key in scope.keys:
        _add_places(draft, scope, key)
        branch = draft.look.branches[key.branch]
        for who in dict.fromkeys(branch.required):
            _add_seat(draft, scope, Seat(key, who))
        for who in dict.fromkeys(branch.wanted):
            _add_guest(draft, crossing, key, who)


def _add_places(draft: Draft, scope: Scope, key: MeetingKey) -> None:
    kept = draft.elastic and is_kept(draft.look, key)
    places = tuple(
        place
        for place in candidates(draft.look, key)
        if (key not in scope.still or _is_announced(draft.look, key, place))
        and (kept or _seats_can_be_filled(draft.look, scope, key, place))
    )
    draft.places[key] = places
    draft.at[key] = [draft.boolean() for _ in places]
    for place, literal in zip(places, draft.at[key], strict=True):
        draft.charge(literal, place.cost)
    if draft.elastic:
        draft.skip[key] = draft.boolean()
        draft.leave_gap(draft.skip[key], draft.gap_of_meeting)
        old = draft.look.announced.get(key)
        if old is not None:
            price = draft.look.settings.weights.move_day * draft.look.move_factor(old)
            draft.charge(draft.skip[key], price)
    draft.model.add_exactly_one([*draft.at[key], *([draft.skip[key]] if draft.elastic else [])])


def _is_announced(look: Lookups, key: MeetingKey, place: Candidate) -> bool:
    old = look.announced.get(key)
    return old is not None and (old.date, old.part) == (place.date, place.part)


def _seats_can_be_filled(look: Lookups, scope: Scope, key: MeetingKey, place: Candidate) -> bool:
    """Whether each seat has somebody who could fill it there."""
    for who in look.branches[key.branch].required:
        if may_come(look, scope, key, place, who):
            continue
        if scope.levels[Seat(key, who)] is Level.FIXED:
            return False
        if not any(may_come(look, scope, key, place, x) for x in substitutes(look, key)):
            return False
    return True


def may_come(look: Lookups, scope: Scope, key: MeetingKey, place: Candidate, who: CadreKey) -> bool:
    """Whether a person can attend there, within the weeks the scope leaves open."""
    if (key, who) not in scope.openings:
        places = (x for x in candidates(look, key) if _may_come(look, scope, key, x, who))
        scope.openings[key, who] = frozenset((x.date, x.part) for x in places)
    return (place.date, place.part) in scope.openings[key, who]


def _may_come(
    look: Lookups, scope: Scope, key: MeetingKey, place: Candidate, who: CadreKey
) -> bool:
    if not look.can_attend(who, key, place.date, place.part):
        return False
    return scope.board is None or scope.board.person_obstacle(who, key, place) is None


def _add_seat(draft: Draft, scope: Scope, seat: Seat) -> None:
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
    old, weights = draft.look.announced.get(key), draft.look.settings.weights
    was = None if old is None else filled_by(old, who)
    relief = draft.boolean() if relaxed else None
    if relief is not None:
        draft.reliefs[seat] = relief
        price = _least_standin_price(draft.look, seat)
        draft.charge(relief, price + (weights.move_attend if was == who else 0))
    reliefs = {} if relief is None else _reliefs_by_week(draft, scope, seat, relief)
    barred: dict[Option, list[Literal]] = defaultdict(list)
    for place, literal in zip(draft.places[key], draft.at[key], strict=True):
        if old is not None and was is None:
            draft.charge(literal, weights.move_attend)
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
            draft.charge(holder.literal, weights.move_attend)


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


def _add_guest(draft: Draft, crossing: "_Crossings", key: MeetingKey, who: CadreKey) -> None:
    """A wanted guest; where nothing else can come in the way, no variable is needed."""
    look, weight = draft.look, draft.look.settings.weights.wanted
    if who in look.branches[key.branch].required:
        _add_required_guest(draft, Seat(key, who))
        return
    simple = not crossing.possible(who)
    if simple:
        draft.simple_guests.add((key, who))
    chosen: list[tuple[int, Literal]] = []
    for number, place in enumerate(draft.places[key]):
        able = crossing.may_come(key, place, who)
        if not (simple and able):
            draft.charge(draft.at[key][number], weight)
        if able and not simple:
            literal = draft.boolean()
            chosen.append((number, literal))
            draft.model.add_implication(literal, draft.at[key][number])
            draft.charge(literal, -weight)
            add_entry(draft, key, who, place, literal, None, certain=False)
    if chosen:
        draft.guests[key, who] = chosen
    _credit_standing_guest(draft, key, who)


def _add_required_guest(draft: Draft, seat: Seat) -> None:
    """Somebody both required and wanted: the wish costs only where a stand-in takes the seat."""
    for holder in draft.holders.get(seat, ()):
        if holder.cadre != seat.required:
            draft.charge(holder.literal, draft.look.settings.weights.wanted)


def _credit_standing_guest(draft: Draft, key: MeetingKey, who: CadreKey) -> None:
    """A guest who stands in at the same meeting is there."""
    for required in draft.look.branches[key.branch].required:
        for holder in draft.holders.get(Seat(key, required), ()):
            if holder.cadre == who:
                draft.charge(holder.literal, -draft.look.settings.weights.wanted)


class _Crossings:
    """Finds out whose attendances can come in each other's way at all."""

    def __init__(self, look: Lookups, scope: Scope) -> None:
        self._look = look
        self._scope = scope
        self._meetings: dict[CadreKey, dict[MeetingKey, Branch]] = {}
        for key in scope.keys:
            branch = look.branches[key.branch]
            people = {*branch.required, *branch.wanted}
            if any(scope.levels[Seat(key, who)] is Level.FULL for who in branch.required):
                people |= set(branch.standins)
            if scope.elastic and is_kept(look, key):
                people |= set(branch.standins)
            for who in people:
                self._meetings.setdefault(who, {})[key] = branch

    def may_come(self, key: MeetingKey, place: Candidate, who: CadreKey) -> bool:
        """Whether a guest could attend there."""
        return may_come(self._look, self._scope, key, place, who)

    def possible(self, who: CadreKey) -> bool:
        """Whether attending one meeting could keep the person from another, or cost something."""
        look = self._look
        if look.cadres[who].rotates:
            return True
        branches = self._meetings[who].values()
        if self._stands_in(who):
            return True
        if len(self._meetings[who]) == 1:
            return False
        communes = {branch.commune for branch in branches}
        return len(communes) > 1 or not self._commune_keeps_apart(who, *communes)

    def _stands_in(self, who: CadreKey) -> bool:
        return any(
            who in branch.standins and who not in branch.required
            for branch in self._meetings[who].values()
        )

    def _commune_keeps_apart(self, who: CadreKey, commune: str) -> bool:
        """Whether the commune's own limits leave no two meetings a person could not both attend."""
        look = self._look
        limit = next(look.commune_limit(x.id) for x in look.facts.communes if x.id == commune)
        if limit <= 1:
            return True
        longest = max(branch.duration_min for branch in self._meetings[who].values())
        starts = sorted(look.starts.values())
        need = longest + look.settings.same_commune_gap_min
        apart = all(b - a >= need for a, b in pairwise(starts))
        at_once = look.settings.commune_max_per_part
        return apart and at_once is not None and at_once <= 1 and limit <= look.day_limit(who)
