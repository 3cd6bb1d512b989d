"""Mass sends: messages that one act or one tick queued together, summed up once for the office."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new


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


async def round_of(session: Session, kind: RoundKind, about: str, now: datetime) -> int:
    """The mass send of this kind about this; a new one unless it has begun already."""
    key = f"{kind}:{about}"
    new_id = await insert_new(session, Round, ("key",), key=key, kind=kind, begun_at=now)
    if new_id is not None:
        return new_id
    known: int = (await session.scalars(select(Round.id).where(Round.key == key))).one()
    return known
