"""A person's posts in words, and the units they belong to."""

from db.base import Session
from db.branches import Branch
from db.units import Unit
from domain.ids import BranchId, UnitId
from domain.people import Held, Person, Role
from texts import joining as words


async def described(session: Session, person: Person) -> tuple[str, ...]:
    """Each post held today as people say it: "Bí thư chi bộ bản Ngàm"."""
    return tuple([await _one(session, held) for held in person.posts])


async def _one(session: Session, held: Held) -> str:
    if held.branch_id is not None:
        branch = await session.get_one(Branch, held.branch_id)
        return words.post(held.role, branch.village)
    if held.unit_id is not None:
        unit = await session.get_one(Unit, held.unit_id)
        return words.post(held.role, unit.name)
    return words.post(held.role, "")


async def successor(session: Session, branch_id: BranchId) -> str:
    """The post a successor's code gives."""
    branch = await session.get_one(Branch, branch_id)
    return words.post(Role.SECRETARY, branch.village)


async def units_of(session: Session, person: Person) -> tuple[UnitId, ...]:
    """Units of the person's posts: their own, or the commune of their branch."""
    found = []
    for held in person.posts:
        if held.unit_id is not None:
            found.append(held.unit_id)
        elif held.branch_id is not None:
            branch = await session.get_one(Branch, held.branch_id)
            found.append(UnitId(branch.unit_id))
    return tuple(dict.fromkeys(found))
