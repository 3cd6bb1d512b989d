"""Join codes, chats half way through joining, and wrong tries."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class JoinCode(Base):
    """A one-time code for one roster row; only its hash is kept."""

    __tablename__ = "join_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    hashed: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Joining(Base):
    """A chat that typed a good code and has been asked for consent; not yet bound."""

    __tablename__ = "joinings"
    __table_args__ = (UniqueConstraint("channel", "bot", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    code_id: Mapped[int] = mapped_column(ForeignKey("join_codes.id"))
    version: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]


class WrongTry(Base):
    """One wrong code from one chat, to limit guessing."""

    __tablename__ = "wrong_tries"
    __table_args__ = (Index(None, "channel", "bot", "chat", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
