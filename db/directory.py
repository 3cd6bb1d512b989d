"""The people of the roster as the web chat lists them: posts of the day, and who joined there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.base import Session
from db.branches import Branch
from db.people import AddressRow, PersonRow, Post
from db.units import Unit, holds_on
from domain.ids import PersonId
from domain.people import Role
from domain.web_chats import BOT, CHANNEL, address_of


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post held today: the role, and the village or the unit it is held for."""

    role: Role
    village: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person of the roster as the web chat lists them.

    `joined_as` is whose code was typed in this person's web chat: themselves, as a rule.
    """

    id: PersonId
    code: str
    name: str
    title: str
    posts: tuple[PostShown, ...]
    joined_as: tuple[PersonId, str] | None


async def people_shown(
    session: Session, day: date, only: Sequence[PersonId] | None = None
) -> tuple[PersonShown, ...]:
    """Everybody of the roster, or those asked for, with the posts held on the day, by code."""
    posts = await _posts(session, day, only)
    joined = await _joined(session)
    people = await session.scalars(
        select(PersonRow)
        .where(PersonRow.erased_at.is_(None), _among(PersonRow.id, only))
        .order_by(PersonRow.code)
    )
    return tuple(
        PersonShown(
            PersonId(row.id),
            row.code,
            row.name,
            row.title,
            tuple(posts.get(row.id, ())),
            joined.get(address_of(PersonId(row.id)).chat),
        )
        for row in people
    )


async def _posts(
    session: Session, day: date, only: Sequence[PersonId] | None
) -> dict[int, list[PostShown]]:
    """Posts by person; a post for a branch shows its village and its commune."""
    own, commune = aliased(Unit), aliased(Unit)
    rows = await session.execute(
        select(Post.person_id, Post.role, Branch.village, func.coalesce(commune.name, own.name))
        .outerjoin(Branch, Branch.id == Post.branch_id)
        .outerjoin(commune, commune.id == Branch.unit_id)
        .outerjoin(own, own.id == Post.unit_id)
        .where(holds_on(day, Post.valid_from, Post.valid_to), _among(Post.person_id, only))
        .order_by(Post.id)
    )
    found: dict[int, list[PostShown]] = {}
    for person, role, village, unit in rows:
        found.setdefault(person, []).append(PostShown(Role(role), village, unit))
    return found


async def _joined(session: Session) -> dict[str, tuple[PersonId, str]]:
    """Who joined from which web chat."""
    rows = await session.execute(
        select(AddressRow.chat, PersonRow.id, PersonRow.name)
        .join(PersonRow, PersonRow.id == AddressRow.person_id)
        .where(AddressRow.channel == CHANNEL, AddressRow.bot == BOT, AddressRow.ended_at.is_(None))
    )
    return {chat: (PersonId(person), name) for chat, person, name in rows}


def _among(
    column: InstrumentedAttribute[int], only: Sequence[PersonId] | None
) -> ColumnElement[bool]:
    return true() if only is None else column.in_(only)
