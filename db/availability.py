"""What people answered before a month is planned: days they are away, days their branch wants."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, bindparam, func, select, true
from sqlalchemy.orm import Mapped, mapped_column

from db import people
from db.among import among
from db.base import Base, Session
from db.branches import BRANCH, Assignment, Branch, branch_of_columns
from db.outbox import OutgoingRow
from db.people import PersonRow
from db.prepared import Bind, lasting, prepared
from db.units import Unit, holds_on
from domain.availability import Availability
from domain.calendar import Month
from domain.habits import Habit, parse
from domain.ids import BranchId, PersonId
from domain.meetings import BranchFacts, PersonName
from domain.messages import Source
from domain.people import Person


class AvailabilityRow(Base):
    """One answer about a month; append-only, the latest of a person (and branch) counts.

    `branch_id` is set when a secretary answers for the branch's usual day.
    """

    __tablename__ = "availability"
    __table_args__ = (Index(None, "month", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id"), index=True)
    answer: Mapped[str] = mapped_column(String(20))
    wanted: Mapped[date | None]  # the day a branch wants instead of its usual one
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class AskedBranch:
    """A branch that is asked about its usual day, and who answers for it."""

    branch: BranchFacts
    habit: Habit
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class Silent:
    """Who has not answered about a month: cadres, and branches by who answers for them."""

    cadres: tuple[PersonName, ...]
    branches: tuple[AskedBranch, ...]


async def silent(
    session: Session, month: Month, today: date, *, only: Person | None = None
) -> Silent:
    """Everybody whose answer is missing; `only`: what one person owes."""
    asked = await cadres(session, month, None if only is None else only.id)
    said = await answered(session, str(month), [c.id for c in asked])
    own = None if only is None else only.branch_ids
    about = () if own == () else await branches(session, month, today, own)
    said_for = await answered_for(session, str(month), [b.branch.id for b in about])
    return Silent(
        tuple(c for c in asked if c.id not in said),
        tuple(b for b in about if b.branch.id not in said_for),
    )


async def begun(session: Session, month: Month) -> bool:
    """Whether anybody was asked about the month, or answered unasked."""
    asked = select(OutgoingRow.id).where(OutgoingRow.key.startswith(f"availability:{month}:"))
    said = select(AvailabilityRow.id).where(AvailabilityRow.month == str(month))
    return any([await session.scalar(query.limit(1)) for query in (asked, said)])


async def cadres(
    session: Session, month: Month, only: PersonId | None = None
) -> tuple[PersonName, ...]:
    """Whose days a month's plan has to know: cadres with an assignment in it, by id."""
    one = {} if only is None else {"only": only}
    rows = await session.execute(_cadres(everybody=only is None), {"day": month.first, **one})
    return tuple(PersonName(PersonId(person), name) for person, name in rows)


@cache
def _cadres(*, everybody: bool) -> Select[int, str]:
    return lasting(
        select(PersonRow.id, PersonRow.name)
        .join(Assignment, Assignment.person_id == PersonRow.id)
        .where(
            holds_on(bindparam("day"), Assignment.valid_from, Assignment.valid_to),
            PersonRow.erased_at.is_(None),
            true() if everybody else PersonRow.id == bindparam("only"),
        )
        .distinct()
        .order_by(PersonRow.id)
    )


async def branches(
    session: Session, month: Month, day: date, only: Collection[BranchId] | None = None
) -> tuple[AskedBranch, ...]:
    """Branches with a usual day and somebody who answers for them on the day, by code."""
    some = {} if only is None else {"only": list(only)}
    rows = await session.execute(_branches(everywhere=only is None), {"day": month.first, **some})
    found = [(branch_of_columns(branch), parse(habit)) for habit, *branch in rows]
    answering = await people.answering_for(session, [branch.id for branch, _ in found], day)
    return tuple(
        AskedBranch(branch, habit, answering[branch.id].id)
        for branch, habit in found
        if habit is not None and branch.id in answering
    )


@cache
def _branches(*, everywhere: bool) -> Select[*tuple[Any, ...]]:
    return lasting(
        select(Branch.habit, *BRANCH)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(
            holds_on(bindparam("day"), Branch.valid_from, Branch.valid_to),
            true() if everywhere else among(Branch.id, bindparam("only")),
        )
        .order_by(Branch.code)
    )


def record(
    session: Session,
    month: str,
    person_id: PersonId,
    answer: Availability,
    *,
    branch_id: BranchId | None = None,
    wanted: date | None = None,
    actor_id: PersonId,
    source: Source,
    now: datetime,
) -> None:
    """Add an answer; earlier ones stay as history."""
    session.add(
        AvailabilityRow(
            month=month,
            person_id=person_id,
            branch_id=branch_id,
            answer=answer,
            wanted=wanted,
            actor_id=actor_id,
            source=source,
            at=now,
        )
    )


async def answered(
    session: Session, month: str, person_ids: Collection[PersonId]
) -> frozenset[PersonId]:
    """Those of the cadres who have answered about their own days of a month."""
    if not person_ids:
        return frozenset()
    rows = await session.scalars(_answered(), {"of": month, "people": list(person_ids)})
    return frozenset(PersonId(row) for row in rows)


@prepared
def _answered(of: Bind, people: Bind) -> Select[int]:
    return select(AvailabilityRow.person_id).where(
        AvailabilityRow.month == of,
        AvailabilityRow.branch_id.is_(None),
        among(AvailabilityRow.person_id, people),
    )


async def answered_for(
    session: Session, month: str, branch_ids: Collection[BranchId]
) -> frozenset[BranchId]:
    """Those of the branches somebody has answered for."""
    if not branch_ids:
        return frozenset()
    rows = await session.scalars(_answered_for(), {"of": month, "branches": list(branch_ids)})
    return frozenset(BranchId(row) for row in rows if row is not None)


@prepared
def _answered_for(of: Bind, branches: Bind) -> Select[int | None]:
    return select(AvailabilityRow.branch_id).where(
        AvailabilityRow.month == of, among(AvailabilityRow.branch_id, branches)
    )


async def wanted(session: Session, month: str) -> dict[BranchId, date]:
    """The day each branch asked for, where its latest answer names one."""
    rows = await session.execute(_wanted(), {"of": month})
    return {BranchId(branch): day for branch, day in rows if branch and day}


@prepared
def _wanted(of: Bind) -> Select[int | None, date | None]:
    newest = (
        select(func.max(AvailabilityRow.id))
        .where(AvailabilityRow.month == of, AvailabilityRow.branch_id.is_not(None))
        .group_by(AvailabilityRow.branch_id)
    )
    return select(AvailabilityRow.branch_id, AvailabilityRow.wanted).where(
        AvailabilityRow.id.in_(newest), AvailabilityRow.wanted.is_not(None)
    )
