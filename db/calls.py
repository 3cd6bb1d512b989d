"""The coordinator's call list: whom to phone, about what, why."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class CallReason(StrEnum):
    """Why a person must be phoned (or a gap filled)."""

    SILENT = "silent"  # a cadre never answered
    DECLINED = "declined"  # a cadre cannot come: somebody must stand in
    UNCONFIRMED = "unconfirmed"  # a secretary never confirmed the meeting
    NOT_REPORTED = "not_reported"  # no result of the meeting
    UNREACHABLE = "unreachable"  # no channel reaches the person
    NEW_DATE = "new_date"  # postponed without a new date


class Call(Base):
    """One task of the coordinator; opened once, closed with how it ended."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(40))
