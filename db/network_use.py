"""What each bot has used of what its network gives it in a month: messages, and money."""

from dataclasses import dataclass

from sqlalchemy import String, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.inbox import IncomingRow
from domain.calendar import Month, at_midnight

MESSAGE = "message"  # the kind of what costs nothing, or is not told apart


class NetworkUse(Base):
    """Messages of one kind sent by one bot in one month, in parts as the network counts them."""

    __tablename__ = "network_use"
    __table_args__ = (UniqueConstraint("channel", "bot", "month", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    kind: Mapped[str] = mapped_column(String(20))
    sent: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(default=0)  # VND


@dataclass(frozen=True, slots=True)
class Used:
    """One bot in one month: messages out and in, and what the ones out cost (VND)."""

    sent: int
    received: int
    cost: int


async def count(
    session: Session,
    channel: str,
    bot: str,
    month: Month,
    *,
    sent: int,
    kind: str = MESSAGE,
    cost: int = 0,
) -> None:
    """Add what was just sent, in the transaction that settles it."""
    key = {"channel": channel, "bot": bot, "month": str(month), "kind": kind}
    add = (
        update(NetworkUse)
        .filter_by(**key)
        .values(sent=NetworkUse.sent + sent, cost=NetworkUse.cost + cost)
        .returning(NetworkUse.id)
    )
    if await session.scalar(add) is None:  # the first of its kind in the month
        unique = ("channel", "bot", "month", "kind")
        if await insert_new(session, NetworkUse, unique, **key, sent=sent, cost=cost) is None:
            await session.execute(add)


async def used(session: Session, channel: str, bot: str, month: Month) -> Used:
    """What one bot has used of a month (local time), nothing when it was silent."""
    sums = await session.execute(
        select(func.sum(NetworkUse.sent), func.sum(NetworkUse.cost)).filter_by(
            channel=channel, bot=bot, month=str(month)
        )
    )
    sent, cost = sums.one()
    received = await session.scalar(
        select(func.count()).where(
            IncomingRow.channel == channel,
            IncomingRow.bot == bot,
            IncomingRow.received_at >= at_midnight(month.first),
            IncomingRow.received_at < at_midnight(month.next.first),
        )
    )
    return Used(sent or 0, received or 0, cost or 0)


async def by_kind(session: Session, channel: str, month: Month) -> dict[str, tuple[int, int]]:
    """Messages and VND of each kind on a channel in a month, all its bots together."""
    rows = await session.execute(
        select(NetworkUse.kind, func.sum(NetworkUse.sent), func.sum(NetworkUse.cost))
        .where(NetworkUse.channel == channel, NetworkUse.month == str(month))
        .group_by(NetworkUse.kind)
    )
    return {kind: (sent, cost) for kind, sent, cost in rows}


async def totals(session: Session, month: Month) -> dict[tuple[str, str], tuple[int, int]]:
    """Messages out and VND of every bot that sent anything in a month."""
    rows = await session.execute(
        select(
            NetworkUse.channel, NetworkUse.bot, func.sum(NetworkUse.sent), func.sum(NetworkUse.cost)
        )
        .where(NetworkUse.month == str(month))
        .group_by(NetworkUse.channel, NetworkUse.bot)
        .order_by(NetworkUse.channel, NetworkUse.bot)
    )
    return {(channel, bot): (sent, cost) for channel, bot, sent, cost in rows}
