"""Repairs an announced plan after a change: quickly from the neighbourhood, then with proof.

The announced plan is the baseline of the facts and confirmed meetings are its locks. Hard rules
come first, then the number of people told, then cost. OR-Tools is imported only when needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.planning import rules
from domain.planning.board import Board
from domain.planning.candidates import Candidate
from domain.planning.changes import Changes, changes
from domain.planning.dates import monday_of
from domain.planning.facts import Baseline, CadreKey, Locked, PlanningFacts
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.rings import RINGS, ring_of
from domain.planning.rules.case import Finding


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired plan. `ring` tells how far from the broken meetings changes were allowed (RINGS:
    anywhere); `proven`: no plan has fewer people told, or as few at less cost."""

    plan: Plan
    changes: Changes
    broken: tuple[MeetingKey, ...]
    ring: int
    proven: bool


def announced(facts: PlanningFacts, plan: Plan, confirmed: Iterable[MeetingKey]) -> PlanningFacts:
    """The facts once a plan is announced: it is the baseline, and confirmed meetings are pinned
    beside those that are pinned already."""
    wanted = set(confirmed) - {MeetingKey(x.branch, x.month) for x in facts.locked}
    pinned = tuple(
        Locked(x.branch, x.month, x.date, x.part)
        for x in plan.meetings
        if MeetingKey(x.branch, x.month) in wanted
    )
    return replace(
        facts,
        baseline=Baseline(plan.meetings, plan.field_weeks, plan.phases),
        locked=(*facts.locked, *pinned),
    )


def announced_plan(facts: PlanningFacts) -> Plan:
    """The baseline as a plan for the facts as they are now."""
    baseline = facts.baseline or Baseline(())
    keys = {MeetingKey(x.branch, x.month) for x in baseline.meetings}
    missing = tuple(key for key in Lookups(facts).keys if key not in keys)
    plan = Plan(
        *(facts.id, baseline.meetings, baseline.field_weeks, baseline.phases), missing=missing
    )
    return replace(plan, cost=rules.cost(facts, plan))


def broken_meetings(facts: PlanningFacts) -> frozenset[MeetingKey]:
    """Meetings of the announced plan that break a hard rule now, or are missing."""
    plan = announced_plan(facts)
    look = Lookups(facts)
    found: set[MeetingKey] = set()
    for breach in rules.breaches(facts, plan):
        found |= _meetings_of(look, plan, breach)
    return frozenset(found & set(look.keys))


def _never_announced(look: Lookups) -> frozenset[MeetingKey]:
    """Meetings the announced plan left out already: a repair does not bring them back."""
    return frozenset(look.keys) - look.announced.keys()


def _meetings_of(look: Lookups, plan: Plan, breach: Finding) -> set[MeetingKey]:
    """The meetings a breach is about."""
    if breach.branch is not None and breach.month is not None:
        return {MeetingKey(breach.branch, breach.month)}
    members: set[CadreKey] = {breach.cadre} if breach.cadre else set()
    if breach.group is not None:
        members = {x for g in look.facts.groups if g.id == breach.group for x in g.members}
    found = set()
    for meeting in plan.meetings:
        at = breach.day is None or meeting.date == breach.day
        if breach.group is not None:
            at = breach.day == monday_of(meeting.date)
        here = meeting.branch in look.branches and (
            look.branches[meeting.branch].commune == breach.commune
        )
        if at and (here or members & set(meeting.attend)):
            found.add(MeetingKey(meeting.branch, meeting.month))
    return found


def first_answer(facts: PlanningFacts, *, seconds: float = 10.0) -> Repair | None:
    """The first ring that can be repaired; None when changes anywhere do not help."""
    from domain.planning.solver import search, telling

    look = Lookups(facts)
    left_out = _never_announced(look)
    broken = broken_meetings(facts) - left_out
    budget = search.Budget(seconds)
    for ring in range(1, RINGS + 1):
        free = ring_of(look, broken, ring)
        helped = broken if ring >= RINGS - 1 else frozenset()
        plan = telling.repair_within(look, free, helped, budget, left_out)
        if plan is not None:
            return _repair(facts, plan, broken, ring, proven=False)
    return None


def proven_answer(
    facts: PlanningFacts, *, first: Repair | None = None, seconds: float = 30.0
) -> Repair:
    """The repair with the fewest people told, proven; a partial plan where no full one exists.

    `first` is the first answer, which makes the proof faster.
    """
    from domain.planning.solver import search, solve, telling

    look = Lookups(facts)
    left_out = _never_announced(look)
    broken = broken_meetings(facts) - left_out
    known = first.changes.told if first else None
    found = telling.fewest_told(look, broken, search.Budget(seconds), known, left_out)
    if found is None:
        return _repair(facts, solve(facts, seconds=seconds), broken, RINGS, proven=False)
    return _repair(facts, found.plan, broken, RINGS, proven=found.proven)


def _repair(
    facts: PlanningFacts, plan: Plan, broken: Iterable[MeetingKey], ring: int, proven: bool
) -> Repair:
    before = facts.baseline.meetings if facts.baseline else ()
    difference = changes(facts, before, plan.meetings)
    return Repair(plan, difference, tuple(sorted(broken)), ring, proven)


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could stand in; `obstacle` names the rule in the way, None: free to come.

    `minutes` on the road from where they are otherwise that week (0: in the same commune);
    `turns` is how often they stood in before, this plan included.
    """

    cadre: CadreKey
    obstacle: str | None
    minutes: int
    turns: int
    new_trip: bool


def standins(facts: PlanningFacts, plan: Plan, key: MeetingKey) -> tuple[Offer, ...]:
    """Everybody on the branch's list of stand-ins for a planned meeting, best first."""
    look = Lookups(facts)
    board = Board.of(look, plan)
    if key not in board.meetings:
        return ()
    meeting = board.take(key)
    visit = board.visit(key, meeting.date, meeting.part)
    place = Candidate(meeting.date, meeting.part, visit.start, visit.end, 0)
    branch = look.branches[key.branch]
    free = [x for x in branch.standins if x not in (*meeting.attend, *branch.required)]
    offers = [
        Offer(
            who,
            "STANDIN" if branch.no_standin else board.person_obstacle(who, key, place),
            *(_minutes(look, plan, who, key), _turns(look, plan, who)),
            new_trip=not _is_out(plan, who, meeting.date),
        )
        for who in dict.fromkeys(free)
    ]
    return tuple(
        sorted(
            offers, key=lambda x: (x.obstacle is not None, x.new_trip, x.minutes, x.turns, x.cadre)
        )
    )


def _minutes(look: Lookups, plan: Plan, who: CadreKey, key: MeetingKey) -> int:
    """From the nearest commune the person visits anyway; from an unknown place the default."""
    there = look.branches[key.branch].commune
    others = [
        look.travel_min(look.branches[x.branch].commune, there)
        for x in plan.meetings
        if who in x.attend and x.branch in look.branches
    ]
    return min(others, default=look.settings.default_travel_min)


def _turns(look: Lookups, plan: Plan, who: CadreKey) -> int:
    times = sum(pair.standin == who for x in plan.meetings for pair in x.standins)
    return look.cadres[who].standin_count + times


def _is_out(plan: Plan, who: CadreKey, day: object) -> bool:
    return any(who in meeting.attend and meeting.date == day for meeting in plan.meetings)
