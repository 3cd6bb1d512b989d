"""Simple planners to compare with: first fit, best fit, ruin and recreate. None proves anything."""

from dataclasses import dataclass
from random import Random

from domain.planning import rules
from domain.planning.board import Board
from domain.planning.candidates import candidates
from domain.planning.facts import PlanningFacts
from domain.planning.greedy import cheapest, greedy, seated
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What a baseline reaches; lower is better."""

    missing: int
    cost: int


def first_fit(facts: PlanningFacts) -> Score:
    """Branch after branch, the first date and part that break no rule."""
    look = Lookups(facts)
    board = Board(look)
    for key in look.keys:
        found = None
        for with_standins in (False, True):
            for place in candidates(look, key):
                if found is None and not board.place_obstacle(key, place.date, place.part):
                    found = seated(board, key, place, with_standins)
        if found is not None:
            board.put(found)
    return score(facts, board)


def best_fit(facts: PlanningFacts) -> Score:
    """The branches with the fewest places first, each at its cheapest place."""
    return score(facts, greedy(Lookups(facts)))


def ruin_and_recreate(facts: PlanningFacts, rounds: int, seed: int) -> Score:
    """From best fit: take some meetings off, put them back cheapest first, keep what is better."""
    look, chance = Lookups(facts), Random(seed)
    places = {key: candidates(look, key) for key in look.keys}
    board = greedy(look)
    best = score(facts, board)
    for _ in range(rounds):
        centre = chance.choice(look.keys)
        ruined = [
            *_related(look, centre, chance),
            *(k for k in look.keys if k not in board.meetings),
        ]
        ruined = list(dict.fromkeys(ruined))
        before = [board.take(key) for key in ruined if key in board.meetings]
        chance.shuffle(ruined)
        for key in ruined:
            meeting = cheapest(board, key, places[key])
            if meeting is not None:
                board.put(meeting)
        found = score(facts, board)
        if found <= best:
            best = found
            continue
        for key in ruined:
            if key in board.meetings:
                board.take(key)
        for meeting in before:
            board.put(meeting)
    return best


def _related(look: Lookups, centre: MeetingKey, chance: Random) -> list[MeetingKey]:
    """Meetings of the same commune or the same people, and a few others."""
    branch = look.branches[centre.branch]
    near = [
        key
        for key in look.keys
        if look.branches[key.branch].commune == branch.commune
        or set(look.branches[key.branch].required) & set(branch.required)
    ]
    size = min(len(near), chance.randint(2, 7))
    others = chance.sample(look.keys, min(len(look.keys), 2))
    return [centre, *chance.sample(near, size), *others]


def score(facts: PlanningFacts, board: Board) -> Score:
    """Missing meetings and soft cost of a board."""
    busy = {(who, x.month) for x in board.meetings.values() for who in x.attend}
    people = {who for who, _ in busy}
    plan = Plan(
        facts.id,
        tuple(board.meetings.values()),
        tuple(x for x in board.field_weeks() if (x.cadre, x.month) in busy),
        tuple(x for x in board.phases() if x.cadre in people),
    )
    return Score(len(Lookups(facts).keys) - len(board.meetings), rules.cost(facts, plan))
