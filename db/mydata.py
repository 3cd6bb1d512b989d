"""What the system holds about one person, and erasing what the law lets go."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select, update

from db.absences import Absence
from db.attempts import CallAttempt
from db.base import Session
from db.inbox import IncomingRow
from db.pauses import PauseRow
from db.people import AddressRow, Consent, PersonRow, Post
from db.visits import PresenceRow, PromiseRow, Visit
from db.witnesses import Recheck
from domain.attendance import ReasonCategory
from domain.ids import PersonId
from domain.mydata import MyData
from domain.people import Role


async def held(session: Session, person_id: PersonId) -> MyData:
    """Everything about a person, as rows or as counts."""
    row = await session.get_one(PersonRow, person_id)
    posts = await session.scalars(select(Post).where(Post.person_id == person_id).order_by(Post.id))
    homes = await session.scalars(
        select(AddressRow.channel).where(
            AddressRow.person_id == person_id, AddressRow.ended_at.is_(None)
        )
    )
    consents = await session.scalars(
        select(Consent).where(Consent.person_id == person_id, Consent.agreed).order_by(Consent.id)
    )
    own_visits = select(Visit.id).where(Visit.person_id == person_id)
    return MyData(
        name=row.name,
        code=row.code,
        phone=row.phone,
        posts=tuple((Role(p.role), p.valid_from, p.valid_to) for p in posts),
        channels=tuple(homes),
        consents=tuple((c.version, c.at) for c in consents),
        away=await _away(session, person_id),
        answers=await _count(session, PromiseRow.visit_id.in_(own_visits)),
        reports=await _count(session, PresenceRow.witness_id == person_id),
        texts=await _count(
            session, and_(IncomingRow.person_id == person_id, IncomingRow.text.is_not(None))
        ),
        rechecks=await _count(session, Recheck.person_id == person_id),
        calls=await _count(session, CallAttempt.person_id == person_id),
    )


async def _count(session: Session, which: ColumnElement[bool]) -> int:
    """How many rows of the table the condition is about."""
    return await session.scalar(select(func.count()).where(which)) or 0


async def _away(
    session: Session, person_id: PersonId
) -> tuple[tuple[date, date, ReasonCategory], ...]:
    rows = await session.scalars(
        select(Absence)
        .where(Absence.person_id == person_id, Absence.withdrawn_at.is_(None))
        .order_by(Absence.first, Absence.id)
    )
    return tuple((row.first, row.last, ReasonCategory(row.reason)) for row in rows)


async def erase(session: Session, person_id: PersonId, now: datetime) -> None:
    """Forget phone number, chats, raw messages and why days were taken; records of duty stay.

    What a branch and its guests did is the office's record, kept under its code; the chat, the
    number and the words are the person's own.
    """
    row = await session.get_one(PersonRow, person_id)
    row.phone, row.erased_at, row.silent = None, now, True
    await session.execute(
        update(AddressRow)
        .where(AddressRow.person_id == person_id, AddressRow.ended_at.is_(None))
        .values(ended_at=now)
    )
    await session.execute(
        update(Absence).where(Absence.person_id == person_id).values(reason=ReasonCategory.NONE)
    )
    await session.execute(
        update(PauseRow).where(PauseRow.person_id == person_id).values(reason=ReasonCategory.NONE)
    )
    await session.execute(
        update(IncomingRow).where(IncomingRow.person_id == person_id).values(text=None)
    )
