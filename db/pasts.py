"""How units and branches were before the roster changed them: where they belonged, their names.

The tables of units and branches hold what is; a row here says what was until an instant, so that a
report for March finds March's tree. What changed on the very day it began is not kept.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.prepared import prepared
from domain.calendar import at_midnight, local_date


class UnitPast(Base):
    """A unit as it was from `since` until `until`: its name, and the unit it belonged to."""

    __tablename__ = "unit_pasts"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    since: Mapped[datetime]
    until: Mapped[datetime]
    changed_at: Mapped[datetime]  # when the roster was changed


class BranchPast(Base):
    """A branch as it was from `since` until `until`: village, commune, members."""

    __tablename__ = "branch_pasts"

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    village: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    members: Mapped[int]
    exempt: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime]
    changed_at: Mapped[datetime]


UNIT_COLUMNS = ("name", "parent_id")
BRANCH_COLUMNS = ("village", "unit_id", "members", "exempt")


async def keep_unit(
    session: Session, unit_id: int, was: Mapping[str, Any], valid_from: date, now: datetime
) -> None:
    """A unit's name or parent changes today: keep what they were until now."""
    since = await session.scalar(
        select(func.max(UnitPast.until)).where(UnitPast.unit_id == unit_id)
    )
    since, until = since or at_midnight(valid_from), at_midnight(local_date(now))
    if since < until:
        kept = {name: was[name] for name in UNIT_COLUMNS}
        session.add(UnitPast(unit_id=unit_id, since=since, until=until, changed_at=now, **kept))


async def keep_branch(
    session: Session, branch_id: int, was: Mapping[str, Any], valid_from: date, now: datetime
) -> None:
    """A branch's village, commune or members change today: keep what they were until now."""
    since = await session.scalar(
        select(func.max(BranchPast.until)).where(BranchPast.branch_id == branch_id)
    )
    since, until = since or at_midnight(valid_from), at_midnight(local_date(now))
    if since < until:
        kept = {name: was[name] for name in BRANCH_COLUMNS}
        session.add(
            BranchPast(branch_id=branch_id, since=since, until=until, changed_at=now, **kept)
        )


async def forget(session: Session, changed_at: datetime) -> None:
    """A change of the roster was undone: what it was is what is again."""
    for table in (UnitPast, BranchPast):
        await session.execute(delete(table).where(table.changed_at == changed_at))


async def of_units(session: Session) -> tuple[UnitPast, ...]:
    """Every past of every unit, oldest first."""
    return tuple(await session.scalars(_of_units()))


@prepared
def _of_units() -> Select[UnitPast]:
    return select(UnitPast).order_by(UnitPast.unit_id, UnitPast.since)
