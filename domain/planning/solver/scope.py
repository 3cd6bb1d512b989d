"""What one model is about: which seats in which detail, and who may come where."""

from dataclasses import dataclass, field
from datetime import date

from domain.planning.board import Board
from domain.planning.candidates import Candidate, candidates
from domain.planning.facts import CadreKey, PartKey
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey
from domain.planning.rules.wishes import filled_by
from domain.planning.solver.draft import Level, Seat


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
