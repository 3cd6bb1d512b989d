"""Who attended what over some months, read from meetings, visits and what was reported of them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select, true

from db import pauses
from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.people import PersonRow, Post
from db.substitutions import Substitution
from db.told import Witnessed, presences
from db.units import Unit, holds_on
from db.visits import Visit
from domain.attendance import Presence
from domain.fairness import Duty, Member
from domain.ids import PersonId, UnitId, VisitId
from domain.meetings import MeetingState, PersonName
from domain.people import Role
from domain.substitution import SubstitutionKind, SubstitutionState

TOOK_PLACE = (MeetingState.PLANNED, MeetingState.HELD)  # planned and past: not reported yet


async def members(session: Session, units: Collection[UnitId], day: date) -> tuple[Member, ...]:
    """Cadres on the day whose office is one of the units."""
    rows = await session.execute(
        select(PersonRow.id, PersonRow.name, Unit.id, Unit.name)
        .join(Unit, PersonRow.office_id == Unit.id)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            Unit.id.in_(units),
            Post.role == Role.CADRE,
            holds_on(day, Post.valid_from, Post.valid_to),
        )
        .distinct()
        .order_by(PersonRow.id)
    )
    return tuple(
        Member(PersonName(PersonId(person), name), UnitId(unit), office)
        for person, name, unit, office in rows
    )


async def duties(
    session: Session,
    since: datetime,
    until: datetime,
    people: Collection[PersonId] | None = None,
) -> tuple[Duty, ...]:
    """Visits to meetings starting in `[since, until)` that were neither postponed nor cancelled.

    `people` None: everybody's. The cadre's own report counts, else the latest of somebody else. A
    visit nobody made while reminders rested is no duty: it is not held against anybody.
    """
    rows = (await session.execute(_visits(since, until, people))).all()
    said = await presences(session, [VisitId(row[0]) for row in rows])
    stood_in = await _stood_in(session, since, until)
    paused = await pauses.touching(session, since, until)
    return tuple(
        Duty(
            person=PersonName(PersonId(person), name),
            starts_at=starts_at,
            attended=_attended(said.get(VisitId(visit), ()), person),
            stood_in=(meeting, person) in stood_in,
            travel_minutes=minutes,
        )
        for visit, person, name, meeting, starts_at, minutes, commune in rows
        if _attended(said.get(VisitId(visit), ()), person)
        or not paused.at(starts_at).of(PersonId(person), frozenset([UnitId(commune)]))
    )


def _visits(
    since: datetime, until: datetime, people: Collection[PersonId] | None
) -> Select[int, int, str, int, datetime, int | None, int]:
    wanted = select(
        Visit.id,
        PersonRow.id,
        PersonRow.name,
        Meeting.id,
        Meeting.starts_at,
        Branch.travel_minutes,
        Branch.unit_id,
    )
    return (
        wanted.join(Meeting, Visit.meeting_id == Meeting.id)
        .join(Branch, Meeting.branch_id == Branch.id)
        .join(PersonRow, Visit.person_id == PersonRow.id)
        .where(
            Visit.ended_at.is_(None),
            Meeting.state.in_(TOOK_PLACE),
            Meeting.starts_at >= since,
            Meeting.starts_at < until,
            _among(people),
        )
        .order_by(Meeting.starts_at, Visit.id)
    )


def _among(people: Collection[PersonId] | None) -> ColumnElement[bool]:
    return true() if people is None else Visit.person_id.in_(people)


def _attended(reports: Sequence[Witnessed], person: int) -> bool | None:
    """Reports come oldest first, one a witness."""
    own = [report for report in reports if report.witness_id == person]
    told = [*(report for report in reports if report.witness_id != person), *own]
    return told[-1].presence == Presence.PRESENT if told else None


async def _stood_in(session: Session, since: datetime, until: datetime) -> set[tuple[int, int]]:
    """(meeting, person) where somebody came for another; a trade of weeks gives and takes alike."""
    rows = await session.execute(
        select(Substitution.meeting_id, Substitution.filled_by)
        .join(Meeting, Meeting.id == Substitution.meeting_id)
        .where(
            Substitution.kind != SubstitutionKind.TRADE,
            Substitution.state == SubstitutionState.FILLED,
            Meeting.starts_at >= since,
            Meeting.starts_at < until,
        )
    )
    return {(meeting, person) for meeting, person in rows if meeting and person}
