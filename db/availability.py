"""What people answered before a month is planned: days they are away, days their branch wants."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.availability import Availability
from domain.ids import BranchId, PersonId
from domain.messages import Source


class AvailabilityRow(Base):
    """One answer about a month; append-only, the latest of a person (and branch) counts.

    `branch_id` is set when a secretary answers for the branch's usual day.
    """

    __tablename__ = "availability"
    __table_args__ = (Index(None, "month", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id"), index=True)
    answer: Mapped[str] = mapped_column(String(20))
    wanted: Mapped[date | None]  # the day a branch wants instead of its usual one
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


def record(
    session: Session,
    month: str,
    person_id: PersonId,
    answer: Availability,
    *,
    branch_id: BranchId | None = None,
    wanted: date | None = None,
    actor_id: PersonId,
    source: Source,
    now: datetime,
) -> None:
    """Add an answer; earlier ones stay as history."""
    session.add(
        AvailabilityRow(
            month=month,
            person_id=person_id,
            branch_id=branch_id,
            answer=answer,
            wanted=wanted,
            actor_id=actor_id,
            source=source,
            at=now,
        )
    )


async def answered(
    session: Session, month: str, person_ids: Collection[PersonId]
) -> frozenset[PersonId]:
    """Those of the cadres who have answered about their own days of a month."""
    rows = await session.scalars(
        select(AvailabilityRow.person_id).where(
            AvailabilityRow.month == month,
            AvailabilityRow.branch_id.is_(None),
            AvailabilityRow.person_id.in_(person_ids),
        )
    )
    return frozenset(PersonId(row) for row in rows)


async def answered_for(
    session: Session, month: str, branch_ids: Collection[BranchId]
) -> frozenset[BranchId]:
    """Those of the branches somebody has answered for."""
    rows = await session.scalars(
        select(AvailabilityRow.branch_id).where(
            AvailabilityRow.month == month, AvailabilityRow.branch_id.in_(branch_ids)
        )
    )
    return frozenset(BranchId(row) for row in rows if row is not None)


async def wanted(session: Session, month: str) -> dict[BranchId, date]:
    """The day each branch asked for, where its latest answer names one."""
    newest = (
        select(func.max(AvailabilityRow.id))
        .where(AvailabilityRow.month == month, AvailabilityRow.branch_id.is_not(None))
        .group_by(AvailabilityRow.branch_id)
    )
    rows = await session.scalars(select(AvailabilityRow).where(AvailabilityRow.id.in_(newest)))
    return {
        BranchId(row.branch_id): row.wanted
        for row in rows
        if row.branch_id is not None and row.wanted is not None
    }
