"""Roles, and who is who: the facts about a person that decide what they may see and do."""

from dataclasses import dataclass
from enum import StrEnum

from domain.ids import BranchId, PersonId, UnitId


class Role(StrEnum):
    """What a dated post makes of a person; one person may hold several."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    CADRE = "cadre"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    ADMIN = "admin"


FOR_BRANCH = frozenset({Role.SECRETARY, Role.DEPUTY_SECRETARY})
OFFICE = frozenset({Role.COORDINATOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Held:
    """A post as held on the day of the question: the role and what it is held for."""

    role: Role
    unit_id: UnitId | None = None
    branch_id: BranchId | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the roster with the posts held today."""

    id: PersonId
    code: str
    name: str
    title: str
    posts: tuple[Held, ...]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    def holds(self, *roles: Role) -> bool:
        """Whether any of the roles is held today."""
        return not self.roles.isdisjoint(roles)

    @property
    def branch_ids(self) -> tuple[BranchId, ...]:
        """Branches this person answers for as secretary or deputy."""
        return tuple(p.branch_id for p in self.posts if p.role in FOR_BRANCH and p.branch_id)
