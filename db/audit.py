"""The audit log: who did what to what, for ever; no message text, no phone numbers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_row
from domain.ids import PersonId

LOOKED = "person.look"
EXPORTED = "export"


class AuditEntry(Base):
    """One deed."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]]


async def note(
    session: Session, now: datetime, actor: PersonId | None, action: str, **detail: Any
) -> None:
    """Add a deed to the log, in the transaction of the deed itself."""
    values = {"at": now, "actor_id": actor, "action": action, "detail": detail}
    await insert_row(session, AuditEntry, **values)


async def looked(
    session: Session, now: datetime, actor: PersonId, people: Iterable[PersonId], where: str
) -> None:
    """Somebody saw what other people did; seeing oneself is nobody's business. `where`: by which
    command or page."""
    others = sorted(set(people) - {actor})
    if others:
        await note(session, now, actor, LOOKED, people=others, where=where)


async def exported(
    session: Session, now: datetime, actor: PersonId | None, what: str, period: str, unit: str
) -> None:
    """Figures of a period and a unit left the system in files."""
    await note(session, now, actor, EXPORTED, what=what, period=period, unit=unit)
