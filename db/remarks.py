"""What a branch says of a held meeting beside its numbers: whether it was thematic, its grade."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from domain.ids import MeetingId, PersonId
from domain.messages import Source
from domain.reports.facts import Grade


class MeetingRemark(Base):
    """One remark about a meeting; append-only, the latest counts."""

    __tablename__ = "meeting_remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    thematic: Mapped[bool]
    grade: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


def record(
    session: Session,
    meeting_id: MeetingId,
    grade: Grade | None,
    *,
    thematic: bool,
    person: PersonId,
    actor: PersonId,
    source: Source,
    now: datetime,
) -> None:
    """Add a remark; earlier ones stay as history."""
    session.add(
        MeetingRemark(
            meeting_id=meeting_id,
            person_id=person,
            actor_id=actor,
            thematic=thematic,
            grade=grade,
            source=source,
            at=now,
        )
    )
