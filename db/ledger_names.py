"""Whom and which branch somebody at the command line means; everybody is in sight there."""

from sqlalchemy import select

from db.base import Session
from db.branches import Branch
from db.people import PersonRow
from domain.fold import fold
from domain.ids import BranchId, PersonId
from domain.naming import named
from domain.people import Person


async def people_named(session: Session, asked: str) -> tuple[Person, ...]:
    """People of a code, else of a name or a part of it; without their posts."""
    rows = await session.scalars(select(PersonRow).order_by(PersonRow.id))
    return named(
        asked, [Person(PersonId(row.id), row.code, row.name, row.title, ()) for row in rows]
    )


async def branch_ids_named(session: Session, asked: str) -> list[BranchId]:
    """Branches of a code, else of a village's name or a part of it."""
    wanted, rows = fold(asked), (await session.scalars(select(Branch).order_by(Branch.id))).all()
    coded = [BranchId(row.id) for row in rows if fold(row.code) == wanted]
    return coded or [BranchId(row.id) for row in rows if wanted and wanted in row.village_fold]
