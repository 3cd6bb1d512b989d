"""How far ahead of each network's clock ours was found to be: a new process must not ask again."""

from datetime import timedelta

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new


class NetworkClock(Base):
    """Of one bot; there is no row while the clocks agree."""

    __tablename__ = "network_clocks"
    __table_args__ = (UniqueConstraint("channel", "bot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    ahead: Mapped[int]  # seconds; negative when ours is behind


async def ahead(session: Session, channel: str, bot: str) -> timedelta:
    """How far ours was ahead when it was last found out."""
    row = await _row(session, channel, bot)
    return timedelta(seconds=0 if row is None else row.ahead)


async def keep(session: Session, channel: str, bot: str, found: timedelta) -> None:
    """From now on it is so far ahead."""
    seconds = round(found.total_seconds())
    values = {"channel": channel, "bot": bot, "ahead": seconds}
    if await insert_new(session, NetworkClock, ("channel", "bot"), **values) is None:
        row = await _row(session, channel, bot)
        assert row is not None
        row.ahead = seconds


async def _row(session: Session, channel: str, bot: str) -> NetworkClock | None:
    found = select(NetworkClock).filter_by(channel=channel, bot=bot)
    return (await session.scalars(found)).one_or_none()
