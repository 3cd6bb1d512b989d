"""Which chores of the calendar ran, so that each runs once for each of its times."""

from datetime import datetime

from sqlalchemy import Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.imports import RosterImport
from db.prepared import prepared


class ChoreRun(Base):
    """One chore done for one of its times."""

    __tablename__ = "chore_runs"
    __table_args__ = (UniqueConstraint("name", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime]
    ran_at: Mapped[datetime]


async def begin_run(session: Session, name: str, due_at: datetime, now: datetime) -> bool:
    """Note that a chore runs for one of its times; False when it already has."""
    new_id = await insert_new(
        session, ChoreRun, ("name", "due_at"), name=name, due_at=due_at, ran_at=now
    )
    return new_id is not None


async def loaded_at(session: Session) -> datetime | None:
    """When the district was first loaded: no chore looks back further."""
    found: datetime | None = await session.scalar(_loaded_at())
    return found


@prepared
def _loaded_at() -> Select[datetime]:
    return select(func.min(RosterImport.at))
