"""Plans of a month: their lines, who attends them, and the field weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    delete,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new
from db.branches import BRANCH, Branch, branch_of_columns
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.units import Unit
from domain.ids import BranchId, PersonId, PlanId
from domain.meetings import BranchFacts, PersonName


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
    version: Mapped[int] = mapped_column(default=1)  # counts the changes made by hand
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
    problem: Mapped[str | None] = mapped_column(Text)  # why there is no date, and the ways out


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


class FieldPhase(Base):
    """A cadre's place in the cycle under rolling rotation, as a plan gave it."""

    __tablename__ = "field_phases"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    phase: Mapped[int]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of a plan with its branch and the cadres who attend."""

    id: int
    branch: BranchFacts
    starts_at: datetime | None
    habitual: bool
    pinned: bool
    guests: tuple[PersonName, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to save: branch and people by id."""

    branch_id: int
    starts_at: datetime | None
    habitual: bool
    pinned: bool
    guests: tuple[int, ...]
    problem: str | None = None


async def current(session: Session, month: str) -> PlanRow | None:
    """The plan of a month that counts: the newest that was not replaced."""
    return (await session.scalars(_current(), {"of": month})).first()


@prepared
def _current(of: Bind) -> Select[PlanRow]:
    counts = PlanRow.state != PlanState.REPLACED
    newest = select(PlanRow).where(PlanRow.month == of, counts).order_by(PlanRow.id.desc())
    return newest.limit(1)


async def lines(session: Session, plan_id: PlanId) -> tuple[LineFacts, ...]:
    """All lines of a plan, earliest first, those without a date at the end."""
    guests: dict[int, list[PersonName]] = {}
    seats = (
        select(PlanVisit.line_id, PersonRow.id, PersonRow.name)
        .join(PersonRow, PlanVisit.person_id == PersonRow.id)
        .join(PlanLine, PlanVisit.line_id == PlanLine.id)
        .where(PlanLine.plan_id == plan_id)
        .order_by(PlanVisit.id)
    )
    for line_id, person_id, name in await session.execute(seats):
        guests.setdefault(line_id, []).append(PersonName(PersonId(person_id), name))
    query = (
        select(PlanLine, *BRANCH)
        .join(Branch, PlanLine.branch_id == Branch.id)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(PlanLine.plan_id == plan_id)
        .order_by(PlanLine.starts_at.is_(None), PlanLine.starts_at, Branch.code)
    )
    return tuple(
        LineFacts(
            id=line.id,
            branch=branch_of_columns(branch),
            starts_at=line.starts_at,
            habitual=line.habitual,
            pinned=line.pinned,
            guests=tuple(guests.get(line.id, ())),
            problem=line.problem,
        )
        for line, *branch in await session.execute(query)
    )


async def line_of(session: Session, plan_id: PlanId, branch_id: BranchId) -> PlanLine:
    """The line of a branch known to be in the plan."""
    rows = await session.scalars(
        select(PlanLine).where(PlanLine.plan_id == plan_id, PlanLine.branch_id == branch_id)
    )
    return rows.one()


async def field_weeks(session: Session, plan_id: PlanId) -> dict[PersonId, date]:
    """Field weeks of a plan by cadre, each named by its Monday."""
    rows = await session.scalars(select(FieldWeek).where(FieldWeek.plan_id == plan_id))
    return {PersonId(row.person_id): row.monday for row in rows}


async def field_week(session: Session, person_id: PersonId, month: str) -> date | None:
    """A cadre's field week in the plan of a month that counts."""
    plan = await current(session, month)
    if plan is None:
        return None
    found: date | None = await session.scalar(
        select(FieldWeek.monday).where(
            FieldWeek.plan_id == plan.id, FieldWeek.person_id == person_id
        )
    )
    return found


async def set_field_week(
    session: Session, plan_id: PlanId, person_id: PersonId, monday: date
) -> None:
    """Change a cadre's field week in a draft; cadres who do not rotate have none to change."""
    await session.execute(
        update(FieldWeek)
        .where(FieldWeek.plan_id == plan_id, FieldWeek.person_id == person_id)
        .values(monday=monday)
    )


async def give_field_week(
    session: Session, plan_id: PlanId, person_id: PersonId, monday: date
) -> bool:
    """Give a field week to a cadre who has none in the plan; False when they have one."""
    new = await insert_new(
        session,
        FieldWeek,
        ("plan_id", "person_id"),
        plan_id=plan_id,
        person_id=person_id,
        monday=monday,
    )
    return new is not None


async def place_field_week(
    session: Session, plan_id: PlanId, person_id: PersonId, monday: date
) -> None:
    """A cadre's field week in the plan is this one, whether they had one or not."""
    if not await give_field_week(session, plan_id, person_id, monday):
        await set_field_week(session, plan_id, person_id, monday)


async def seat(session: Session, line_id: int, guests: Sequence[int]) -> None:
    """Who attends a line of a draft."""
    await session.execute(delete(PlanVisit).where(PlanVisit.line_id == line_id))
    session.add_all(PlanVisit(line_id=line_id, person_id=guest) for guest in guests)
    await session.flush()


async def drop_field_week(session: Session, plan_id: PlanId, person_id: PersonId) -> None:
    """Take a field week back from a cadre who needs none any more."""
    await session.execute(
        delete(FieldWeek).where(FieldWeek.plan_id == plan_id, FieldWeek.person_id == person_id)
    )


async def save(
    session: Session, plan: PlanRow, new_lines: Sequence[NewLine], weeks: dict[int, date]
) -> PlanId:
    """Store a new draft; the drafts it replaces keep their rows."""
    await session.execute(
        update(PlanRow)
        .where(PlanRow.month == plan.month, PlanRow.state == PlanState.DRAFT)
        .values(state=PlanState.REPLACED)
    )
    session.add(plan)
    await session.flush()
    rows = [
        PlanLine(
            plan_id=plan.id,
            branch_id=line.branch_id,
            starts_at=line.starts_at,
            habitual=line.habitual,
            pinned=line.pinned,
            problem=line.problem,
        )
        for line in new_lines
    ]
    session.add_all(rows)
    await session.flush()
    for row, line in zip(rows, new_lines, strict=True):
        session.add_all(PlanVisit(line_id=row.id, person_id=guest) for guest in line.guests)
    session.add_all(
        FieldWeek(plan_id=plan.id, person_id=person_id, monday=monday)
        for person_id, monday in sorted(weeks.items())
    )
    await session.flush()
    return PlanId(plan.id)


def keep_phases(session: Session, plan_id: PlanId, phases: dict[int, int]) -> None:
    """Keep the places in the cycle a plan under rolling rotation gave."""
    session.add_all(
        FieldPhase(plan_id=plan_id, person_id=person_id, phase=phase)
        for person_id, phase in sorted(phases.items())
    )


async def phases(session: Session, plan_id: PlanId) -> dict[PersonId, int]:
    """Places in the cycle of a plan under rolling rotation, by cadre."""
    rows = await session.scalars(select(FieldPhase).where(FieldPhase.plan_id == plan_id))
    return {PersonId(row.person_id): row.phase for row in rows}
