"""Days people are away, as they told us; the planner never uses them."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session
from db.prepared import Bind, prepared
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
) -> dict[PersonId, list[tuple[date, date]]]:
    """Days away of some people that touch the span (all inclusive), withdrawn ones left out."""
    asked = {"people": list(person_ids), "first": first, "last": last}
    found: dict[PersonId, list[tuple[date, date]]] = {}
    for person, begins, ends in await session.execute(_away(), asked):
        found.setdefault(PersonId(person), []).append((begins, ends))
    return found


@prepared
def _away(people: Bind, first: Bind, last: Bind) -> Select[int, date, date]:
    return (
        select(Absence.person_id, Absence.first, Absence.last)
        .where(
            among(Absence.person_id, people),
            Absence.first <= last,
            Absence.last >= first,
            Absence.withdrawn_at.is_(None),
        )
        .order_by(Absence.id)
    )
