"""What the planner is asked to compute: a draft, a why, a what-if, a move, a repair.

A request is a row, so a restart in the middle only computes it again.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, String, event, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from db.base import Base, Session
from db.prepared import prepared
from db.work import Work, note_work
from domain.ids import PersonId


class RunKind(StrEnum):
    """What is computed; each kind has one job in handlers/planning_jobs."""

    DRAFT = "draft"
    WHY = "why"
    WHAT_IF = "what_if"
    MOVE = "move"
    REPAIR = "repair"


class PlanningRun(Base):
    """One request, computed outside the transaction that asked for it.

    `question` says what about; `answer` is what a later yes would put into effect.
    """

    __tablename__ = "planning_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), default=RunKind.DRAFT)
    month: Mapped[str] = mapped_column(String(7))
    question: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    answer: Mapped[dict[str, Any] | None]
    failed: Mapped[str | None] = mapped_column(String(40))

    def again(self, by: PersonId, now: datetime) -> "PlanningRun":
        """The same question about the plan as it is now."""
        return PlanningRun(
            kind=self.kind, month=self.month, question=self.question, asked_by=by, asked_at=now
        )


PLAN = "plan"


@event.listens_for(PlanningRun, "after_insert")
def _asked(_mapper: object, _connection: object, run: PlanningRun) -> None:
    session = object_session(run)
    if session is not None:
        note_work(session, Work(PLAN))


@prepared
def _waiting() -> Select[PlanningRun]:
    return (
        select(PlanningRun)
        .where(PlanningRun.done_at.is_(None))
        .order_by(PlanningRun.kind == RunKind.DRAFT, PlanningRun.id)
        .limit(1)
    )


async def waiting(session: Session) -> PlanningRun | None:
    """The oldest request that nobody has computed; a quick question goes before a draft."""
    return (await session.scalars(_waiting())).first()


async def draft_awaited(session: Session, month: str) -> bool:
    """Whether a draft of the month is being computed or waits to be."""
    found = await session.scalar(
        select(PlanningRun.id).where(
            PlanningRun.month == month,
            PlanningRun.kind == RunKind.DRAFT,
            PlanningRun.done_at.is_(None),
        )
    )
    return found is not None
