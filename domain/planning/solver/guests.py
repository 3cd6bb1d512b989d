"""Model parts about wanted guests, who come when nothing keeps them away."""

from itertools import pairwise

from domain.planning.candidates import Candidate, is_kept
from domain.planning.facts import Branch, CadreKey
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Level, Literal, Seat
from domain.planning.solver.scope import Scope, may_come
from domain.planning.solver.seats import add_entry


def add_guest(draft: Draft, crossing: "Crossings", key: MeetingKey, who: CadreKey) -> None:
    """A wanted guest; where nothing else can come in the way, no variable is needed."""
    look, weight = draft.look, draft.look.wish_price(key, who)
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
            price = draft.look.wish_price(seat.meeting, seat.required)
            draft.charge(holder.literal, price)


def _credit_standing_guest(draft: Draft, key: MeetingKey, who: CadreKey) -> None:
    """A guest who stands in at the same meeting is there."""
    for required in dict.fromkeys(draft.look.branches[key.branch].required):
        for holder in draft.holders.get(Seat(key, required), ()):
            if holder.cadre == who:
                draft.charge(holder.literal, -draft.look.wish_price(key, who))


class Crossings:
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
