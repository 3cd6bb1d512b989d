"""Questions we asked: at most one open for a person; a newer one closes the older."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class QuestionState(StrEnum):
    """A question waits with its message, opens when that is sent, and is answered or closed."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Question(Base):
    """One question: which handler reads the answer, about what, with which options."""

    __tablename__ = "questions"
    __table_args__ = (Index(None, "person_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    options: Mapped[list[Any]]  # [[value, label], ...]
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
