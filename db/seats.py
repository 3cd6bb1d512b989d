"""How many people each bot of a network knows, and at which bot somebody is at home."""

from collections.abc import Collection

from sqlalchemy import func, or_, select

from db.base import Session
from db.inbox import IncomingRow
from db.people import AddressRow
from domain.ids import PersonId


async def known(session: Session, channel: str) -> dict[str, int]:
    """Different private chats that ever wrote to each bot, whoever they are: each takes a seat."""
    rows = await session.execute(
        select(IncomingRow.bot, func.count(func.distinct(IncomingRow.chat)))
        .where(
            IncomingRow.channel == channel,
            or_(IncomingRow.handled_by.is_(None), IncomingRow.handled_by != "group"),
        )
        .group_by(IncomingRow.bot)
    )
    return dict(iter(rows))


async def at_home(
    session: Session, channel: str, person_ids: Collection[PersonId]
) -> dict[PersonId, str]:
    """The bot of the channel from which each of the people has joined, for those who have."""
    rows = await session.execute(
        select(AddressRow.person_id, AddressRow.bot)
        .where(
            AddressRow.channel == channel,
            AddressRow.person_id.in_(person_ids),
            AddressRow.ended_at.is_(None),
        )
        .order_by(AddressRow.id)
    )
    return {PersonId(person): bot for person, bot in rows}
