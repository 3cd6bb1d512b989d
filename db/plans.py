"""Plans of a month: the draft's lines and field weeks, and the requests to compute one."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class PlanState(StrEnum):
    """A draft is looked at and changed; approval publishes it; a newer draft replaces an older."""

    DRAFT = "draft"
    APPROVED = "approved"
    REPLACED = "replaced"


class PlanRow(Base):
    """One computed plan of one month, with what the solver proved and the certificate found."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    state: Mapped[str] = mapped_column(String(20))
    solved: Mapped[str] = mapped_column(String(20))  # optimal, feasible, partial
    cost: Mapped[int]
    bound: Mapped[int]
    certificate: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class PlanLine(Base):
    """One branch's meeting in a plan; `starts_at` None means no date could be found."""

    __tablename__ = "plan_lines"
    __table_args__ = (UniqueConstraint("plan_id", "branch_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), index=True)
    starts_at: Mapped[datetime | None]
    habitual: Mapped[bool]  # on the branch's habitual day
    pinned: Mapped[bool] = mapped_column(default=False)  # moved by hand: a new draft keeps it


class PlanVisit(Base):
    """A cadre who attends a line of a plan."""

    __tablename__ = "plan_visits"
    __table_args__ = (UniqueConstraint("line_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("plan_lines.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class FieldWeek(Base):
    """A rotating cadre's field week in a plan, named by its Monday."""

    __tablename__ = "field_weeks"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    monday: Mapped[date]


class PlanningRun(Base):
    """A request to compute a plan; done outside the transaction that asked for it."""

    __tablename__ = "planning_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    failed: Mapped[str | None] = mapped_column(String(40))
