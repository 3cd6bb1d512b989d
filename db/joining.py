"""Join codes, chats half way through joining, and wrong tries."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.people import AddressRow, Consent, PersonRow, Post, address_row
from db.units import holds_on
from domain.ids import BranchId, PersonId
from domain.messages import Address
from domain.people import Role


class JoinCode(Base):
    """A one-time code for one roster row; only its hash is kept."""

    __tablename__ = "join_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    hashed: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    # a successor's code also gives the post, and ends the predecessor's
    successor_branch_id: Mapped[int | None] = mapped_column(ForeignKey("branches.id"))
    bot: Mapped[str | None] = mapped_column(String(40))  # named on its slip, which keeps a seat


class Joining(Base):
    """A chat that typed a good code and has been asked for consent; not yet bound."""

    __tablename__ = "joinings"
    __table_args__ = (UniqueConstraint("channel", "bot", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code_id: Mapped[int | None] = mapped_column(ForeignKey("join_codes.id"))  # None: own contact
    version: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]


class WrongTry(Base):
    """One wrong code from one chat, to limit guessing."""

    __tablename__ = "wrong_tries"
    __table_args__ = (Index(None, "channel", "bot", "chat", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    bot: Mapped[str] = mapped_column(String(40))
    chat: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


async def live_code(session: Session, hashed: str, now: datetime) -> JoinCode | None:
    """The code with this hash if it can still be used."""
    row = await code_row(session, hashed)
    if row is None or row.used_at or row.revoked_at or row.expires_at <= now:
        return None
    return row


async def code_row(session: Session, hashed: str) -> JoinCode | None:
    """The code with this hash, used or not."""
    rows = await session.scalars(select(JoinCode).where(JoinCode.hashed == hashed))
    return rows.first()


async def revoke_codes(session: Session, person_ids: Collection[PersonId], now: datetime) -> None:
    """A new code makes the earlier unused ones of the same people useless."""
    await session.execute(
        update(JoinCode)
        .where(
            JoinCode.person_id.in_(person_ids),
            JoinCode.used_at.is_(None),
            JoinCode.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )


def _chat(table: type[Joining] | type[WrongTry], address: Address) -> ColumnElement[bool]:
    return (
        (table.channel == address.channel)
        & (table.bot == address.bot)
        & (table.chat == address.chat)
    )


async def wrong_tries(session: Session, address: Address, since: datetime) -> int:
    """How many wrong codes a chat typed since an instant."""
    count = await session.scalar(
        select(func.count())
        .select_from(WrongTry)
        .where(_chat(WrongTry, address), WrongTry.at > since)
    )
    return int(count or 0)


def wrong_try(session: Session, address: Address, now: datetime) -> None:
    """Note one wrong code."""
    session.add(WrongTry(channel=address.channel, bot=address.bot, chat=address.chat, at=now))


async def joining(session: Session, address: Address) -> Joining | None:
    """The chat's unanswered consent."""
    rows = await session.scalars(select(Joining).where(_chat(Joining, address)))
    return rows.first()


async def end_joining(session: Session, address: Address) -> None:
    """Forget that consent was asked here."""
    await session.execute(delete(Joining).where(_chat(Joining, address)))


async def bind(session: Session, started: Joining, now: datetime) -> bool:
    """Consent is given: record it and bind the chat; True when the person had another before."""
    address = Address(started.channel, started.bot, started.chat)
    others = await session.scalars(
        select(AddressRow).where(
            AddressRow.person_id == started.person_id, AddressRow.ended_at.is_(None)
        )
    )
    earlier = others.all()
    for other in earlier:
        other.main = False
    session.add(
        Consent(
            person_id=started.person_id,
            version=started.version,
            agreed=True,
            channel=started.channel,
            at=now,
        )
    )
    row = await address_row(session, address)
    if row is None:
        row = AddressRow(channel=address.channel, bot=address.bot, chat=address.chat)
        session.add(row)
    row.person_id, row.main, row.bound_at = started.person_id, True, now
    row.blocked_at = row.ended_at = None
    person = await session.get_one(PersonRow, started.person_id)
    person.silent = False
    await end_joining(session, address)
    return bool(earlier)


async def succeed(
    session: Session, person_id: PersonId, branch_id: BranchId, day: date
) -> tuple[PersonId, ...]:
    """The person is secretary of the branch from the day on; returns whose post this ends."""
    posts = await session.scalars(
        select(Post).where(
            Post.branch_id == branch_id,
            Post.role == Role.SECRETARY,
            holds_on(day, Post.valid_from, Post.valid_to),
        )
    )
    ended = []
    held = False
    for post in posts:
        if post.person_id == person_id:
            held = True
        else:
            post.valid_to = day
            ended.append(PersonId(post.person_id))
    if not held:
        session.add(
            Post(person_id=person_id, role=Role.SECRETARY, branch_id=branch_id, valid_from=day)
        )
    await session.flush()
    return tuple(ended)


async def by_phone(session: Session, phone: str, day: date) -> PersonId | None:
    """The one person with this number (E.164) who holds a post; None when none or several."""
    rows = await session.scalars(
        select(PersonRow.id)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            or_(PersonRow.phone == phone, PersonRow.phone == f"+{phone}"),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .distinct()
    )
    found = rows.all()
    return PersonId(found[0]) if len(found) == 1 else None
