"""Visits: a cadre's duty at one meeting, what they promised and what they report."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session, insert_row
from db.branches import Branch
from db.meetings import MEETING, Meeting, meeting, meeting_of_columns
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.units import Unit
from domain.attendance import Presence, Promise, ReasonCategory
from domain.ids import MeetingId, PersonId, VisitId
from domain.meetings import MeetingFacts, MeetingState, PersonName, VisitFacts
from domain.messages import Source


class Visit(Base):
    """One cadre's duty at one meeting; ended when somebody else takes it or it is taken away."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    ended_at: Mapped[datetime | None]


STANDING = Visit.ended_at.is_(None)


class PromiseRow(Base):
    """One answer about one visit; append-only, the latest for the meeting's version counts."""

    __tablename__ = "promises"
    __table_args__ = (Index(None, "visit_id", "version", "id", "promise", "reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    version: Mapped[int]  # of the meeting when answered
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    promise: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    minutes_late: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class PresenceRow(Base):
    """One report of what happened with one visit; append-only, each witness's latest counts."""

    __tablename__ = "presences"
    __table_args__ = (Index(None, "visit_id", "version", "id", "witness_id", "presence", "held"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    version: Mapped[int]  # of the meeting it tells of
    witness_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    presence: Mapped[str] = mapped_column(String(20))
    held: Mapped[bool]  # whether the witness says the meeting took place
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


Rows = Select[*tuple[Any, ...]]


def rows() -> Rows:
    """Of each visit what `read` makes its facts of, earliest first."""
    newest = (
        select(func.max(PromiseRow.id))
        .where(PromiseRow.visit_id == Visit.id, PromiseRow.version == Meeting.version)
        .correlate(Visit, Meeting)
        .scalar_subquery()
    )
    said = PromiseRow.promise, PromiseRow.reason, PromiseRow.minutes_late
    return (
        select(Visit.id, PersonRow.id, PersonRow.name, *said, *MEETING)
        .join(Meeting, Visit.meeting_id == Meeting.id)
        .join(Branch, Meeting.branch_id == Branch.id)
        .join(Unit, Branch.unit_id == Unit.id)
        .join(PersonRow, Visit.person_id == PersonRow.id)
        .outerjoin(PromiseRow, PromiseRow.id == newest)
        .order_by(Meeting.starts_at, Visit.id)
    )


@prepared
def _standing(visits: Bind) -> Rows:
    return rows().where(among(Visit.id, visits), STANDING)


@prepared
def _ever(visits: Bind) -> Rows:
    return rows().where(among(Visit.id, visits))


@prepared
def _of_meetings(meetings: Bind) -> Rows:
    return rows().where(among(Visit.meeting_id, meetings), STANDING)


@prepared
def _of_person(person: Bind, since: Bind, until: Bind, states: Bind) -> Rows:
    return rows().where(
        Visit.person_id == person,
        Meeting.starts_at >= since,
        Meeting.starts_at < until,
        among(Meeting.state, states),
        STANDING,
    )


@prepared
def _between(since: Bind, until: Bind) -> Rows:
    return rows().where(Meeting.starts_at >= since, Meeting.starts_at < until, STANDING)


async def read(session: Session, query: Rows, **values: Any) -> tuple[VisitFacts, ...]:
    """The facts of the visits that a statement made of `rows` finds."""
    return tuple(
        VisitFacts(
            VisitId(visit),
            meeting_of_columns(about),
            PersonName(PersonId(cadre), name),
            promise and Promise(promise),
            ReasonCategory(reason or ReasonCategory.NONE),
            late,
        )
        for visit, cadre, name, promise, reason, late, *about in (
            await session.execute(query, values)
        )
    )


async def visits(session: Session, visit_ids: Collection[VisitId]) -> tuple[VisitFacts, ...]:
    """Some visits that have not ended, earliest first."""
    return await read(session, _standing(), visits=list(visit_ids)) if visit_ids else ()


async def visits_ever(session: Session, visit_ids: Collection[VisitId]) -> tuple[VisitFacts, ...]:
    """Some visits, whether or not somebody else holds them now, earliest first."""
    return await read(session, _ever(), visits=list(visit_ids)) if visit_ids else ()


async def visits_of_meetings(
    session: Session, meeting_ids: Collection[MeetingId]
) -> tuple[VisitFacts, ...]:
    """Visits to some meetings, earliest first."""
    if not meeting_ids:
        return ()
    return await read(session, _of_meetings(), meetings=list(meeting_ids))


async def visits_of_person(
    session: Session,
    person_id: PersonId,
    since: datetime,
    until: datetime,
    *,
    states: Collection[MeetingState] = (MeetingState.PLANNED,),
) -> tuple[VisitFacts, ...]:
    """A person's visits to meetings starting in `[since, until)`, earliest first."""
    return await read(
        session, _of_person(), person=person_id, since=since, until=until, states=list(states)
    )


async def visits_between(
    session: Session, since: datetime, until: datetime
) -> tuple[VisitFacts, ...]:
    """Everybody's visits to meetings starting in `[since, until)`, earliest first."""
    return await read(session, _between(), since=since, until=until)


async def hand_over(session: Session, visit: VisitFacts, to: PersonId, now: datetime) -> VisitFacts:
    """One cadre's duty ends and another's begins; who held it before takes it up again."""
    (await session.get_one(Visit, visit.id)).ended_at = now
    held = await session.scalars(
        select(Visit).where(Visit.meeting_id == visit.meeting.id, Visit.person_id == to)
    )
    row = held.first()
    if row is None:
        row = Visit(meeting_id=visit.meeting.id, person_id=to)
        session.add(row)
    row.ended_at = None
    await session.flush()
    return (await visits(session, [VisitId(row.id)]))[0]


async def meeting_of(session: Session, visit_id: VisitId) -> MeetingFacts:
    """The meeting of a visit, whether or not the visit has ended."""
    return await meeting(session, MeetingId((await session.get_one(Visit, visit_id)).meeting_id))


async def repeat_promises(session: Session, meeting_id: MeetingId, old: int, new: int) -> None:
    """What was answered about one version of a meeting holds for another: the time is back."""
    newest = (
        select(func.max(PromiseRow.id))
        .join(Visit, Visit.id == PromiseRow.visit_id)
        .where(Visit.meeting_id == meeting_id, PromiseRow.version == old)
        .group_by(PromiseRow.visit_id)
    )
    for row in await session.scalars(select(PromiseRow).where(PromiseRow.id.in_(newest))):
        session.add(
            PromiseRow(
                visit_id=row.visit_id,
                version=new,
                actor_id=row.actor_id,
                promise=row.promise,
                reason=row.reason,
                minutes_late=row.minutes_late,
                source=row.source,
                at=row.at,
            )
        )


async def record_promise(
    session: Session,
    visit: VisitFacts,
    promise: Promise,
    *,
    reason: ReasonCategory,
    minutes_late: int | None,
    actor: PersonId,
    source: Source,
    now: datetime,
) -> None:
    """Add an answer about a visit; earlier ones stay as history."""
    await insert_row(
        session,
        PromiseRow,
        visit_id=visit.id,
        version=visit.meeting.version,
        actor_id=actor,
        promise=promise,
        reason=reason,
        minutes_late=minutes_late,
        source=source,
        at=now,
    )


def record_presence(
    session: Session,
    visit: VisitFacts,
    presence: Presence,
    *,
    held: bool,
    witness: PersonId,
    actor: PersonId,
    source: Source,
    now: datetime,
    version: int | None = None,
) -> None:
    """Add a witness's report about a visit; earlier ones stay as history.

    `version`: of the meeting it tells of, when that has moved since.
    """
    session.add(
        PresenceRow(
            visit_id=visit.id,
            version=visit.meeting.version if version is None else version,
            witness_id=witness,
            actor_id=actor,
            presence=presence,
            held=held,
            source=source,
            at=now,
        )
    )
