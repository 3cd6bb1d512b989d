"""People, the dated posts they hold, their addresses, consents and days away."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class PersonRow(Base):
    """A person of the roster: identified by code, never by name."""

    __tablename__ = "people"
    __table_args__ = (Index(None, "name_fold"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(160), default="")
    phone: Mapped[str | None] = mapped_column(String(20))  # E.164
    office_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    rotates: Mapped[bool] = mapped_column(default=False)  # under 3+1: a field week each month
    silent: Mapped[bool] = mapped_column(default=False)  # asked for silence with /dung
    erased_at: Mapped[datetime | None]


class Post(Base):
    """A role held from a day until a day (exclusive); ending it never deletes it."""

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class AddressRow(Base):
    """One chat a person has joined from. `main` is where the bot writes first."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("channel", "bot", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    main: Mapped[bool] = mapped_column(default=True)
    bound_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]  # the network refuses us; cleared when they write again
    ended_at: Mapped[datetime | None]  # replaced by a successor or removed by the person


class Consent(Base):
    """An explicit answer to the consent text: which version, what answer, when, where from."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[str] = mapped_column(String(20))
    agreed: Mapped[bool]
    channel: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class Absence(Base):
    """Days a person is away, both inclusive; the planner never uses them."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
