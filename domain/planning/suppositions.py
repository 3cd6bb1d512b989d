"""What one may suppose of the facts: a person away, a day closed, a meeting moved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from domain.planning.facts import (
    BranchKey,
    CadreKey,
    ClosedDay,
    Locked,
    Month,
    PartKey,
    PlanningFacts,
    Span,
)

Change = Callable[[PlanningFacts], PlanningFacts]


def person_away(cadre: CadreKey, span: Span) -> Change:
    """Suppose a person is away."""
    return lambda facts: replace(
        facts,
        cadres=tuple(
            replace(x, blackouts=(*x.blackouts, span)) if x.id == cadre else x for x in facts.cadres
        ),
    )


def day_closed(day: date, why: str) -> Change:
    """Suppose nobody can meet on a date."""
    return lambda facts: replace(facts, closed_days=(*facts.closed_days, ClosedDay(day, why)))


def branch_blocked(branch: BranchKey, span: Span) -> Change:
    """Suppose a branch cannot meet for some days (its secretary away, its road cut)."""
    return lambda facts: _blocked_branch(facts, branch, span)


def assignment_changed(branch: BranchKey, old: CadreKey, new: CadreKey) -> Change:
    """Suppose another cadre is assigned to a branch."""

    def change(facts: PlanningFacts) -> PlanningFacts:
        def assigned(required: tuple[CadreKey, ...]) -> tuple[CadreKey, ...]:
            return tuple(dict.fromkeys(new if who == old else who for who in required))

        branches = (
            replace(x, required=assigned(x.required)) if x.id == branch else x
            for x in facts.branches
        )
        return replace(facts, branches=tuple(branches))

    return change


def meeting_moved(branch: BranchKey, month: Month, day: date, part: PartKey) -> Change:
    """Suppose a meeting is set to a date and part."""

    def change(facts: PlanningFacts) -> PlanningFacts:
        kept = (x for x in facts.locked if (x.branch, x.month) != (branch, month))
        return replace(facts, locked=(*kept, Locked(branch, month, day, part)))

    return change


def _blocked_branch(facts: PlanningFacts, branch: BranchKey, span: Span) -> PlanningFacts:
    branches = (
        replace(x, blackouts=(*x.blackouts, span)) if x.id == branch else x for x in facts.branches
    )
    return replace(facts, branches=tuple(branches))
