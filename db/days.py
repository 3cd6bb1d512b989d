"""Days off and make-up days: public holidays plus the district's own table, which wins."""

from datetime import date

from sqlalchemy import Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.prepared import Bind, prepared


class SpecialDay(Base):
    """A day that is not what its weekday says."""

    __tablename__ = "special_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    off: Mapped[bool]  # False: a make-up working day
    name: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(20))  # "holidays" or "district"


async def days_off(session: Session, first: date, last: date) -> dict[date, str]:
    """Days without meetings between two days (inclusive), with their names."""
    rows = await session.execute(_off(), {"first": first, "last": last})
    return dict(iter(rows))


@prepared
def _off(first: Bind, last: Bind) -> Select[date, str]:
    span = SpecialDay.day >= first, SpecialDay.day <= last
    return select(SpecialDay.day, SpecialDay.name).where(*span, SpecialDay.off)


async def known_until(session: Session) -> date | None:
    """The last public holiday that is known."""
    found: date | None = await session.scalar(
        select(func.max(SpecialDay.day)).where(SpecialDay.source == "holidays")
    )
    return found


async def set_day(session: Session, day: date, *, off: bool, name: str) -> None:
    """The district's word about a day wins over the calendar of public holidays."""
    row = await session.get(SpecialDay, day)
    if row is None:
        session.add(SpecialDay(day=day, off=off, name=name, source="district"))
    else:
        row.off, row.name, row.source = off, name, "district"


async def special_days(session: Session, first: date, last: date) -> tuple[SpecialDay, ...]:
    """Days off and make-up days between two days (inclusive), in order."""
    rows = await session.scalars(
        select(SpecialDay).where(SpecialDay.day.between(first, last)).order_by(SpecialDay.day)
    )
    return tuple(rows)
