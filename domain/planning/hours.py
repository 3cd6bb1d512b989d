"""Hours people agreed on beside the usual ones: a meeting set by hand is allowed where it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.planning.facts import BranchKey, Part, PartKey, PlanningFacts


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
