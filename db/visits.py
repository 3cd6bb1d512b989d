"""Visits: a cadre's duty at one meeting, what they promised and what they report."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Visit(Base):
    """One cadre's duty at one meeting; ended when somebody else takes it or it is taken away."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    ended_at: Mapped[datetime | None]


class PromiseRow(Base):
    """One answer about one visit; append-only, the latest for the meeting's version counts."""

    __tablename__ = "promises"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    version: Mapped[int]  # of the meeting when answered
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    promise: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    minutes_late: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class PresenceRow(Base):
    """One report of what happened with one visit; append-only, each witness's latest counts."""

    __tablename__ = "presences"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    witness_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    presence: Mapped[str] = mapped_column(String(20))
    held: Mapped[bool]  # whether the witness says the meeting took place
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
