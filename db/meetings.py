"""Meetings as published, and what their secretaries confirmed and reported."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class MeetingKind(StrEnum):
    """Kinds of branch meetings."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"


class MeetingState(StrEnum):
    """Where a meeting stands; `postponed` waits for a new date, `not_held` will not take place."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    HELD = "held"
    NOT_HELD = "not_held"


class Meeting(Base):
    """One meeting of one branch. `version` grows with every change of time: it names occasions."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("branch_id", "month", "kind"),
        Index(None, "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    month: Mapped[str] = mapped_column(String(7), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    published_at: Mapped[datetime]


class MeetingChange(Base):
    """One change of a published meeting's time, kept for ever."""

    __tablename__ = "meeting_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    old_starts_at: Mapped[datetime]
    new_starts_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Confirmation(Base):
    """A secretary's answer about holding the meeting as planned; the latest one counts."""

    __tablename__ = "confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    version: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    holds: Mapped[bool]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class MeetingResult(Base):
    """A secretary's report: outcome and, when held, the six numbers; the latest one counts."""

    __tablename__ = "meeting_results"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    new_starts_at: Mapped[datetime | None]
    total: Mapped[int | None]
    present: Mapped[int | None]
    excused: Mapped[int | None]
    unexcused: Mapped[int | None]
    exempt: Mapped[int | None]
    minutes: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
