"""Changes of a plan that can be taken back for a few minutes: what to restore, and by whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.deeds import DeedKind
from domain.ids import PersonId


class Deed(Base):
    """One change. Either of two people may take it back; `detail` is what restoring needs."""

    __tablename__ = "deeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


def note(
    session: Session,
    kind: DeedKind,
    person_id: PersonId,
    now: datetime,
    *,
    other: PersonId | None = None,
    **detail: Any,
) -> None:
    """Keep what is needed to take a change back, in the transaction of the change."""
    session.add(Deed(kind=kind, person_id=person_id, other_id=other, detail=detail, at=now))


async def latest(session: Session, person_id: PersonId) -> Deed | None:
    """The newest change the person may take back, whatever its age; None when there is none."""
    rows = await session.scalars(
        select(Deed)
        .where(
            or_(Deed.person_id == person_id, Deed.other_id == person_id),
            Deed.undone_at.is_(None),
        )
        .order_by(Deed.id.desc())
        .limit(1)
    )
    return rows.first()


async def together(session: Session, deed: Deed) -> tuple[Deed, ...]:
    """Every change that was made in one step with this one, the newest first."""
    rows = await session.scalars(
        select(Deed)
        .where(
            Deed.person_id == deed.person_id,
            Deed.kind == deed.kind,
            Deed.at == deed.at,
            Deed.undone_at.is_(None),
        )
        .order_by(Deed.id.desc())
    )
    return tuple(rows)
