"""Splits facts into independent parts (no shared person, commune or office) and joins plans."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from domain.planning.facts import Baseline, PlannedMeeting, PlanningFacts
from domain.planning.plan import Plan, PlanStatus


class _Sets:
    """Disjoint sets of names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The representative of a name's set."""
        root = name
        while self._parent.setdefault(root, root) != root:
            root = self._parent[root]
        while self._parent[name] != root:
            self._parent[name], name = root, self._parent[name]
        return root

    def join(self, a: str, b: str) -> None:
        """Make one set of two."""
        self._parent[self.find(a)] = self.find(b)


def independent_parts(facts: PlanningFacts) -> tuple[PlanningFacts, ...]:
    """Facts that can be planned apart, in order of their first branch; people and offices
    without any branch go with one of them."""
    sets = _Sets()
    for branch in facts.branches:
        for who in (*branch.required, *branch.wanted, *branch.standins):
            sets.join(f"branch {branch.id}", f"cadre {who}")
        sets.join(f"branch {branch.id}", f"commune {branch.commune}")
    for group in facts.groups:
        for who in group.members:
            sets.join(f"group {group.id}", f"cadre {who}")
    members: dict[str, set[str]] = defaultdict(set)
    for branch in sorted(facts.branches, key=lambda x: x.id):
        members[sets.find(f"branch {branch.id}")].add(branch.id)
    roots = list(members)
    if len(roots) < 2:
        return (facts,)
    return tuple(_part(facts, sets, root, members[root], set(roots)) for root in roots)


def _part(
    facts: PlanningFacts, sets: _Sets, root: str, branches: set[str], roots: set[str]
) -> PlanningFacts:
    def belongs(name: str) -> bool:
        found = sets.find(name)
        return found == root or (root == min(roots) and found not in roots)

    cadres = {x.id for x in facts.cadres if belongs(f"cadre {x.id}")}
    return replace(
        facts,
        communes=tuple(x for x in facts.communes if belongs(f"commune {x.id}")),
        groups=tuple(x for x in facts.groups if belongs(f"group {x.id}")),
        cadres=tuple(x for x in facts.cadres if x.id in cadres),
        branches=tuple(x for x in facts.branches if x.id in branches),
        locked=tuple(x for x in facts.locked if x.branch in branches),
        declined=tuple(x for x in facts.declined if x.branch in branches),
        baseline=_baseline(facts.baseline, branches, {str(x) for x in cadres}),
    )


def _baseline(baseline: Baseline | None, branches: set[str], cadres: set[str]) -> Baseline | None:
    if baseline is None:
        return None
    return Baseline(
        meetings=tuple(x for x in baseline.meetings if x.branch in branches),
        field_weeks=tuple(x for x in baseline.field_weeks if x.cadre in cadres),
        phases=tuple(x for x in baseline.phases if x.cadre in cadres),
    )


def joined(facts: PlanningFacts, plans: Sequence[Plan]) -> Plan:
    """One plan of the plans of independent parts; costs and bounds add up."""
    bounds = [plan.bound for plan in plans]
    known = [bound for bound in bounds if bound is not None]
    statuses = {plan.status for plan in plans}
    worst = (PlanStatus.PARTIAL, PlanStatus.FEASIBLE, PlanStatus.OPTIMAL)
    return Plan(
        facts_id=facts.id,
        meetings=tuple(sorted((x for p in plans for x in p.meetings), key=_place)),
        field_weeks=tuple(sorted(x for p in plans for x in p.field_weeks)),
        phases=tuple(sorted(x for p in plans for x in p.phases)),
        status=next(status for status in worst if status in statuses),
        cost=sum(plan.cost for plan in plans),
        bound=sum(known) if len(known) == len(bounds) else None,
        missing=tuple(sorted(x for plan in plans for x in plan.missing)),
        missing_bound=sum(plan.missing_bound for plan in plans),
    )


def _place(meeting: PlannedMeeting) -> tuple[str, str]:
    return meeting.branch, meeting.month
