"""The inbox: every message a network gave us, once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, Update, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.indexes import index_of_some
from db.prepared import Bind, prepared
from domain.ids import PersonId
from domain.messages import Incoming


class IncomingState(StrEnum):
    """Done with an effect, refused with a reason told, failed by our defect, or dropped unread."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    DROPPED = "dropped"


class IncomingRow(Base):
    """One message taken from a network. The text is purged after 30 days."""

    __tablename__ = "incoming"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "key"),
        Index(None, "channel", "bot", "chat", "received_at"),
        Index(None, "received_at"),
        Index(None, "person_id", "received_at"),
        # what is left to purge, so that a night does not go through all years
        index_of_some("ix_incoming_texts", "received_at", rows="text IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    chat: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    handled_by: Mapped[str | None] = mapped_column(String(60))
    received_at: Mapped[datetime]


async def remember(session: Session, incoming: Incoming) -> int | None:
    """Store a message without its text; None when its key was there, whatever became of it."""
    return await insert_new(
        session,
        IncomingRow,
        ("channel", "bot", "key"),
        channel=incoming.address.channel,
        bot=incoming.address.bot,
        key=incoming.key,
        chat=incoming.address.chat,
        text=None,
        state=IncomingState.DONE,
        received_at=incoming.received_at,
    )


async def conclude(
    session: Session,
    incoming_id: int,
    state: IncomingState,
    *,
    person_id: PersonId | None,
    handled_by: str | None,
    text: str | None = None,
) -> None:
    """Note what became of a message; `text`: words of somebody who has joined, until the purge."""
    await session.execute(
        _conclusion(),
        {
            "number": incoming_id,
            "became": state,
            "who": person_id,
            "by": handled_by,
            "words": text,
        },
    )


@prepared
def _conclusion(number: Bind, became: Bind, who: Bind, by: Bind, words: Bind) -> Update:
    incoming = Base.metadata.tables[IncomingRow.__tablename__]
    return (
        update(incoming)
        .where(incoming.c.id == number)
        .values(state=became, person_id=who, handled_by=by, text=words)
    )


async def forget_texts(session: Session, before: datetime) -> int:
    """Purge the raw text of messages older than the instant; returns how many."""
    old = (IncomingRow.received_at < before, IncomingRow.text.is_not(None))
    purged = await session.scalars(
        update(IncomingRow).where(*old).values(text=None).returning(IncomingRow.id)
    )
    return len(purged.all())
