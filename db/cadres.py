"""Cadres a person may look at: those who are or were due in the branches the person sees."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from db.base import Session
from db.branches import Assignment, Branch
from db.meetings import Meeting
from db.people import PersonRow
from db.visible import visible_units
from db.visits import Visit
from domain.calendar import at_midnight
from domain.fold import fold
from domain.ids import PersonId
from domain.meetings import PersonName
from domain.people import Person
from domain.rights import Act

BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class CadreName:
    """A cadre by roster code and name."""

    code: str
    name: PersonName


async def find_cadres(
    session: Session, person: Person, asked: str, day: date
) -> tuple[CadreName, ...]:
    """By code, by whole name, or by part of the name, without accents; smallest code first."""
    units = await visible_units(session, person, day, Act.LOOK_AT_PERSON)
    here = select(Branch.id).where(Branch.unit_id.in_(units))
    assigned = select(Assignment.person_id).where(Assignment.branch_id.in_(here))
    came = (
        select(Visit.person_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(Meeting.branch_id.in_(here), Meeting.starts_at >= at_midnight(day - BACK))
    )
    rows = await session.scalars(
        select(PersonRow)
        .where(
            or_(PersonRow.id.in_(assigned), PersonRow.id.in_(came)), PersonRow.erased_at.is_(None)
        )
        .order_by(PersonRow.code)
    )
    wanted = fold(asked)
    found = list(rows)
    for fits in (
        [row for row in found if fold(row.code) == wanted],
        [row for row in found if row.name_fold == wanted],
        [row for row in found if set(wanted.split()) <= set(row.name_fold.split())],
    ):
        if fits and wanted:
            return tuple(CadreName(r.code, PersonName(PersonId(r.id), r.name)) for r in fits)
    return ()
