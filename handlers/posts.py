"""A person's posts in words, and the units they belong to."""

from db import branches, units
from db.base import Session
from domain.ids import BranchId, UnitId
from domain.people import Held, Person, Role
from texts import joining as words


async def described(session: Session, person: Person) -> tuple[str, ...]:
    """Each post held today as people say it: "Bí thư chi bộ bản Ngàm"."""
    return tuple([await _one(session, held) for held in person.posts])


async def _one(session: Session, held: Held) -> str:
    if held.branch_id is not None:
        village, _ = await branches.place(session, held.branch_id)
        return words.post(held.role, village)
    if held.unit_id is not None:
        named = await units.names(session, (held.unit_id,))
        return words.post(held.role, named[held.unit_id])
    return words.post(held.role, "")


async def successor(session: Session, branch_id: BranchId) -> str:
    """The post a successor's code gives."""
    village, _ = await branches.place(session, branch_id)
    return words.post(Role.SECRETARY, village)


async def units_of(session: Session, person: Person) -> tuple[UnitId, ...]:
    """Units of the person's posts: their own, or the commune of their branch."""
    found = []
    for held in person.posts:
        if held.unit_id is not None:
            found.append(held.unit_id)
        elif held.branch_id is not None:
            _, commune = await branches.place(session, held.branch_id)
            found.append(commune)
    return tuple(dict.fromkeys(found))
