"""What the planner answers: the plan, how good it is, and what is proven about it."""

from dataclasses import dataclass
from enum import Enum

from domain.planning.facts import BranchKey, FieldWeek, Month, Phase, PlannedMeeting


class PlanStatus(Enum):
    """How far the search came."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, order=True)
class MeetingKey:
    """One branch's meeting of one month."""

    branch: BranchKey
    month: Month


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan for the facts named by `facts_id`.

    `cost` is the soft cost of the plan as it stands. `bound` is a proven lower bound of the cost
    of every plan that leaves out `missing_bound` meetings, the proven smallest number that
    has to be left out; None when nothing was proven. `status` is PARTIAL when a meeting is missing.
    """

    facts_id: str
    meetings: tuple[PlannedMeeting, ...]
    field_weeks: tuple[FieldWeek, ...]
    phases: tuple[Phase, ...]
    status: PlanStatus = PlanStatus.FEASIBLE
    cost: int = 0
    bound: int | None = None
    missing: tuple[MeetingKey, ...] = ()
    missing_bound: int = 0

    @property
    def gap(self) -> float | None:
        """Share of the cost that could at most be saved (0.0 proven optimal); None: unknown."""
        if self.bound is None or len(self.missing) > self.missing_bound:
            return None
        return (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0

    @property
    def proven(self) -> bool:
        """No plan leaves out fewer meetings, and none that leaves out as few is cheaper."""
        return self.gap is not None and self.gap <= 0.0
