"""What a person may see: the only way a handler obtains branches, meetings or people.

A leader or coordinator sees the subtree of their unit; a secretary the branch they answer for; a
cadre the branches they are assigned to.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from db.among import among
from db.base import Session
from db.branches import BRANCH, Assignment, Branch, branch_of_columns
from db.kept import kept_until_written
from db.people import PersonRow, Post
from db.prepared import Bind, prepared
from db.units import Unit, holds_on, subtree
from domain import rights
from domain.fold import fold
from domain.ids import PersonId, UnitId
from domain.meetings import BranchFacts, PersonName
from domain.people import Person, Role
from domain.rights import Act

KINDS_SAID = ("xa", "thi tran", "phuong", "dang uy", "dang uy xa")  # said before a name


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as people call it."""

    id: UnitId
    code: str
    name: str


# Whom and what somebody sees follows from these.
SIGHT = (Unit, Branch, Assignment, Post)


@kept_until_written(*SIGHT)
async def visible_units(
    session: Session, person: Person, day: date, act: Act = Act.LOOK
) -> tuple[UnitId, ...]:
    """Units the act is allowed on, as the tree was on the day: `rights.may` as a set."""
    return await subtree(session, rights.roots(person, act), day)


async def place(session: Session, unit_id: UnitId, day: date) -> tuple[UnitId, ...]:
    """The unit and every unit above it on the day: what `rights.may` asks for."""
    up = (
        select(Unit.id, Unit.parent_id)
        .where(Unit.id == unit_id, holds_on(day, Unit.valid_from, Unit.valid_to))
        .cte("up", recursive=True)
    )
    above = select(Unit.id, Unit.parent_id).join(up, Unit.id == up.c.parent_id)
    up = up.union(above.where(holds_on(day, Unit.valid_from, Unit.valid_to)))
    rows = await session.scalars(select(up.c.id).order_by(up.c.id))
    return tuple(UnitId(row) for row in rows)


async def find_units(
    session: Session, person: Person, asked: str, day: date, act: Act = Act.LOOK
) -> tuple[UnitName, ...]:
    """Units the act is allowed on by code, by name, or by part of the name, without accents."""
    seen = await visible_units(session, person, day, act)
    rows = await session.scalars(select(Unit).where(Unit.id.in_(seen)).order_by(Unit.id))
    units = [UnitName(UnitId(row.id), row.code, row.name) for row in rows]
    wanted = fold(asked)
    for fits in (_has_code, _has_name, _has_part):
        found = tuple(unit for unit in units if wanted and fits(unit, wanted))
        if found:
            return found
    return ()


def _has_code(unit: UnitName, wanted: str) -> bool:
    return fold(unit.code) == wanted


def _has_name(unit: UnitName, wanted: str) -> bool:
    name = fold(unit.name)
    return wanted == name or any(f"{kind} {name}" == wanted for kind in KINDS_SAID)


def _has_part(unit: UnitName, wanted: str) -> bool:
    return all(word in fold(unit.name).split() for word in wanted.split())


@prepared
def _branches(person: Bind, own: Bind, units: Bind, day: Bind) -> Select[*tuple[Any, ...]]:
    assigned = select(Assignment.branch_id).where(
        Assignment.person_id == person, holds_on(day, Assignment.valid_from, Assignment.valid_to)
    )
    return (
        select(*BRANCH)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(
            or_(among(Branch.unit_id, units), among(Branch.id, own), Branch.id.in_(assigned)),
            holds_on(day, Branch.valid_from, Branch.valid_to),
        )
        .order_by(Branch.code)
    )


@kept_until_written(*SIGHT)
async def visible_branches(session: Session, person: Person, day: date) -> tuple[BranchFacts, ...]:
    """Branches the person sees, in force on the day, by code."""
    units = await visible_units(session, person, day)
    rows = await session.execute(
        _branches(), {"person": person.id, "own": person.branch_ids, "units": units, "day": day}
    )
    return tuple(branch_of_columns(row) for row in rows)


async def find_branches(
    session: Session, person: Person, asked: str, day: date
) -> tuple[BranchFacts, ...]:
    """Visible branches by code, or by part of the village (and commune) name without accents."""
    seen = await visible_branches(session, person, day)
    wanted = fold(asked).removeprefix("chi bo ").removeprefix("ban ")
    by_code = tuple(b for b in seen if fold(b.code) == wanted)
    if by_code or not wanted:
        return by_code
    exact = tuple(b for b in seen if _names(b)[0].removeprefix("ban ") == wanted)
    return exact or tuple(b for b in seen if all(w in " ".join(_names(b)) for w in wanted.split()))


def _names(branch: BranchFacts) -> tuple[str, str]:
    return fold(branch.village), fold(branch.commune)


@prepared
def _people(units: Bind, day: Bind) -> Select[int]:
    branches = select(Branch.id).where(among(Branch.unit_id, units))
    return (
        select(Post.person_id)
        .where(
            or_(among(Post.unit_id, units), Post.branch_id.in_(branches)),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .distinct()
        .order_by(Post.person_id)
    )


@kept_until_written(*SIGHT)
async def visible_people(session: Session, person: Person, day: date) -> tuple[PersonId, ...]:
    """People with a post in the units or branches the person sees, for office and leaders."""
    units = await visible_units(session, person, day)
    rows = await session.scalars(_people(), {"units": units, "day": day})
    return tuple(PersonId(row) for row in rows)


@prepared
def _coordinators_of(unit: Bind, day: Bind) -> Select[int, str]:
    up = select(Unit.id, Unit.parent_id).where(Unit.id == unit).cte("up", recursive=True)
    up = up.union(select(Unit.id, Unit.parent_id).join(up, Unit.id == up.c.parent_id))
    return (
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


async def coordinators_of(session: Session, unit_id: UnitId, day: date) -> tuple[PersonName, ...]:
    """Coordinators whose subtree holds the unit: who is told about its meetings."""
    rows = await session.execute(_coordinators_of(), {"unit": unit_id, "day": day})
    return tuple(PersonName(PersonId(row_id), name) for row_id, name in rows)
