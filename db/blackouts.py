"""Days on which a branch cannot meet: its road is cut, its hall is taken, its people are away."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db import people
from db.absences import away
from db.base import Base, Session
from db.prepared import Bind, prepared
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


@prepared
def _touching(first: Bind, last: Bind) -> Select[int, date, date]:
    return (
        select(BranchBlackout.branch_id, BranchBlackout.first, BranchBlackout.last)
        .where(BranchBlackout.first <= last, BranchBlackout.last >= first)
        .order_by(BranchBlackout.id)
    )


async def closed_days(
    session: Session, branch_ids: Collection[BranchId], today: date, first: date, last: date
) -> dict[BranchId, list[tuple[date, date]]]:
    """Spans on which each branch cannot meet: noted for it, or nobody is there to lead the meeting.

    A deputy leads while the secretary is away; without one the branch waits.
    """
    found: dict[BranchId, list[tuple[date, date]]] = {}
    span = {"first": first, "last": last}
    for branch_id, begins, ends in await session.execute(_touching(), span):
        found.setdefault(BranchId(branch_id), []).append((begins, ends))
    leading = await people.answering_for(session, branch_ids, today)
    deputies = await people.post_holders(session, branch_ids, Role.DEPUTY_SECRETARY, today)
    alone = {branch: who.id for branch, who in leading.items() if branch not in deputies}
    absences = await away(session, set(alone.values()), first, last)
    for branch, person_id in alone.items():
        if person_id in absences:
            found.setdefault(branch, []).extend(absences[person_id])
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
