"""What the web chat shows: the people of the district, one conversation, and who heard last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from db.base import Session
from db.branches import Branch
from db.inbox import IncomingRow
from db.outbox import OutgoingEvent, OutgoingRow
from db.people import AddressRow, PersonRow, Post
from db.questions import Question, QuestionState
from db.units import Unit, holds_on
from domain.ids import PersonId, QuestionId
from domain.messages import Address, Option, OutgoingState
from domain.people import Role
from domain.web_chats import BOT, CHANNEL, address_of

# A message being sent counts as heard: the pages learn of it before the outbox has settled it.
HEARD = (OutgoingState.SENDING, OutgoingState.SENT, OutgoingState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post held today: the role, and the village or the unit it is held for."""

    role: Role
    village: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person of the roster as the web chat lists them."""

    id: PersonId
    code: str
    name: str
    title: str
    posts: tuple[PostShown, ...]
    joined: bool  # somebody joined from this person's web chat


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation. `text` is None once it has been purged."""

    id: str  # `o<outgoing id>` when the person heard it, the message's own key when they said it
    heard: bool
    text: str | None
    at: datetime
    state: str
    options: tuple[Option, ...] = ()
    question_id: QuestionId | None = None
    question_state: QuestionState | None = None


@dataclass(frozen=True, slots=True)
class LastHeard:
    """The newest message one person heard in their web chat."""

    chat: str
    line_id: str
    text: str
    at: datetime


async def people_shown(
    session: Session, day: date, only: Sequence[PersonId] | None = None
) -> tuple[PersonShown, ...]:
    """Everybody of the roster, or those asked for, with the posts held on the day, by code."""
    rows = await session.execute(_those(select(PersonRow), PersonRow.id, only))
    people = sorted((row for (row,) in rows if row.erased_at is None), key=lambda row: row.code)
    posts = await _posts(session, day, only)
    chats = set(
        await session.scalars(
            select(AddressRow.chat).where(
                AddressRow.channel == CHANNEL, AddressRow.bot == BOT, AddressRow.ended_at.is_(None)
            )
        )
    )
    return tuple(
        PersonShown(
            PersonId(row.id),
            row.code,
            row.name,
            row.title,
            tuple(posts.get(row.id, ())),
            address_of(PersonId(row.id)).chat in chats,
        )
        for row in people
    )


async def _posts(
    session: Session, day: date, only: Sequence[PersonId] | None
) -> dict[int, list[PostShown]]:
    """Posts by person; a post for a branch shows its village and its commune."""
    own, commune = aliased(Unit), aliased(Unit)
    query = (
        select(Post.person_id, Post.role, Branch.village, func.coalesce(commune.name, own.name))
        .outerjoin(Branch, Branch.id == Post.branch_id)
        .outerjoin(commune, commune.id == Branch.unit_id)
        .outerjoin(own, own.id == Post.unit_id)
        .where(holds_on(day, Post.valid_from, Post.valid_to))
        .order_by(Post.id)
    )
    found: dict[int, list[PostShown]] = {}
    for person, role, village, unit in await session.execute(_those(query, Post.person_id, only)):
        found.setdefault(person, []).append(PostShown(Role(role), village, unit))
    return found


def _those[S: Select](  # placeholder
    query: S, column: ColumnElement[int], only: Sequence[PersonId] | None
) -> S:
    return query if only is None else query.where(column.in_(only))


async def conversation(
    session: Session, chat: Address, *, since: datetime | None = None, limit: int = 200
) -> tuple[Line, ...]:
    """The newest messages of one chat, oldest first; `since` (inclusive) leaves older ones out."""
    said = await _said(session, chat, since, limit)
    heard = await _heard(session, chat, since, limit)
    return _in_order(said, heard)[-limit:]
