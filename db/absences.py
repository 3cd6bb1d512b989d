"""Days people are away, as they told us; the planner never uses them."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.ids import PersonId


class Absence(Base):
    """One span of days, both inclusive."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


async def away(
    session: Session, person_ids: Collection[PersonId], first: date, last: date
) -> tuple[Absence, ...]:
    """Days away of some people that touch the span (both inclusive), withdrawn ones left out."""
    rows = await session.scalars(
        select(Absence)
        .where(
            Absence.person_id.in_(person_ids),
            Absence.first <= last,
            Absence.last >= first,
            Absence.withdrawn_at.is_(None),
        )
        .order_by(Absence.id)
    )
    return tuple(rows)
