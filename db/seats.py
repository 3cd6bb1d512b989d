"""How many people each bot of a network knows, and at which bot somebody is at home."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, or_, select, update

from db.base import Session
from db.inbox import IncomingRow
from db.joining import JoinCode
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


async def named(session: Session) -> dict[PersonId, str]:
    """The bot that the newest code of each person named, whatever became of the code."""
    rows = await session.execute(
        select(JoinCode.person_id, JoinCode.bot)
        .where(JoinCode.bot.is_not(None))
        .order_by(JoinCode.id)
    )
    return {PersonId(person): bot for person, bot in rows if bot is not None}


async def kept(session: Session, now: datetime) -> dict[PersonId, str]:
    """The bot at which a code that can still be used keeps a seat for its person."""
    rows = await session.execute(
        select(JoinCode.person_id, JoinCode.bot).where(
            JoinCode.bot.is_not(None),
            JoinCode.used_at.is_(None),
            JoinCode.revoked_at.is_(None),
            JoinCode.expires_at > now,
        )
    )
    return {PersonId(person): bot for person, bot in rows if bot is not None}


async def keep(session: Session, bots: Mapping[PersonId, str], now: datetime) -> None:
    """Keep a seat with the code of each person that can still be used."""
    for person, bot in bots.items():
        await session.execute(
            update(JoinCode)
            .where(
                JoinCode.person_id == person,
                JoinCode.used_at.is_(None),
                JoinCode.revoked_at.is_(None),
                JoinCode.expires_at > now,
            )
            .values(bot=bot)
        )
