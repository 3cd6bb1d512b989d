"""What a person may see: the only way a handler obtains branches, meetings or people.

A leader or coordinator sees the subtree of their unit; a secretary the branch they answer for; a
cadre the branches they are assigned to.
"""

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from db.base import Session
from db.branches import Assignment, Branch
from db.meetings import branch_facts
from db.people import PersonRow, Post
from db.units import Unit, holds_on, subtree
from domain.fold import fold
from domain.ids import BranchId, PersonId, UnitId
from domain.meetings import BranchFacts, PersonName
from domain.people import OFFICE, Person, Role

SEES_SUBTREE = (Role.LEADER, *OFFICE)


async def visible_units(session: Session, person: Person, day: date) -> tuple[UnitId, ...]:
    """Units in the subtrees the person sees."""
    return await subtree(session, person.unit_ids(*SEES_SUBTREE), day)


def _visible(person: Person, units: tuple[UnitId, ...], day: date) -> ColumnElement[bool]:
    assigned = select(Assignment.branch_id).where(
        Assignment.person_id == person.id,
        holds_on(day, Assignment.valid_from, Assignment.valid_to),
    )
    return or_(Branch.unit_id.in_(units), Branch.id.in_(person.branch_ids), Branch.id.in_(assigned))


async def visible_branches(session: Session, person: Person, day: date) -> tuple[BranchFacts, ...]:
    """Branches the person sees, in force on the day, by code."""
    units = await visible_units(session, person, day)
    query = (
        select(Branch, Unit)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(_visible(person, units, day), holds_on(day, Branch.valid_from, Branch.valid_to))
        .order_by(Branch.code)
    )
    rows = await session.execute(query)
    return tuple(branch_facts(branch, commune) for branch, commune in rows)


async def find_branches(
    session: Session, person: Person, asked: str, day: date
) -> tuple[BranchFacts, ...]:
    """Visible branches by code, or by part of the village (and commune) name without accents."""
    seen = await visible_branches(session, person, day)
    wanted = fold(asked)
    by_code = tuple(b for b in seen if fold(b.code) == wanted)
    if by_code or not wanted:
        return by_code
    exact = tuple(b for b in seen if _names(b)[0].removeprefix("ban ") == wanted)
    return exact or tuple(b for b in seen if all(w in " ".join(_names(b)) for w in wanted.split()))


def _names(branch: BranchFacts) -> tuple[str, str]:
    return fold(branch.village), fold(branch.commune)


async def visible_people(session: Session, person: Person, day: date) -> tuple[PersonId, ...]:
    """People with a post in the units or branches the person sees, for office and leaders."""
    units = await visible_units(session, person, day)
    branches = select(Branch.id).where(Branch.unit_id.in_(units))
    rows = await session.scalars(
        select(Post.person_id)
        .where(
            or_(Post.unit_id.in_(units), Post.branch_id.in_(branches)),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .distinct()
        .order_by(Post.person_id)
    )
    return tuple(PersonId(row) for row in rows)


async def assigned_branches(
    session: Session, person_id: PersonId, day: date
) -> tuple[BranchId, ...]:
    """Branches a cadre is assigned to on the day."""
    rows = await session.scalars(
        select(Assignment.branch_id)
        .where(
            Assignment.person_id == person_id,
            holds_on(day, Assignment.valid_from, Assignment.valid_to),
        )
        .order_by(Assignment.branch_id)
    )
    return tuple(BranchId(row) for row in rows)


async def coordinators_of(session: Session, unit_id: UnitId, day: date) -> tuple[PersonName, ...]:
    """Coordinators whose subtree holds the unit: who is told about its meetings."""
    up = select(Unit.id, Unit.parent_id).where(Unit.id == unit_id).cte("up", recursive=True)
    up = up.union(select(Unit.id, Unit.parent_id).join(up, Unit.id == up.c.parent_id))
    query = (
        select(PersonRow.id, PersonRow.name)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            Post.role == Role.COORDINATOR,
            Post.unit_id.in_(select(up.c.id)),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .distinct()
        .order_by(PersonRow.id)
    )
    rows = await session.execute(query)
    return tuple(PersonName(PersonId(row_id), name) for row_id, name in rows)
