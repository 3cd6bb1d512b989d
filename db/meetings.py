"""Meetings as published, and what their secretaries confirmed and reported."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session
from db.branches import BRANCH, Branch, branch_of_columns
from db.prepared import Bind, prepared
from db.units import Unit
from domain.ids import BranchId, MeetingId
from domain.meetings import MeetingFacts, MeetingKind, MeetingState


class Meeting(Base):
    """One meeting of one branch. `version` grows with every change of time: it names occasions."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("branch_id", "month", "kind"),
        Index(None, "starts_at", "state", "branch_id", "kind", "version"),  # all a report asks
        Index(None, "branch_id", "starts_at"),  # of some weeks among many years
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    month: Mapped[str] = mapped_column(String(7), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    published_at: Mapped[datetime]


class MeetingChange(Base):
    """One change of a published meeting's time, kept for ever."""

    __tablename__ = "meeting_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    old_starts_at: Mapped[datetime] = mapped_column(index=True)
    new_starts_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Confirmation(Base):
    """A secretary's answer about holding the meeting as planned; the latest one counts."""

    __tablename__ = "confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    version: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    holds: Mapped[bool]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class MeetingResult(Base):
    """What became of a version of a meeting and, when held, six numbers; the latest counts."""

    __tablename__ = "meeting_results"
    __table_args__ = (Index(None, "meeting_id", "version", "withdrawn_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    version: Mapped[int]  # of the meeting it tells of
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    new_starts_at: Mapped[datetime | None]
    total: Mapped[int | None]
    present: Mapped[int | None]
    excused: Mapped[int | None]
    unexcused: Mapped[int | None]
    exempt: Mapped[int | None]
    minutes: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # taken back with /hoantac: no longer counts


# What makes the facts of a meeting, in the order of `meeting_of_columns`.
MEETING = (
    Meeting.id,
    Meeting.month,
    Meeting.starts_at,
    Meeting.place,
    Meeting.state,
    Meeting.version,
    Meeting.published_at,
    *BRANCH,
)


def meeting_of_columns(found: Sequence[Any]) -> MeetingFacts:
    """Facts from the columns of `MEETING`."""
    return _meeting(*found)


@lru_cache(maxsize=2048)  # of a few months and their branches, read again and again
def _meeting(
    meeting: int,
    month: str,
    starts_at: datetime,
    place: str,
    state: str,
    version: int,
    published_at: datetime,
    *branch: Any,
) -> MeetingFacts:
    return MeetingFacts(
        id=MeetingId(meeting),
        branch=branch_of_columns(branch),
        month=month,
        starts_at=starts_at,
        place=place,
        state=MeetingState(state),
        version=version,
        published_at=published_at,
    )


Rows = Select[*tuple[Any, ...]]


def _facts() -> Rows:
    return (
        select(*MEETING)
        .join(Branch, Meeting.branch_id == Branch.id)
        .join(Unit, Branch.unit_id == Unit.id)
        .order_by(Meeting.starts_at, Meeting.id)
    )


@prepared
def _one(meeting: Bind) -> Rows:
    return _facts().where(Meeting.id == meeting)


@prepared
def _by_id(meetings: Bind) -> Rows:
    return _facts().where(among(Meeting.id, meetings))


@prepared
def _between(since: Bind, until: Bind, states: Bind) -> Rows:
    return _facts().where(
        Meeting.starts_at >= since, Meeting.starts_at < until, among(Meeting.state, states)
    )


@prepared
def _of_branches(branches: Bind, since: Bind, until: Bind, states: Bind) -> Rows:
    return _facts().where(
        among(Meeting.branch_id, branches),
        Meeting.starts_at >= since,
        Meeting.starts_at < until,
        among(Meeting.state, states),
    )


async def _read(session: Session, query: Rows, **values: Any) -> tuple[MeetingFacts, ...]:
    rows = await session.execute(query, values)
    return tuple(meeting_of_columns(row) for row in rows)


async def meeting(session: Session, meeting_id: MeetingId) -> MeetingFacts:
    """One meeting that is known to exist."""
    found = await _read(session, _one(), meeting=meeting_id)
    return found[0]


async def meetings_by_id(
    session: Session, meeting_ids: Collection[MeetingId]
) -> tuple[MeetingFacts, ...]:
    """Some meetings, earliest first."""
    return await _read(session, _by_id(), meetings=list(meeting_ids))


async def meetings_of_month(session: Session, month: str) -> tuple[MeetingFacts, ...]:
    """The regular meetings published for a month, by time."""
    query = _facts().where(Meeting.month == month, Meeting.kind == MeetingKind.REGULAR)
    return await _read(session, query)


async def meetings_between(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    states: Collection[MeetingState] = (MeetingState.PLANNED,),
) -> tuple[MeetingFacts, ...]:
    """Meetings starting in `[since, until)` in the given states, earliest first."""
    return await _read(session, _between(), since=since, until=until, states=list(states))


async def meetings_of_branches(
    session: Session,
    branch_ids: Collection[BranchId],
    since: datetime,
    until: datetime,
    *,
    states: Collection[MeetingState] = tuple(MeetingState),
) -> tuple[MeetingFacts, ...]:
    """Meetings of some branches starting in `[since, until)`, in any state, earliest first."""
    asked = {"branches": list(branch_ids), "since": since, "until": until, "states": list(states)}
    return await _read(session, _of_branches(), **asked)


async def postponed(session: Session, branch_id: BranchId) -> tuple[MeetingFacts, ...]:
    """Meetings of a branch that wait for a new date."""
    waits = Meeting.branch_id == branch_id, Meeting.state == MeetingState.POSTPONED
    return await _read(session, _facts().where(*waits))


async def row(session: Session, meeting_id: MeetingId) -> Meeting:
    """The row to change; locked until the end of the transaction where the database can."""
    found = await session.scalars(select(Meeting).where(Meeting.id == meeting_id).with_for_update())
    return found.one()


@prepared
def _latest_confirmations(meetings: Bind) -> Select[int, bool]:
    newest = (
        select(func.max(Confirmation.id))
        .join(Meeting, Meeting.id == Confirmation.meeting_id)
        .where(among(Confirmation.meeting_id, meetings), Confirmation.version == Meeting.version)
        .group_by(Confirmation.meeting_id)
    )
    found = select(Confirmation.meeting_id, Confirmation.holds)
    return found.where(Confirmation.id.in_(newest))


async def confirmed(session: Session, meetings: Sequence[MeetingFacts]) -> dict[MeetingId, bool]:
    """The secretary's latest answer about holding each meeting as it now stands."""
    if not meetings:
        return {}
    ids = [m.id for m in meetings]
    rows = await session.execute(_latest_confirmations(), {"meetings": ids})
    return {MeetingId(meeting): holds for meeting, holds in rows}


async def withdraw_results(
    session: Session, meeting_id: MeetingId, since: datetime, now: datetime
) -> None:
    """What was reported since then (inclusive) was taken back: it stays, but does not count."""
    rows = await session.scalars(
        select(MeetingResult).where(
            MeetingResult.meeting_id == meeting_id,
            MeetingResult.at >= since,
            MeetingResult.withdrawn_at.is_(None),
        )
    )
    for result in rows:
        result.withdrawn_at = now


async def repeat_confirmation(session: Session, meeting_id: MeetingId, old: int, new: int) -> None:
    """What the secretary answered about one version holds for another: the time is back."""
    rows = await session.scalars(
        select(Confirmation)
        .where(Confirmation.meeting_id == meeting_id, Confirmation.version == old)
        .order_by(Confirmation.id.desc())
        .limit(1)
    )
    for said in rows.all():
        session.add(
            Confirmation(
                meeting_id=meeting_id,
                version=new,
                person_id=said.person_id,
                actor_id=said.actor_id,
                holds=said.holds,
                source=said.source,
                at=said.at,
            )
        )
