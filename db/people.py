"""People, the dated posts they hold, their addresses and consents."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session
from db.prepared import Bind, prepared
from db.units import holds_on
from domain.ids import BranchId, PersonId, UnitId
from domain.meetings import PersonName
from domain.messages import Address
from domain.people import FOR_BRANCH, Held, Person, Role


class PersonRow(Base):
    """A person of the roster: identified by code, never by name."""

    __tablename__ = "people"
    __table_args__ = (Index(None, "name_fold"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(160), default="")
    phone: Mapped[str | None] = mapped_column(String(20))  # E.164
    office_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    rotates: Mapped[bool] = mapped_column(default=False)  # under 3+1: a field week each month
    silent: Mapped[bool] = mapped_column(default=False)  # asked for silence with /dung
    erased_at: Mapped[datetime | None]


class Post(Base):
    """A role held from a day until a day (exclusive); ending it never deletes it."""

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class AddressRow(Base):
    """One chat a person has joined from. `main` is where the bot writes first."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("channel", "bot", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    main: Mapped[bool] = mapped_column(default=True)
    bound_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]  # the network refuses us; cleared when they write again
    ended_at: Mapped[datetime | None]  # replaced by a successor or removed by the person


class Consent(Base):
    """An explicit answer to the consent text: which version, what answer, when, where from."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[str] = mapped_column(String(20))
    agreed: Mapped[bool]
    channel: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


async def person(session: Session, person_id: PersonId, day: date) -> Person:
    """A person known to exist, with the posts held on the day."""
    return (await persons(session, [person_id], day))[0]


async def name(session: Session, person_id: PersonId) -> PersonName:
    """The name of a person known to exist."""
    found = await session.execute(_name(), {"person": person_id})
    return PersonName(person_id, found.scalar_one())


@prepared
def _name(person: Bind) -> Select[str]:
    return select(PersonRow.name).where(PersonRow.id == person)


@prepared
def _by_id(ids: Bind) -> Select[int, str, str, str]:
    columns = PersonRow.id, PersonRow.code, PersonRow.name, PersonRow.title
    return select(*columns).where(among(PersonRow.id, ids)).order_by(PersonRow.id)


@prepared
def _posts_on(ids: Bind, day: Bind) -> Select[int, str, int | None, int | None]:
    held = holds_on(day, Post.valid_from, Post.valid_to)
    columns = Post.person_id, Post.role, Post.unit_id, Post.branch_id
    return select(*columns).where(among(Post.person_id, ids), held).order_by(Post.id)


async def persons(
    session: Session, person_ids: Collection[PersonId], day: date
) -> tuple[Person, ...]:
    """People known to exist, by id, each with the posts held on the day."""
    ids = list(person_ids)
    rows = await session.execute(_by_id(), {"ids": ids})
    posts = await session.execute(_posts_on(), {"ids": ids, "day": day})
    held: dict[int, list[Held]] = {}
    for holder, role, unit, branch in posts:
        held.setdefault(holder, []).append(_held(role, unit, branch))
    return tuple(
        Person(PersonId(number), code, called, title, tuple(held.get(number, ())))
        for number, code, called, title in rows
    )


def _held(role: str, unit: int | None, branch: int | None) -> Held:
    return Held(
        role=Role(role),
        unit_id=None if unit is None else UnitId(unit),
        branch_id=None if branch is None else BranchId(branch),
    )


async def person_at(session: Session, address: Address) -> PersonId | None:
    """Who has joined from this chat."""
    row = await session.scalar(
        _person_at(), {"channel": address.channel, "bot": address.bot, "chat": address.chat}
    )
    return None if row is None else PersonId(row)


@prepared
def _person_at(channel: Bind, bot: Bind, chat: Bind) -> Select[int]:
    return select(AddressRow.person_id).where(
        AddressRow.channel == channel,
        AddressRow.bot == bot,
        AddressRow.chat == chat,
        AddressRow.ended_at.is_(None),
    )


def _is(address: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        AddressRow.channel == address.channel,
        AddressRow.bot == address.bot,
        AddressRow.chat == address.chat,
    )


async def address_row(session: Session, address: Address) -> AddressRow | None:
    """The row of one chat, ended or not."""
    rows = await session.scalars(select(AddressRow).where(*_is(address)))
    return rows.first()


async def holders(session: Session, roles: Collection[Role], day: date) -> tuple[Person, ...]:
    """Everybody who holds one of the roles on the day, by id."""
    ids = await session.scalars(_holders(), {"roles": roles, "day": day})
    return await persons(session, [PersonId(row) for row in ids], day)


@prepared
def _holders(roles: Bind, day: Bind) -> Select[int]:
    return (
        select(Post.person_id)
        .where(among(Post.role, roles), holds_on(day, Post.valid_from, Post.valid_to))
        .distinct()
        .order_by(Post.person_id)
    )


async def answering_for(
    session: Session, branch_ids: Collection[BranchId], day: date
) -> dict[BranchId, PersonName]:
    """Who answers for each branch: its secretary, or its deputy while there is none."""
    asked = {"branches": list(branch_ids), "day": day}
    return {
        BranchId(branch): PersonName(PersonId(person), name)
        for branch, person, name in await session.execute(_answering_for(), asked)
    }


@prepared
def _answering_for(branches: Bind, day: Bind) -> Select[*tuple[Any, ...]]:
    return (
        select(Post.branch_id, PersonRow.id, PersonRow.name)
        .join(PersonRow, Post.person_id == PersonRow.id)
        .where(
            among(Post.branch_id, branches),
            Post.role.in_(FOR_BRANCH),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        # "secretary" sorts after "deputy_secretary", so that the last of a branch is its secretary
        .order_by(Post.role, Post.id)
    )


async def secretary_by_branch_code(session: Session, code: str, day: date) -> PersonId | None:
    """Who answers for the branch with this code."""
    from db.branches import Branch  # branches know people's table already

    branch_id = await session.scalar(select(Branch.id).where(Branch.code == code))
    if branch_id is None:
        return None
    found = (await answering_for(session, [BranchId(branch_id)], day)).get(BranchId(branch_id))
    return None if found is None else found.id


async def post_holders(
    session: Session, branch_ids: Collection[BranchId], role: Role, day: date
) -> dict[BranchId, tuple[PersonName, ...]]:
    """Who holds a role for each of the branches."""
    asked = {"branches": list(branch_ids), "role": role, "day": day}
    found: dict[BranchId, tuple[PersonName, ...]] = {}
    for branch_id, person_id, name in await session.execute(_post_holders(), asked):
        key = BranchId(branch_id)
        found[key] = (*found.get(key, ()), PersonName(PersonId(person_id), name))
    return found


@prepared
def _post_holders(branches: Bind, role: Bind, day: Bind) -> Select[*tuple[Any, ...]]:
    return (
        select(Post.branch_id, PersonRow.id, PersonRow.name)
        .join(PersonRow, Post.person_id == PersonRow.id)
        .where(
            among(Post.branch_id, branches),
            Post.role == role,
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .order_by(Post.id)
    )


async def joined(session: Session, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
    """Those of the people who can be written to on some channel."""
    rows = await session.scalars(_joined(), {"people": list(person_ids)})
    return frozenset(PersonId(row) for row in rows)


@prepared
def _joined(people: Bind) -> Select[int]:
    return select(AddressRow.person_id).where(
        among(AddressRow.person_id, people),
        AddressRow.ended_at.is_(None),
        AddressRow.blocked_at.is_(None),
    )


async def joined_elsewhere(session: Session, channels: Collection[str]) -> bool:
    """Whether anybody has ever joined on a channel that is not one of these."""
    found = await session.scalar(
        select(AddressRow.id).where(AddressRow.channel.not_in(channels)).limit(1)
    )
    return found is not None


async def bound(session: Session, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
    """Those of the people who have joined on some channel, even if it now refuses us."""
    rows = await session.scalars(
        select(AddressRow.person_id).where(
            AddressRow.person_id.in_(person_ids), AddressRow.ended_at.is_(None)
        )
    )
    return frozenset(PersonId(row) for row in rows)


async def codes(session: Session, person_ids: Collection[PersonId]) -> dict[PersonId, str]:
    """Roster codes of some people."""
    rows = await session.execute(
        select(PersonRow.id, PersonRow.code).where(PersonRow.id.in_(person_ids))
    )
    return {PersonId(number): code for number, code in rows}


async def rotates(session: Session, person_id: PersonId) -> bool:
    """Whether a person has a field week each month under 3+1."""
    found = await session.execute(_rotates(), {"person": person_id})
    return found.scalar_one()


@prepared
def _rotates(person: Bind) -> Select[bool]:
    return select(PersonRow.rotates).where(PersonRow.id == person)
