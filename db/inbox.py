"""The inbox: every message a network gave us, once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


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
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    chat: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    handled_by: Mapped[str | None] = mapped_column(String(60))
    received_at: Mapped[datetime]
