"""The planner's numbers as the office changed them: each change holds from a day on."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.prepared import Bind, prepared
from domain.ids import PersonId


class PlannerSetting(Base):
    """One change of one number: its new value, in force from the first day of a month."""

    __tablename__ = "planner_settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), index=True)
    value: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]


async def in_force(session: Session, day: date) -> dict[str, str]:
    """The changed numbers as they hold on a day, by key: the newest beginning, then the newest."""
    return {key: value for _, key, value in await session.execute(_begun(), {"day": day})}


async def changes(session: Session) -> tuple[tuple[date, str, str], ...]:
    """Every change ever made: the day it begins, key, value; as they begin and were made."""
    return tuple((day, key, value) for day, key, value in await session.execute(_changes()))


@prepared
def _changes() -> Select[date, str, str]:
    return select(PlannerSetting.valid_from, PlannerSetting.key, PlannerSetting.value).order_by(
        PlannerSetting.valid_from, PlannerSetting.id
    )


@prepared
def _begun(day: Bind) -> Select[date, str, str]:
    return _changes().where(PlannerSetting.valid_from <= day)


async def ahead(session: Session, day: date) -> tuple[PlannerSetting, ...]:
    """Changes that begin after a day, the next one first."""
    rows = await session.scalars(
        select(PlannerSetting)
        .where(PlannerSetting.valid_from > day)
        .order_by(PlannerSetting.valid_from, PlannerSetting.id)
    )
    return tuple(rows)


def change(
    session: Session, key: str, value: str, valid_from: date, by: PersonId, now: datetime
) -> None:
    """Set a number from a day on."""
    session.add(PlannerSetting(key=key, value=value, valid_from=valid_from, set_by=by, set_at=now))
