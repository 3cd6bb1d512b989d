"""Branches: the village party branches, their commune, place and habits, and who is assigned."""

from collections.abc import Collection, Sequence
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session
from db.prepared import Bind, prepared
from db.units import Unit
from domain.ids import BranchId, UnitId
from domain.meetings import BranchFacts


class Branch(Base):
    """One village party branch; its habit is a text like `day:5`, `nth:2:6` or `weekday:7`."""

    __tablename__ = "branches"
    __table_args__ = (Index(None, "village_fold"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    village: Mapped[str] = mapped_column(String(120))  # with its kind: "bản Ngàm", "khu phố 1"
    village_fold: Mapped[str] = mapped_column(String(120))
    meeting_place: Mapped[str] = mapped_column(String(160))
    members: Mapped[int]
    exempt: Mapped[int]
    habit: Mapped[str] = mapped_column(String(40))  # domain.habits reads and writes it
    habit_time: Mapped[time]
    travel_minutes: Mapped[int | None]  # from the centre of the commune
    travel_note: Mapped[str | None] = mapped_column(String(160))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Assignment(Base):
    """A cadre assigned to attend one branch's meetings by a numbered decision, dated."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    decision: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


# What makes the facts of a branch, in the order of `branch_of_columns`.
BRANCH = (
    Branch.id,
    Branch.code,
    Branch.village,
    Unit.id,
    Unit.name,
    Branch.meeting_place,
    Branch.members,
    Branch.exempt,
)


def branch_of_columns(found: Sequence[Any]) -> BranchFacts:
    """Facts from the columns of `BRANCH`."""
    return _facts(*found)


_facts = lru_cache(maxsize=1024)(BranchFacts)  # a few hundred branches, read again and again


async def place(session: Session, branch_id: BranchId) -> tuple[str, UnitId]:
    """The village of a branch that is known to exist, with its kind; and its commune."""
    village, unit = (await session.execute(_place(), {"branch": branch_id})).one()
    return village, UnitId(unit)


@prepared
def _place(branch: Bind) -> Select[str, int]:
    return select(Branch.village, Branch.unit_id).where(Branch.id == branch)


async def codes(session: Session, branch_ids: Collection[int]) -> dict[int, str]:
    """Codes of branches by id."""
    return dict(iter(await session.execute(_codes(), {"branches": list(branch_ids)})))


@prepared
def _codes(branches: Bind) -> Select[int, str]:
    return select(Branch.id, Branch.code).where(among(Branch.id, branches)).order_by(Branch.id)
