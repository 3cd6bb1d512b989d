"""What people agreed on by hand beside the rules: hours, and visits outside a field week.

A plan that holds such a thing is not broken by it, and no repair undoes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.planning import rules
from domain.planning.facts import (
    Branch,
    BranchKey,
    BusyPart,
    Cadre,
    CadreKey,
    Part,
    PartKey,
    PlannedMeeting,
    PlanningFacts,
)
from domain.planning.plan import MeetingKey, Plan


@dataclass(frozen=True, slots=True)
class Agreed:
    """A branch may meet in a part of the day on the weekday of a date."""

    branch: BranchKey
    date: date
    part: Part


def allowing(facts: PlanningFacts, agreed: Iterable[Agreed]) -> PlanningFacts:
    """The facts with every agreed hour among the parts, and open to its branch on its weekday."""
    found = tuple(agreed)
    parts = {part.id: part for part in (*facts.settings.parts, *(one.part for one in found))}
    by_branch: dict[BranchKey, list[Agreed]] = {}
    for one in found:
        by_branch.setdefault(one.branch, []).append(one)
    return replace(
        facts,
        settings=replace(facts.settings, parts=tuple(sorted(parts.values(), key=_start))),
        branches=tuple(
            replace(branch, slots=_opened(branch.slots, by_branch[branch.id]))
            if branch.id in by_branch
            else branch
            for branch in facts.branches
        ),
    )


def _start(part: Part) -> tuple[int, str]:
    return part.start, part.id


def _opened(
    slots: tuple[tuple[PartKey, ...], ...], agreed: Iterable[Agreed]
) -> tuple[tuple[PartKey, ...], ...]:
    week = [set(day) for day in slots]
    for one in agreed:
        week[one.date.weekday()].add(one.part.id)
    return tuple(tuple(sorted(day)) for day in week)


def beside_the_week(facts: PlanningFacts, plan: Plan) -> tuple[PlanningFacts, Plan]:
    """Visits outside a field week, as a move by hand makes them, become engagements of their own:
    the cadre is busy then, and the branch waits for nobody."""
    agreed: dict[MeetingKey, set[CadreKey]] = {}
    for breach in rules.breaches(facts, plan):
        if breach.code == "OFFWEEK" and breach.branch and breach.month and breach.cadre:
            agreed.setdefault(MeetingKey(breach.branch, breach.month), set()).add(breach.cadre)
    if not agreed:
        return facts, plan
    meetings = {MeetingKey(x.branch, x.month): x for x in plan.meetings}
    by_branch = {key.branch: who for key, who in agreed.items()}
    busy: dict[CadreKey, list[BusyPart]] = {}
    for key, who in agreed.items():
        for cadre in who:
            busy.setdefault(cadre, []).append(BusyPart(meetings[key].date, meetings[key].part))
    cadres = tuple(_busy(x, busy.get(x.id, ())) for x in facts.cadres)
    branches = tuple(_without(x, by_branch.get(x.id, set())) for x in facts.branches)
    left = tuple(
        _attended(x, agreed.get(MeetingKey(x.branch, x.month), set())) for x in plan.meetings
    )
    return replace(facts, cadres=cadres, branches=branches), replace(plan, meetings=left)


def _busy(cadre: Cadre, more: Iterable[BusyPart]) -> Cadre:
    return replace(cadre, busy=(*cadre.busy, *more))


def _without(branch: Branch, gone: set[CadreKey]) -> Branch:
    return replace(branch, required=tuple(x for x in branch.required if x not in gone))


def _attended(meeting: PlannedMeeting, gone: set[CadreKey]) -> PlannedMeeting:
    return replace(meeting, attend=tuple(x for x in meeting.attend if x not in gone))
