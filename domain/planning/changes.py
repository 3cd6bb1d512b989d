"""What differs between an announced plan and a new one, and who has to be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.planning.facts import BranchKey, CadreKey, PlannedMeeting, PlanningFacts
from domain.planning.plan import MeetingKey
from domain.planning.rules.wishes import filled_by


@dataclass(frozen=True, slots=True)
class Changes:
    """Meetings with another date or part (or none any more), seats with another holder, and the
    branches and cadres to be told. Wanted guests are invited, not told: they count nowhere."""

    moved: tuple[MeetingKey, ...]
    reseated: tuple[MeetingKey, ...]
    branches: tuple[BranchKey, ...]
    cadres: tuple[CadreKey, ...]

    @property
    def told(self) -> int:
        """Number of people to be told: one secretary a branch, and the cadres."""
        return len(self.branches) + len(self.cadres)


def changes(
    facts: PlanningFacts, before: Iterable[PlannedMeeting], after: Iterable[PlannedMeeting]
) -> Changes:
    """Compare the meetings of two plans for the same facts."""
    old = {MeetingKey(x.branch, x.month): x for x in before}
    new = {MeetingKey(x.branch, x.month): x for x in after}
    required = {branch.id: branch.required for branch in facts.branches}
    moved, reseated = [], []
    told: set[CadreKey] = set()
    for key in sorted(old.keys() | new.keys()):
        a, b = old.get(key), new.get(key)
        seats = [(_holder(a, who), _holder(b, who)) for who in required.get(key.branch, ())]
        stays = a is not None and b is not None and (a.date, a.part) == (b.date, b.part)
        if not stays:
            moved.append(key)
        elif any(x != y for x, y in seats):
            reseated.append(key)
        told |= {who for pair in seats if not stays or pair[0] != pair[1] for who in pair if who}
    branches = tuple(sorted({key.branch for key in (*moved, *reseated)}))
    return Changes(tuple(moved), tuple(reseated), branches, tuple(sorted(told)))


def _holder(meeting: PlannedMeeting | None, required: CadreKey) -> CadreKey | None:
    return None if meeting is None else filled_by(meeting, required)
