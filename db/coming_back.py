"""What is to be put right when a chat writes to us: usually nothing, so it is one question."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from db.base import Session
from db.calls import Call, CallReason
from db.outbox import OutgoingRow
from db.people import AddressRow
from db.prepared import Bind, prepared
from domain.ids import PersonId
from domain.messages import Address, OutgoingState, Why


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the chat was marked as refusing us, messages are held for it, somebody is to phone
    because what it writes cannot be read.
    """

    blocked: bool
    held: bool
    unread: bool


async def standing(session: Session, address: Address, person_id: PersonId) -> Standing:
    """How things stand with a chat and its person before it wrote."""
    found = await session.execute(
        _standing(),
        {
            "channel": address.channel,
            "bot": address.bot,
            "chat": address.chat,
            "person": person_id,
        },
    )
    blocked, held, unread = found.one()
    return Standing(blocked, held, unread)


@prepared
def _standing(channel: Bind, bot: Bind, chat: Bind, person: Bind) -> Select[bool, bool, bool]:
    blocked = exists().where(
        AddressRow.channel == channel,
        AddressRow.bot == bot,
        AddressRow.chat == chat,
        AddressRow.blocked_at.is_not(None),
    )
    held = exists().where(
        OutgoingRow.channel == channel,
        OutgoingRow.bot == bot,
        OutgoingRow.chat == chat,
        OutgoingRow.state == OutgoingState.WAITING,
        OutgoingRow.reason == Why.WINDOW,
    )
    unread = exists().where(
        Call.person_id == person,
        Call.reason == CallReason.UNREADABLE,
        Call.closed_at.is_(None),
    )
    return select(blocked, held, unread)


@prepared
def _blocked(channel: Bind, bot: Bind, chat: Bind) -> Select[AddressRow]:
    return select(AddressRow).where(
        AddressRow.channel == channel,
        AddressRow.bot == bot,
        AddressRow.chat == chat,
        AddressRow.blocked_at.is_not(None),
    )


async def unblock(session: Session, address: Address) -> bool:
    """A chat that writes to us can be written to again; False when it always could."""
    chat = {"channel": address.channel, "bot": address.bot, "chat": address.chat}
    found = (await session.scalars(_blocked(), chat)).all()
    for row in found:
        row.blocked_at = None
    return bool(found)
