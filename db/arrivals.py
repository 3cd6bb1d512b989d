"""Messages stored by the process that received them, until another one has handled them.

Only where receiving and handling are different processes; a row is there for moments, and what
remains of a message is the business of `db/inbox.py`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.work import Work, note_work
from domain.messages import Address, Contact, Incoming

HANDLE = "handle"


class ArrivalRow(Base):
    """One message that nobody has handled yet, whole."""

    __tablename__ = "arrivals"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "key"),
        Index(None, "channel", "bot", "chat"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    message: Mapped[dict[str, Any]]
    stored_at: Mapped[datetime]


async def store(session: Session, incoming: Incoming, now: datetime) -> None:
    """Keep a message for whoever handles it; one that waits already is not kept twice."""
    a = incoming.address
    number = await insert_new(
        session,
        ArrivalRow,
        ("channel", "bot", "key"),
        channel=a.channel,
        bot=a.bot,
        chat=a.chat,
        key=incoming.key,
        message=_written(incoming),
        stored_at=now,
    )
    if number is not None:
        note_work(session, handling_of(number))


def handling_of(number: int) -> Work:
    """That a stored message waits."""
    return Work(HANDLE, str(number), once=True)


async def next_of_chat(session: Session, number: int) -> tuple[int, Incoming] | None:
    """The oldest message of the chat of this one, for us alone until the transaction ends.

    None when the chat has none left: whoever had the chat before handled this one too.
    """
    row = await session.get(ArrivalRow, number)
    if row is None:
        return None
    chat = f"{row.channel}:{row.bot}:{row.chat}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(chat, 0))))
    oldest = await session.scalar(
        select(ArrivalRow)
        .where(
            ArrivalRow.channel == row.channel,
            ArrivalRow.bot == row.bot,
            ArrivalRow.chat == row.chat,
        )
        .order_by(ArrivalRow.id)
        .limit(1)
    )
    return None if oldest is None else (oldest.id, _read(oldest))


async def handled(session: Session, number: int) -> None:
    """Forget a message that the inbox knows now."""
    await session.execute(delete(ArrivalRow).where(ArrivalRow.id == number))


async def waiting_since(session: Session, before: datetime) -> Sequence[int]:
    """Messages stored before this instant that still wait."""
    found = await session.scalars(
        select(ArrivalRow.id).where(ArrivalRow.stored_at < before).order_by(ArrivalRow.id)
    )
    return found.all()


def _written(incoming: Incoming) -> dict[str, Any]:
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(incoming).items()
    }
    return {name: value for name, value in plain.items() if name not in ("address", "key")}


def _read(row: ArrivalRow) -> Incoming:
    found = dict(row.message)
    for name in ("received_at", "sent_at"):
        found[name] = found[name] and datetime.fromisoformat(found[name])
    found["contact"] = found["contact"] and Contact(**found["contact"])
    return Incoming(Address(row.channel, row.bot, row.chat), row.key, **found)
