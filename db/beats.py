"""When something that goes on for ever was last seen at work: what a pause of it is told from."""

from datetime import datetime

from sqlalchemy import Select, String, Update, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.prepared import Bind, prepared

BORN = "born"  # the first start: nothing was missed before it
CLOCK = "clock"  # a tick of the clock
LAPSED = "lapsed"  # a message became too late to send
LOSSES = "losses"  # the office was told of such messages


class Beat(Base):
    """One thing, and when it was last seen."""

    __tablename__ = "beats"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    at: Mapped[datetime]


async def last(session: Session, name: str) -> datetime | None:
    """When it was last seen; None when never."""
    found: datetime | None = await session.scalar(_last(), {"of": name})
    return found


@prepared
def _last(of: Bind) -> Select[datetime]:
    return select(Beat.at).where(Beat.name == of)


async def seen(session: Session, name: str, now: datetime) -> None:
    """It is at work now."""
    if await insert_new(session, Beat, ("name",), name=name, at=now) is None:
        await session.execute(_seen(), {"of": name, "now": now})


@prepared
def _seen(of: Bind, now: Bind) -> Update:
    beats = Base.metadata.tables[Beat.__tablename__]
    return update(beats).where(beats.c.name == of).values(at=now)
