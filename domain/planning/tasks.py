"""What the planner computes for the bot: plain functions of frozen facts, so that each can run in
another thread or process. OR-Tools is imported only by those that search.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.planning.certificate import Certificate, certify
from domain.planning.dates import DAY, days_of
from domain.planning.explain import Clash, WhyHere, why_here, why_missing
from domain.planning.facts import PlannedMeeting, PlanningFacts, Span
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import Reason, ReasonKind
from domain.planning.repair import Repair, announced, broken_meetings, first_answer, proven_answer

MOST_CLASHES = 5  # explained at once; any other is explained when asked for
CLASH_SECONDS = 4.0  # for each, so that the answer does not wait long for its reasons


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan, its independent check, and why the first few missing meetings are missing."""

    plan: Plan
    certificate: Certificate
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair of an announced plan. `kept`: confirmed meetings stay, or none was confirmed;
    False: they may move too. `repair` None: no full plan is left at all, `clashes` say why."""

    repair: Repair | None
    kept: bool
    broken: tuple[MeetingKey, ...]
    clashes: tuple[Clash, ...] = ()


def draft(facts: PlanningFacts, seconds: float) -> Solved:
    """The best plan found in time, checked and explained where it has gaps."""
    from domain.planning.solver import solve

    plan = solve(facts, seconds=seconds)
    missing = plan.missing[:MOST_CLASHES]
    clashes = tuple(why_missing(facts, plan, key, seconds=CLASH_SECONDS) for key in missing)
    return Solved(plan, certify(facts, plan), clashes)


def why(facts: PlanningFacts, plan: Plan, key: MeetingKey) -> WhyHere | Clash:
    """Why a line is where it is, or why it has no date."""
    return why_missing(facts, plan, key) if key in plan.missing else why_here(facts, plan, key)


def move(
    facts: PlanningFacts,
    plan: Plan,
    to: PlannedMeeting,
    confirmed: Collection[MeetingKey] = (),
) -> Repair | Clash:
    """The plan once a meeting is at another place, with the fewest other changes; the clash that
    forbids it when no full plan is left. A meeting that had no date gets this one."""
    key = MeetingKey(to.branch, to.month)
    there = _confined(facts, to)
    pinned = [one for one in confirmed if one != key]
    baseline = announced(there, _placed(plan, to), pinned)
    found = first_answer(baseline)
    if found is not None and set(found.plan.missing) <= set(plan.missing) - {key}:
        return proven_answer(baseline, first=found)
    clash = why_missing(there, _without(plan, key), key)
    known = next(x for x in facts.branches if x.id == to.branch).blackouts
    return replace(clash, reasons=tuple(x for x in clash.reasons if not _made_up(x, to, known)))


def _confined(facts: PlanningFacts, to: PlannedMeeting) -> PlanningFacts:
    """The facts with one branch free at one place only, under every rule."""
    days = days_of(to.month)
    spans = [Span(days[0], to.date - DAY)] if to.date > days[0] else []
    spans += [Span(to.date + DAY, days[-1])] if to.date < days[-1] else []
    slots = tuple((to.part,) if i == to.date.weekday() else () for i in range(7))
    return replace(
        facts,
        branches=tuple(
            replace(x, slots=slots, blackouts=(*x.blackouts, *spans)) if x.id == to.branch else x
            for x in facts.branches
        ),
        locked=tuple(x for x in facts.locked if (x.branch, x.month) != (to.branch, to.month)),
    )


def _placed(plan: Plan, to: PlannedMeeting) -> Plan:
    key = MeetingKey(to.branch, to.month)
    left = _without(plan, key)
    missing = tuple(one for one in left.missing if one != key)
    return replace(left, meetings=(*left.meetings, to), missing=missing)


def _made_up(reason: Reason, to: PlannedMeeting, known: Collection[Span]) -> bool:
    """Whether a reason only says that the meeting was to be nowhere else."""
    if reason.branch != to.branch:
        return False
    if reason.kind is ReasonKind.BRANCH_OFF:
        return reason.span not in known
    return reason.kind in (ReasonKind.SLOTS, ReasonKind.WINDOW)


def _without(plan: Plan, key: MeetingKey) -> Plan:
    left = tuple(x for x in plan.meetings if MeetingKey(x.branch, x.month) != key)
    return replace(plan, meetings=left, missing=tuple(sorted({*plan.missing, key})))


def mend(facts: PlanningFacts, plan: Plan, confirmed: Collection[MeetingKey]) -> Mended:
    """What the changed facts do to an announced plan, with the fewest people told.

    Confirmed meetings stay where they are unless a rule they break is the reason for the repair;
    when that leaves no plan, they may move too.
    """
    broken = broken_meetings(announced(facts, plan, ()))
    pins = tuple(x for x in facts.locked if MeetingKey(x.branch, x.month) not in broken)
    facts = replace(facts, locked=pins)  # what was pinned by hand gives way to what happened
    for pinned in dict.fromkeys((tuple(key for key in confirmed if key not in broken), ())):
        baseline = announced(facts, plan, pinned)
        first = first_answer(baseline)
        if first is not None and set(first.plan.missing) <= set(plan.missing):
            kept = bool(pinned) or not confirmed
            return Mended(proven_answer(baseline, first=first), kept, tuple(sorted(broken)))
    left = plan
    for key in broken:
        left = _without(left, key)
    clashes: list[Clash] = []
    for key in sorted(broken):
        if len(clashes) < MOST_CLASHES:
            clash = why_missing(facts, left, key, seconds=CLASH_SECONDS)
            clashes += [clash] if clash.reasons else []
    return Mended(None, False, tuple(sorted(broken)), tuple(clashes))
