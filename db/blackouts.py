"""Days on which a branch cannot meet: its road is cut, its hall is taken, its people are away."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db import people
from db.absences import away
from db.base import Base, Session
from domain.ids import BranchId
from domain.people import Role


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


async def closed_days(
    session: Session, branch_ids: Collection[BranchId], today: date, first: date, last: date
) -> dict[BranchId, list[tuple[date, date]]]:
    """Spans on which each branch cannot meet: noted for it, or nobody is there to lead the meeting.

    A deputy leads while the secretary is away; without one the branch waits.
    """
    found: dict[BranchId, list[tuple[date, date]]] = {}
    for row in await blackouts(session, first, last):
        found.setdefault(BranchId(row.branch_id), []).append((row.first, row.last))
    leading = await people.answering_for(session, branch_ids, today)
    deputies = await people.post_holders(session, branch_ids, Role.DEPUTY_SECRETARY, today)
    alone = {branch: who.id for branch, who in leading.items() if branch not in deputies}
    absences = await away(session, set(alone.values()), first, last)
    for branch, person_id in alone.items():
        days = [(a.first, a.last) for a in absences if a.person_id == person_id]
        if days:
            found.setdefault(branch, []).extend(days)
    return found


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
