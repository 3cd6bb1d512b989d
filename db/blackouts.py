"""Days on which a branch cannot meet: its road is cut, its hall is taken, its people are away."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.ids import BranchId


class BranchBlackout(Base):
    """A span of days, both included, and the category of its reason."""

    __tablename__ = "branch_blackouts"

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20))
    noted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    noted_at: Mapped[datetime]


async def blackouts(session: Session, first: date, last: date) -> Sequence[BranchBlackout]:
    """Spans that touch the days from `first` to `last`, in the order they were noted."""
    rows = await session.scalars(
        select(BranchBlackout)
        .where(BranchBlackout.first <= last, BranchBlackout.last >= first)
        .order_by(BranchBlackout.id)
    )
    return rows.all()


async def noted(session: Session, branch_id: BranchId, first: date, last: date) -> bool:
    """Whether exactly this span is known already."""
    row = await session.scalar(
        select(BranchBlackout.id).where(
            BranchBlackout.branch_id == branch_id,
            BranchBlackout.first == first,
            BranchBlackout.last == last,
        )
    )
    return row is not None
