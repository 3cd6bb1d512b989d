"""Model parts about meetings: one place each, its seats and its guests."""

from domain.planning.candidates import Candidate, candidates, is_kept
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Level, Seat
from domain.planning.solver.guests import Crossings, add_guest
from domain.planning.solver.scope import Scope, may_come, substitutes
from domain.planning.solver.seats import add_seat


def add_meetings(draft: Draft, scope: Scope) -> None:
    """Places, seats and guests of every meeting of the scope."""
    crossing = Crossings(draft.look, scope)
    # A meeting left out weighs more than all seats that may stay empty.
    kept = (key for key in scope.keys if is_kept(draft.look, key))
    draft.gap_of_meeting += sum(len(draft.look.branches[key.branch].required) for key in kept)
    for key in scope.keys:
        _add_places(draft, scope, key)
        branch = draft.look.branches[key.branch]
        for who in dict.fromkeys(branch.required):
            add_seat(draft, scope, Seat(key, who))
        for who in dict.fromkeys(branch.wanted):
            add_guest(draft, crossing, key, who)


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
