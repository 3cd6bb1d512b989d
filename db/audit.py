"""The audit log: who did what to what, for ever; no message text, no phone numbers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.ids import PersonId


class AuditEntry(Base):
    """One deed."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]]


def note(
    session: Session, now: datetime, actor: PersonId | None, action: str, **detail: Any
) -> None:
    """Add a deed to the log, in the transaction of the deed itself."""
    session.add(AuditEntry(at=now, actor_id=actor, action=action, detail=detail))
