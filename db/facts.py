"""Facts for reports: the rows of a period and a subtree, frozen."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select

from db import pauses, visits
from db.base import Session
from db.branches import Branch
from db.meetings import (
    Meeting,
    MeetingChange,
    MeetingResult,
    latest_results,
    meeting_facts,
    numbers_of,
)
from db.units import Unit
from db.visible import visible_units
from db.withheld import units_of
from db.witnesses import records_of_meetings
from domain import rights
from domain.attendance import MeetingOutcome, ReasonCategory
from domain.calendar import Week, local_date
from domain.ids import MeetingId, UnitId
from domain.meetings import MeetingFacts
from domain.pausing import Pauses
from domain.people import Person
from domain.reports.weekly import MeetingRow, VisitRow, WeekFacts
from domain.rights import Act


async def weeks_for(
    session: Session, person: Person, week: Week, now: datetime
) -> tuple[WeekFacts, WeekFacts]:
    """The week and the one before it, for the subtree a person sees."""
    day = local_date(now)
    units = await visible_units(session, person, day)
    roots = await session.scalars(
        select(Unit.name).where(Unit.id.in_(rights.roots(person, Act.LOOK))).order_by(Unit.id)
    )
    unit = ", ".join(roots)
    return (
        await week_facts(session, week, units, unit, now),
        await week_facts(session, week.shifted(-1), units, unit, now),
    )


async def week_facts(
    session: Session, week: Week, units: Collection[UnitId], unit: str, now: datetime
) -> WeekFacts:
    """Every meeting planned in the week in the units, whether still there or moved out of it."""
    meetings = await _meetings_of_week(session, week, units)
    ids = [meeting.id for meeting, _ in meetings]
    results = await latest_results(session, ids)
    records = await records_of_meetings(session, ids)
    ahead = await _meetings_between(session, units, now, now + timedelta(days=7))
    silent = await visits.visits_of_meetings(session, [meeting.id for meeting in ahead])
    return WeekFacts(
        week=week,
        unit=unit,
        now=now,
        meetings=tuple(_row(meeting, left, results.get(meeting.id)) for meeting, left in meetings),
        visits=tuple(VisitRow(record) for record in records if record.current),
        silent_ahead=tuple(duty for duty in silent if not duty.answered),
        pauses=await _pauses(session, week, frozenset(units), now),
    )


async def _pauses(session: Session, week: Week, units: frozenset[UnitId], now: datetime) -> Pauses:
    """Pauses since the week began that silence something or somebody in the units."""
    found = await pauses.touching(session, week.since, max(week.until, now + timedelta(seconds=1)))
    here = []
    for pause in found.all:
        person = pause.person_id
        silenced = pause.units if person is None else await units_of(session, person)
        if not silenced.isdisjoint(units):
            here.append(pause)
    return Pauses(tuple(here))


def _row(meeting: MeetingFacts, left: datetime | None, result: MeetingResult | None) -> MeetingRow:
    return MeetingRow(
        meeting=meeting,
        outcome=MeetingOutcome(result.outcome) if result else None,
        reason=ReasonCategory(result.reason) if result else ReasonCategory.NONE,
        numbers=numbers_of(result),
        moved_from=left,
    )


def _in_units(units: Collection[UnitId]) -> Select[Meeting, Branch, Unit]:
    return (
        select(Meeting, Branch, Unit)
        .join(Branch, Meeting.branch_id == Branch.id)
        .join(Unit, Branch.unit_id == Unit.id)
        .where(Branch.unit_id.in_(units))
        .order_by(Meeting.starts_at, Meeting.id)
    )


async def _meetings_between(
    session: Session, units: Collection[UnitId], since: datetime, until: datetime
) -> tuple[MeetingFacts, ...]:
    query = _in_units(units).where(Meeting.starts_at >= since, Meeting.starts_at < until)
    rows = await session.execute(query)
    return tuple(meeting_facts(*row) for row in rows)


async def _meetings_of_week(
    session: Session, week: Week, units: Collection[UnitId]
) -> list[tuple[MeetingFacts, datetime | None]]:
    """Meetings in the week, and those that left it with the time they had in it."""
    inside = and_(Meeting.starts_at >= week.since, Meeting.starts_at < week.until)
    changed = (
        select(MeetingChange.meeting_id, func.max(MeetingChange.old_starts_at).label("old"))
        .where(MeetingChange.old_starts_at >= week.since, MeetingChange.old_starts_at < week.until)
        .group_by(MeetingChange.meeting_id)
        .subquery()
    )
    query = (
        _in_units(units)
        .outerjoin(changed, changed.c.meeting_id == Meeting.id)
        .where(or_(inside, changed.c.old.is_not(None)))
    )
    old_times: dict[MeetingId, datetime] = {}
    for meeting_id, old in await session.execute(
        select(MeetingChange.meeting_id, MeetingChange.old_starts_at)
        .join(changed, changed.c.meeting_id == MeetingChange.meeting_id)
        .where(MeetingChange.old_starts_at == changed.c.old)
    ):
        old_times[MeetingId(meeting_id)] = old
    found = []
    for row in await session.execute(query):
        meeting = meeting_facts(*row)
        gone = not week.since <= meeting.starts_at < week.until
        found.append((meeting, old_times[meeting.id] if gone else None))
    return found
