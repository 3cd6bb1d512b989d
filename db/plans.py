"""Plans of a month: their lines, who attends them, and the field weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

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

Columns = TypeVar("Columns", bound=Select[*tuple[Any, ...]])


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


async def current(session: Session, month: str) -> PlanRow | None:
    """The plan of a month that counts: the newest that was not replaced."""
    return (await session.scalars(_current(), {"of": month})).first()


@prepared
def _current(of: Bind) -> Select[PlanRow]:
    return _that_counts(select(PlanRow), of)


async def counting(session: Session, month: str) -> tuple[PlanId, PlanState] | None:
    """Which plan of a month counts and where it stands, without the rest of the row."""
    found = (await session.execute(_counting(), {"of": month})).first()
    return None if found is None else (PlanId(found.id), PlanState(found.state))


@prepared
def _counting(of: Bind) -> Select[int, str]:
    return _that_counts(select(PlanRow.id, PlanRow.state), of)


def _that_counts(query: Columns, of: Bind) -> Columns:
    counts = PlanRow.month == of, PlanRow.state != PlanState.REPLACED
    return query.where(*counts).order_by(PlanRow.id.desc()).limit(1)


async def lines(session: Session, plan_id: PlanId) -> tuple[LineFacts, ...]:
    """All lines of a plan, earliest first, those without a date at the end."""
    guests: dict[int, list[PersonName]] = {}
    for line, person, name in await session.execute(_seats(), {"plan": plan_id}):
        guests.setdefault(line, []).append(PersonName(PersonId(person), name))
    return tuple(
        LineFacts(
            id=line,
            branch=branch_of_columns(branch),
            starts_at=starts_at,
            habitual=habitual,
            pinned=pinned,
            guests=tuple(guests.get(line, ())),
            problem=problem,
        )
        for line, starts_at, habitual, pinned, problem, *branch in (
            await session.execute(_lines(), {"plan": plan_id})
        )
    )


@prepared
def _seats(plan: Bind) -> Select[int, int, str]:
    return (
        select(PlanVisit.line_id, PersonRow.id, PersonRow.name)
        .join(PersonRow, PlanVisit.person_id == PersonRow.id)
        .join(PlanLine, PlanVisit.line_id == PlanLine.id)
        .where(PlanLine.plan_id == plan)
        .order_by(PlanVisit.id)
    )


@prepared
def _lines(plan: Bind) -> Select[*tuple[Any, ...]]:
    line = PlanLine.id, PlanLine.starts_at, PlanLine.habitual, PlanLine.pinned, PlanLine.problem
    return (
        select(*line, *BRANCH)
        .join(Branch, PlanLine.branch_id == Branch.id)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(PlanLine.plan_id == plan)
        .order_by(PlanLine.starts_at.is_(None), PlanLine.starts_at, Branch.code)
    )


async def line_of(session: Session, plan_id: PlanId, branch_id: BranchId) -> PlanLine:
    """The line of a branch known to be in the plan."""
    rows = await session.scalars(
        select(PlanLine).where(PlanLine.plan_id == plan_id, PlanLine.branch_id == branch_id)
    )
    return rows.one()


async def field_weeks(session: Session, plan_id: PlanId) -> dict[PersonId, date]:
    """Field weeks of a plan by cadre, each named by its Monday."""
    rows = await session.execute(_weeks(), {"plan": plan_id})
    return {PersonId(person): monday for person, monday in rows}


@prepared
def _weeks(plan: Bind) -> Select[int, date]:
    return select(FieldWeek.person_id, FieldWeek.monday).where(FieldWeek.plan_id == plan)


async def field_week(session: Session, person_id: PersonId, month: str) -> date | None:
    """A cadre's field week in the plan of a month that counts."""
    plan = await counting(session, month)
    if plan is None:
        return None
    asked = {"plan": plan[0], "person": person_id}
    found: date | None = await session.scalar(_week_of(), asked)
    return found


@prepared
def _week_of(plan: Bind, person: Bind) -> Select[date]:
    return select(FieldWeek.monday).where(FieldWeek.plan_id == plan, FieldWeek.person_id == person)


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


async def phases(session: Session, plan_id: PlanId) -> dict[PersonId, int]:
    """Places in the cycle of a plan under rolling rotation, by cadre."""
    rows = await session.execute(_phases(), {"plan": plan_id})
    return {PersonId(person): phase for person, phase in rows}


@prepared
def _phases(plan: Bind) -> Select[int, int]:
    return select(FieldPhase.person_id, FieldPhase.phase).where(FieldPhase.plan_id == plan)
