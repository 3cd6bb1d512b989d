"""Units: the dated tree of province, commune, agency; level names are data, not code."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Select, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from db.among import among
from db.base import Base, Session
from db.prepared import Bind, prepared
from domain.ids import UnitId


class UnitKind(Base):
    """A level of the tree: code, the word people use, and its rank from the top."""

    __tablename__ = "unit_kinds"

    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    rank: Mapped[int]


class Unit(Base):
    """One unit from `valid_from` until `valid_to` (exclusive; None is still valid)."""

    __tablename__ = "units"
    __table_args__ = (Index(None, "name_fold"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    kind_code: Mapped[str] = mapped_column(ForeignKey("unit_kinds.code"))
    name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    max_away: Mapped[int | None]  # members who may be away in one week; None is by share
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


def holds_on(
    day: date | Bind,
    valid_from: Mapped[date] | ColumnElement[date],
    valid_to: Mapped[date | None] | ColumnElement[date | None],
) -> ColumnElement[bool]:
    """The condition that a dated row is in force on a day."""
    return and_(valid_from <= day, or_(valid_to.is_(None), valid_to > day))


@prepared
def _subtree(roots: Bind, day: Bind) -> Select[int]:
    tree = (
        select(Unit.id)
        .where(among(Unit.id, roots), holds_on(day, Unit.valid_from, Unit.valid_to))
        .cte("tree", recursive=True)
    )
    below = select(Unit.id).join(tree, Unit.parent_id == tree.c.id)
    tree = tree.union(below.where(holds_on(day, Unit.valid_from, Unit.valid_to)))
    return select(tree.c.id).order_by(tree.c.id)


async def subtree(session: Session, roots: tuple[UnitId, ...], day: date) -> tuple[UnitId, ...]:
    """Ids of the roots and everything below them in force on the day, smallest first."""
    if not roots:
        return ()
    rows = await session.scalars(_subtree(), {"roots": roots, "day": day})
    return tuple(UnitId(row) for row in rows)


async def names(session: Session, unit_ids: tuple[UnitId, ...]) -> dict[UnitId, str]:
    """Names of some units, by id."""
    rows = await session.execute(_names(), {"units": unit_ids})
    return {UnitId(unit): name for unit, name in rows}


@prepared
def _names(units: Bind) -> Select[int, str]:
    return select(Unit.id, Unit.name).where(among(Unit.id, units)).order_by(Unit.id)
