"""Where a person is reached, or why nowhere."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from db.base import Session, columns_of
from db.people import AddressRow, PersonRow
from db.prepared import Bind, prepared
from domain.ids import PersonId
from domain.messages import Address, Why


class Home(NamedTuple):
    """One chat of a person, as long as it is theirs."""

    channel: str
    bot: str
    chat: str
    blocked_at: datetime | None


HOME = columns_of(AddressRow, Home._fields)


async def of(session: Session, person_id: PersonId) -> tuple[Address | None, Why | None]:
    """The address to write to, or the reason why there is none."""
    if await session.scalar(_silent(), {"person": person_id}):
        return None, Why.STOPPED
    home = await main_address(session, person_id)
    if home is not None:
        return home, None
    left = await addresses(session, person_id)
    return None, Why.BLOCKED if left else Why.NOT_JOINED


@prepared
def _silent(person: Bind) -> Select[bool]:
    return select(PersonRow.silent).where(PersonRow.id == person)


@prepared
def _main_address(person: Bind) -> Select[str, str, str]:
    return (
        select(AddressRow.channel, AddressRow.bot, AddressRow.chat)
        .where(
            AddressRow.person_id == person,
            AddressRow.ended_at.is_(None),
            AddressRow.blocked_at.is_(None),
        )
        .order_by(AddressRow.main.desc(), AddressRow.bound_at.desc(), AddressRow.id.desc())
        .limit(1)
    )


async def main_address(session: Session, person_id: PersonId) -> Address | None:
    """Where the bot writes to a person: the main address that is not blocked, then another."""
    found = (await session.execute(_main_address(), {"person": person_id})).first()
    return None if found is None else Address(*found)


async def addresses(session: Session, person_id: PersonId) -> tuple[Home, ...]:
    """Chats a person has joined from and not left, main first."""
    return tuple(map(Home._make, await session.execute(_addresses(), {"person": person_id})))


@prepared
def _addresses(person: Bind) -> Select[*tuple[Any, ...]]:
    return (
        select(*HOME)
        .where(AddressRow.person_id == person, AddressRow.ended_at.is_(None))
        .order_by(AddressRow.main.desc(), AddressRow.id)
    )
