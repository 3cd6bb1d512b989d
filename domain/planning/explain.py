"""Answers "why is it missing?", "why here?" and "what if?" as data; sentences live in texts.

None of these touches the plan. OR-Tools is imported only when a question needs a search.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from domain.planning import rules
from domain.planning.board import Board
from domain.planning.candidates import Candidate, candidates
from domain.planning.changes import Changes, changes
from domain.planning.dates import days_of, off_habit_days, within
from domain.planning.facts import (
    BranchKey,
    FieldWeek,
    PlannedMeeting,
    PlanningFacts,
    Span,
)
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import Reason, ReasonKind, without
from domain.planning.repair import Repair, announced, first_answer
from domain.planning.rings import RINGS, ring_of
from domain.planning.rules.case import Finding
from domain.planning.suppositions import Change, branch_blocked

if TYPE_CHECKING:
    from domain.planning.solver import search

MOST_FIXES = 3
FIX_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Fix:
    """Without `reason` the meeting could be held as `meeting`, at the price of `changes`."""

    reason: Reason
    meeting: PlannedMeeting
    changes: Changes


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a meeting is missing: a smallest set of rule instances that cannot all be kept, and up
    to three ways out, fewest people told first. No reasons: none were found in time."""

    meeting: MeetingKey
    reasons: tuple[Reason, ...]
    fixes: tuple[Fix, ...]


def why_missing(
    facts: PlanningFacts, plan: Plan, meeting: MeetingKey, *, seconds: float = 30.0
) -> Clash:
    """The smallest clash around a missing meeting, looked for in growing neighbourhoods for about
    so many seconds; without reasons when they do not suffice."""
    from domain.planning.solver import clash, search

    budget = search.Budget(seconds)
    look = Lookups(facts)
    held = {MeetingKey(x.branch, x.month) for x in plan.meetings}
    for ring in range(RINGS + 1):
        near = ring_of(look, frozenset({meeting}), ring) if ring else frozenset({meeting})
        others = frozenset(near & held)
        reasons = clash.smallest_clash(look, plan, meeting, others, budget)
        if reasons is not None:
            fixes = sorted(_fixes(facts, plan, meeting, reasons, budget), key=_fix_rank)
            return Clash(meeting, reasons, tuple(fixes[:MOST_FIXES]))
    return Clash(meeting, (), ())


def _fix_rank(fix: Fix) -> tuple[int, int, tuple[int, str]]:
    return fix.changes.told, len(fix.changes.moved), fix.reason.rank


def _fixes(
    facts: PlanningFacts,
    plan: Plan,
    meeting: MeetingKey,
    reasons: Iterable[Reason],
    budget: "search.Budget",
) -> Iterable[Fix]:
    """For each reason that can be taken away: where the meeting could be then."""
    from domain.planning.solver import telling

    for reason in reasons:
        changed = without(facts, reason)
        if changed is None:
            continue
        look = Lookups(announced(changed, plan, ()))
        for ring in (1, 3):
            if budget.left() == 0:
                return
            free = ring_of(look, frozenset({meeting}), ring)
            found = telling.repair_within(
                look,
                free,
                frozenset({meeting}),
                budget.limited(min(FIX_SECONDS, budget.left())),
                frozenset(plan.missing) - {meeting},
            )
            if found is not None:
                placed = next(x for x in found.meetings if MeetingKey(x.branch, x.month) == meeting)
                yield Fix(reason, placed, changes(facts, plan.meetings, found.meetings))
                break


@dataclass(frozen=True, slots=True)
class Barred:
    """A date of the month that was not possible, and the code of the first rule in the way."""

    date: date
    code: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """The next best date: the whole plan then, how each wish's cost would change, and who would
    be told."""

    meeting: PlannedMeeting
    plan: Plan
    difference: tuple[tuple[str, int], ...]
    changes: Changes

    @property
    def dearer(self) -> int:
        """By how much the plan would cost more."""
        return sum(amount for _, amount in self.difference)


@dataclass(frozen=True, slots=True)
class WhyHere:
    """What holds a line of the plan where it is."""

    meeting: PlannedMeeting
    field_weeks: tuple[FieldWeek, ...]
    costs: tuple[Finding, ...]
    barred: tuple[Barred, ...]
    alternative: Alternative | None


def why_here(facts: PlanningFacts, plan: Plan, key: MeetingKey, *, seconds: float = 5.0) -> WhyHere:
    """Why a planned meeting is on its date: what its place costs, which dates were closed to it,
    and what the next best date would cost and change."""
    look = Lookups(facts)
    meeting = next(x for x in plan.meetings if MeetingKey(x.branch, x.month) == key)
    weeks = tuple(x for x in plan.field_weeks if x.cadre in meeting.attend and x.month == key.month)
    mine = tuple(
        x for x in rules.charges(facts, plan) if (x.branch, x.month) == (key.branch, key.month)
    )
    return WhyHere(
        meeting=meeting,
        field_weeks=weeks,
        costs=mine,
        barred=tuple(_barred(look, plan, key)),
        alternative=_alternative(facts, plan, meeting, seconds),
    )


def _barred(look: Lookups, plan: Plan, key: MeetingKey) -> Iterable[Barred]:
    """Dates on which the meeting cannot be while the rest of the plan stays, the required people
    being free to choose another field week if this is all they attend."""
    board = Board.of(look, plan)
    meeting = board.take(key)
    places: dict[date, list[Candidate]] = {}
    for place in candidates(look, key):
        places.setdefault(place.date, []).append(place)
    for day in days_of(key.month):
        if day == meeting.date:
            continue
        codes = [_obstacle(board, key, place) for place in places.get(day, [])]
        if not codes:
            yield Barred(day, _branch_obstacle(look, key, day))
        elif all(codes):
            yield Barred(day, next(code for code in codes if code))


def _obstacle(board: Board, key: MeetingKey, place: Candidate) -> str | None:
    found = board.place_obstacle(key, place.date, place.part)
    for who in board.look.branches[key.branch].required:
        found = found or board.person_obstacle(who, key, place)
    return found


def _branch_obstacle(look: Lookups, key: MeetingKey, day: date) -> str:
    """The branch's own rule that closes a date."""
    branch = look.branches[key.branch]
    if key in look.locked:
        return "LOCKED"
    if day in look.closed:
        return "HOLIDAY"
    if within(day, branch.blackouts):
        return "BRANCHOFF"
    if not branch.slots[day.weekday()]:
        return "SLOT"
    if branch.window and branch.window.hard and off_habit_days(branch, key.month, day):
        return "WINDOW"
    return "GAPDAYS" if look.settings.gap.hard else "NOTICE"


def _alternative(
    facts: PlanningFacts, plan: Plan, meeting: PlannedMeeting, seconds: float
) -> Alternative | None:
    key = MeetingKey(meeting.branch, meeting.month)
    elsewhere = branch_blocked(key.branch, Span(meeting.date, meeting.date))(facts)
    kept = tuple(x for x in elsewhere.locked if x.branch != key.branch)
    changed = replace(announced(elsewhere, plan, ()), locked=kept)
    found = first_answer(changed, seconds=seconds)
    if found is None:
        return None
    placed = [x for x in found.plan.meetings if MeetingKey(x.branch, x.month) == key]
    if not placed:
        return None
    before, after = rules.cost_by_wish(facts, plan), rules.cost_by_wish(facts, found.plan)
    difference = tuple((w, after[w] - before[w]) for w in before if after[w] != before[w])
    return Alternative(placed[0], found.plan, difference, found.changes)


def what_if(
    facts: PlanningFacts,
    plan: Plan,
    change: Change,
    confirmed: Iterable[MeetingKey] = (),
    *,
    seconds: float = 5.0,
) -> Repair | None:
    """What a change would do to the plan, with the fewest changes; None: no full plan is left."""
    return first_answer(announced(change(facts), plan, confirmed), seconds=seconds)


def culprits_hold(facts: PlanningFacts, plan: Plan, clash: Clash) -> bool:
    """Whether a clash's reasons alone make its meeting impossible: a check made anew."""
    from domain.planning.solver.clash import is_impossible

    return is_impossible(Lookups(facts), plan, clash.meeting, clash.reasons)


def involved(clash: Clash) -> tuple[BranchKey, ...]:
    """The other branches whose meetings take part in a clash."""
    return tuple(
        reason.branch
        for reason in clash.reasons
        if reason.kind is ReasonKind.OTHER_MEETING and reason.branch is not None
    )
