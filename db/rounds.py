"""Mass sends: messages that one act or one tick queued together, summed up once for the office."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from db.base import Base, Session, insert_new
from db.prepared import Bind, prepared


class RoundKind(StrEnum):
    """What sent to many at once."""

    PUBLISH = "publish"  # a plan was published
    REMINDERS = "reminders"  # a tick of the clock
    CAMPAIGN = "campaign"  # everybody is asked about the coming month


class Round(Base):
    """One mass send; its messages carry its id."""

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    begun_at: Mapped[datetime]
    summed_at: Mapped[datetime | None] = mapped_column(index=True)


async def sum_up(
    session: Session, round_id: int, now: datetime
) -> tuple[RoundKind, datetime] | None:
    """The kind and beginning of a mass send nobody has summed up; from now on it is."""
    row = (await session.execute(_sum_up(), {"number": round_id, "now": now})).first()
    return None if row is None else (RoundKind(row.kind), row.begun_at)


@prepared
def _sum_up(number: Bind, now: Bind) -> ReturningUpdate[*tuple[Any, ...]]:
    rounds = Base.metadata.tables[Round.__tablename__]
    this = rounds.c.id == number, rounds.c.summed_at.is_(None)
    return (
        update(rounds)
        .where(*this)
        .values(summed_at=now)
        .returning(rounds.c.kind, rounds.c.begun_at)
    )


async def round_of(session: Session, kind: RoundKind, about: str, now: datetime) -> int:
    """The mass send of this kind about this; a new one unless it has begun already."""
    key = f"{kind}:{about}"
    new_id = await insert_new(session, Round, ("key",), key=key, kind=kind, begun_at=now)
    if new_id is not None:
        return new_id
    known: int = (await session.scalars(select(Round.id).where(Round.key == key))).one()
    return known
