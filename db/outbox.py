"""The outbox: every message to be sent, what became of it, and the occasions it is for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class OutgoingRow(Base):
    """One message. `key` is unique: the same message is queued once, ever."""

    __tablename__ = "outgoing"
    __table_args__ = (
        Index(None, "state", "channel", "bot", "due_at"),
        Index(None, "channel", "bot", "chat", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str | None] = mapped_column(String(20))  # None: the person has no address
    bot: Mapped[str | None] = mapped_column(String(40))
    chat: Mapped[str | None] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    options: Mapped[list[Any]]  # [[value, label], ...]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)
    urgent: Mapped[bool] = mapped_column(default=False)  # answers go before reminders
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lapses_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(20))
    state_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(30))
    attempts: Mapped[int] = mapped_column(default=0)
    network_id: Mapped[str | None] = mapped_column(String(80))


class OutgoingEvent(Base):
    """One change of state of one message: when, to what, why. Append-only."""

    __tablename__ = "outgoing_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(30))
    attempt: Mapped[int]
    at: Mapped[datetime]


class Occasion(Base):
    """What a message is for, `<kind>:<meeting>:<version>:<person>`; several may share one."""

    __tablename__ = "occasions"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing.id"), index=True)
