"""Storing a plan that was just computed, as the draft of its month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from db.base import Session
from db.plans import FieldPhase, FieldWeek, PlanLine, PlanRow, PlanState, PlanVisit
from domain.ids import PlanId


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to save: branch and people by id."""

    branch_id: int
    starts_at: datetime | None
    habitual: bool
    pinned: bool
    guests: tuple[int, ...]
    problem: str | None = None


async def save(
    session: Session, plan: PlanRow, new_lines: Sequence[NewLine], weeks: dict[int, date]
) -> PlanId:
    """Store a new draft; the drafts it replaces keep their rows."""
    await session.execute(
        update(PlanRow)
        .where(PlanRow.month == plan.month, PlanRow.state == PlanState.DRAFT)
        .values(state=PlanState.REPLACED)
    )
    session.add(plan)
    await session.flush()
    rows = [
        PlanLine(
            plan_id=plan.id,
            branch_id=line.branch_id,
            starts_at=line.starts_at,
            habitual=line.habitual,
            pinned=line.pinned,
            problem=line.problem,
        )
        for line in new_lines
    ]
    session.add_all(rows)
    await session.flush()
    for row, line in zip(rows, new_lines, strict=True):
        session.add_all(PlanVisit(line_id=row.id, person_id=guest) for guest in line.guests)
    session.add_all(
        FieldWeek(plan_id=plan.id, person_id=person_id, monday=monday)
        for person_id, monday in sorted(weeks.items())
    )
    await session.flush()
    return PlanId(plan.id)


def keep_phases(session: Session, plan_id: PlanId, phases: dict[int, int]) -> None:
    """Keep the places in the cycle a plan under rolling rotation gave."""
    session.add_all(
        FieldPhase(plan_id=plan_id, person_id=person_id, phase=phase)
        for person_id, phase in sorted(phases.items())
    )
