"""The coordinator's call list: whom to phone, about what, why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    Update,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session, insert_new
from db.branches import Branch
from db.meetings import MEETING, Meeting, meeting_of_columns
from db.people import PersonRow
from db.prepared import Bind, lasting, prepared
from db.units import Unit
from domain.calendar import Month, local_date
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts, PersonName


class CallReason(StrEnum):
    """Why a person must be phoned (or a gap filled)."""

    SILENT = "silent"  # a cadre never answered
    DECLINED = "declined"  # a cadre cannot come: somebody must stand in
    UNCONFIRMED = "unconfirmed"  # a secretary never confirmed the meeting
    NOT_REPORTED = "not_reported"  # no result of the meeting
    UNREACHABLE = "unreachable"  # no channel reaches the person
    UNDELIVERED = "undelivered"  # a message failed for good, or nobody knows whether it arrived
    UNREADABLE = "unreadable"  # the network hides what the person writes
    AVAILABILITY = "availability"  # never said which days of the coming month are taken
    NEW_DATE = "new_date"  # postponed without a new date


class Call(Base):
    """One task of the coordinator; opened once, closed with how it ended."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(40))


_CALLS = Base.metadata.tables[Call.__tablename__]


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One task of the call list. The phone number is shown to coordinators only."""

    id: int
    reason: CallReason
    person: PersonName
    phone: str | None
    meeting: MeetingFacts | None
    opened_at: datetime


async def open_call(
    session: Session,
    reason: CallReason,
    person_id: PersonId,
    now: datetime,
    *,
    meeting: MeetingFacts | None = None,
) -> bool:
    """Put a task on the list; False when it was there already."""
    about = f"{meeting.id}:{meeting.version}" if meeting else str(now.date())
    new_id = await insert_new(
        session,
        Call,
        ("key",),
        key=f"{reason}:{person_id}:{about}",
        reason=reason,
        person_id=person_id,
        meeting_id=meeting.id if meeting else None,
        opened_at=now,
    )
    return new_id is not None


async def ask_to_phone(
    session: Session, reason: CallReason, person_id: PersonId, now: datetime
) -> None:
    """Something did not reach a person: one open task for it, however much did not reach them."""
    enough = {"person": person_id, "reasons": {reason, CallReason.UNREACHABLE}}
    if await session.scalar(_asked_to_phone(), enough) is not None:
        return
    if not await open_call(session, reason, person_id, now):  # was closed earlier today
        await _open_again(session, f"{reason}:{person_id}:{now.date()}")


@prepared
def _asked_to_phone(person: Bind, reasons: Bind) -> Select[int]:
    return (
        select(Call.id)
        .where(Call.person_id == person, among(Call.reason, reasons), Call.closed_at.is_(None))
        .limit(1)
    )


async def reopen(
    session: Session,
    reason: CallReason,
    person_id: PersonId,
    meeting: MeetingFacts,
    now: datetime,
) -> None:
    """Put a task about a meeting on the list again, whether or not it was there."""
    if await open_call(session, reason, person_id, now, meeting=meeting):
        return
    await _open_again(session, f"{reason}:{person_id}:{meeting.id}:{meeting.version}")


async def _open_again(session: Session, key: str) -> None:
    await session.execute(_reopening(), {"call": key})


@prepared
def _reopening(call: Bind) -> Update:
    return update(_CALLS).where(_CALLS.c.key == call).values(closed_at=None, closed_by=None)


async def close_calls(
    session: Session,
    now: datetime,
    *,
    by: str,
    reasons: Collection[CallReason],
    meeting_id: MeetingId | None = None,
    person_id: PersonId | None = None,
) -> None:
    """End the tasks about a meeting, a person, or both, because `by` made them needless."""
    about = {"meeting": meeting_id, "person": person_id}
    given = {name: value for name, value in about.items() if value is not None}
    values = {"reasons": reasons, "now": now, "by": by, **given}
    await session.execute(_closing(frozenset(given)), values)


@cache
def _closing(about: frozenset[str]) -> Update:
    columns = {"meeting": _CALLS.c.meeting_id, "person": _CALLS.c.person_id}
    about_it = [columns[name] == bindparam(name) for name in sorted(about)]
    return lasting(_closed(among(_CALLS.c.reason, bindparam("reasons")), *about_it))


def _closed(*which: ColumnElement[bool]) -> Update:
    ends: dict[str, Bind] = {"closed_at": bindparam("now"), "closed_by": bindparam("by")}
    return update(_CALLS).where(_CALLS.c.closed_at.is_(None), *which).values(ends)


# Calls that are pointless once the meeting has begun: nobody is warned about the past.
BEFORE_ONLY = (CallReason.SILENT, CallReason.DECLINED, CallReason.UNCONFIRMED)


STALE = timedelta(days=12)  # by then the month somebody was to be asked about has begun


async def close_past(session: Session, now: datetime) -> None:
    """End the calls that only made sense before their meeting, in its month, or before a plan."""
    ends = {"now": now, "by": "past"}
    await session.execute(_closing_stale(), {"before": now - STALE, **ends})
    # a meeting moves within its month only: after it there is no new date to ask for
    over = Month.of(local_date(now)).since
    for reasons, before in ((BEFORE_ONLY, now), ((CallReason.NEW_DATE,), over)):
        begun = {"reasons": reasons, "before": before}
        await session.execute(_closing_begun(), {**begun, **ends})


@prepared
def _closing_stale(before: Bind) -> Update:
    return _closed(_CALLS.c.reason == CallReason.AVAILABILITY, _CALLS.c.opened_at <= before)


@prepared
def _closing_begun(reasons: Bind, before: Bind) -> Update:
    begun = select(Meeting.id).where(Meeting.starts_at <= before)
    return _closed(among(_CALLS.c.reason, reasons), _CALLS.c.meeting_id.in_(begun))


@prepared
def _open_calls(now: Bind) -> Select[*tuple[Any, ...]]:
    return (
        select(Call.id, Call.reason, Call.opened_at, PersonRow.id, PersonRow.name, PersonRow.phone)
        .add_columns(*MEETING)
        .join(PersonRow, Call.person_id == PersonRow.id)
        .outerjoin(Meeting, Call.meeting_id == Meeting.id)
        .outerjoin(Branch, Meeting.branch_id == Branch.id)
        .outerjoin(Unit, Branch.unit_id == Unit.id)
        .where(
            Call.closed_at.is_(None),
            or_(
                Call.reason.not_in(BEFORE_ONLY),
                Call.meeting_id.is_(None),
                Meeting.starts_at > now,
            ),
        )
        .order_by(Call.opened_at, Call.id)
    )


async def open_calls(session: Session, now: datetime) -> tuple[CallFacts, ...]:
    """The call list, oldest first."""
    return tuple(
        CallFacts(
            id=number,
            reason=CallReason(reason),
            person=PersonName(PersonId(person), name),
            phone=phone,
            meeting=meeting_of_columns(meeting) if meeting[0] else None,
            opened_at=opened_at,
        )
        for number, reason, opened_at, person, name, phone, *meeting in (
            await session.execute(_open_calls(), {"now": now})
        )
    )
