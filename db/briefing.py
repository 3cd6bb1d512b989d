"""What needs a decision now in a subtree: swaps, gaps, meetings without a date or a report."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db import facts, people, substitutions
from db import meetings as meetings_db
from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.report_scope import Scope
from db.stand_ins import stand_ins
from db.substitutions import Substitution
from domain.attendance import ReasonCategory
from domain.calendar import Month, local_date
from domain.ids import MeetingId, PersonId, UnitId
from domain.meetings import MeetingFacts, PersonName
from domain.reports.brief import MOST, Item, Matter, chosen
from domain.reports.facts import Figure, MeetingRow, Standing
from domain.substitution import SubstitutionState

BACK = timedelta(days=31)
_MATTERS = {
    Standing.POSTPONED: Matter.NO_DATE,
    Standing.UNREPORTED: Matter.NO_REPORT,
    Standing.NOT_HELD: Matter.NO_REASON,
}


async def brief(
    session: Session, roots: Collection[UnitId], now: datetime, *, coordinates: bool
) -> tuple[Item, ...]:
    """The most pressing matters of the subtree of the roots.

    What was passed on to the office waits there: for who coordinates nothing changes.
    """
    found = await waiting(session, roots, now)
    return chosen([replace(one, passed_on=one.passed_on and not coordinates) for one in found])


async def waiting(session: Session, roots: Collection[UnitId], now: datetime) -> list[Item]:
    """Every matter of the subtree of the roots."""
    about = await facts.scope(session, roots, now - BACK, now, now)
    units = about.tree.units_at(about.as_of)
    found = [*await _searches(session, units, now), *await _meetings(session, about, now)]
    passed = await _passed_on(session, local_date(now))
    return [replace(item, passed_on=(item.matter, item.id) in passed) for item in found]


def office_key(matter: Matter, number: int, day: date) -> str:
    """What begins the keys of the messages that pass a matter on to the office."""
    return f"{_OFFICE}{matter}:{number}:{day}:"


_OFFICE = "brief:office:"


async def _passed_on(session: Session, day: date) -> set[tuple[Matter, int]]:
    """The matters that somebody passed on to the office that day."""
    after = _OFFICE[:-1] + chr(ord(_OFFICE[-1]) + 1)
    keys = await session.scalars(
        select(OutgoingRow.key).where(OutgoingRow.key >= _OFFICE, OutgoingRow.key < after)
    )
    told = [key.removeprefix(_OFFICE).split(":") for key in keys]
    return {(Matter(matter), int(number)) for matter, number, on, *_ in told if on == str(day)}


async def _searches(session: Session, units: Collection[UnitId], now: datetime) -> list[Item]:
    waiting = (SubstitutionState.APPROVING, SubstitutionState.GIVEN_UP)
    rows = await session.scalars(
        select(Substitution)
        .join(Meeting, Meeting.id == Substitution.meeting_id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .where(
            Substitution.state.in_(waiting),
            Branch.unit_id.in_(units),
            Meeting.starts_at > now,
        )
        .order_by(Meeting.starts_at, Substitution.id)
        .limit(MOST)
    )
    found = [await _search(session, row, now) for row in rows]
    return [item for item in found if item is not None]


async def _search(session: Session, search: Substitution, now: datetime) -> Item | None:
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(session, MeetingId(search.meeting_id))
    absent = await people.name(session, PersonId(search.person_id))
    if search.state == SubstitutionState.GIVEN_UP:
        reserve = await _reserve(session, search, meeting, now)
        return Item(Matter.GAP, search.id, meeting, absent, reserve)
    agreed = await substitutions.accepted(session, search)
    if agreed is None:
        return None
    stand_in = await people.name(session, PersonId(agreed.person_id))
    return Item(Matter.SWAP, agreed.id, meeting, absent, stand_in)


async def _reserve(
    session: Session, search: Substitution, meeting: MeetingFacts, now: datetime
) -> PersonName | None:
    """The best who is free and has not said no: asked before without an answer, or not at all."""
    said_no = await substitutions.refused(session, search)
    day = local_date(now)
    free = await stand_ins(session, meeting, PersonId(search.person_id), day)
    left = [one.person for one in free if one.ranked.free and one.person.id not in said_no]
    return left[0] if left else None


async def _meetings(session: Session, about: Scope, now: datetime) -> list[Item]:
    figures = (Figure.POSTPONED, Figure.UNREPORTED, Figure.NOT_HELD)
    rows = [
        row
        for row in await facts.meeting_rows(session, about, *figures, limit=200)
        if _needs_a_word(row, now)
    ]
    branches = [row.meeting.branch.id for row in rows]
    answering = await people.answering_for(session, branches, local_date(now))
    return [
        Item(
            _MATTERS[row.standing],
            row.meeting.id,
            row.meeting,
            secretary=answering.get(row.meeting.branch.id),
            reminders=row.reminders,
        )
        for row in rows
    ]


def _needs_a_word(row: MeetingRow, now: datetime) -> bool:
    """A reason that was given needs none; a month that is over gets no new date."""
    if row.standing is Standing.NOT_HELD:
        return row.reason is ReasonCategory.NONE
    if row.standing is Standing.POSTPONED:
        return Month.parse(row.meeting.month).last >= local_date(now)
    return True
