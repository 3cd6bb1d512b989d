"""Who may stand in for a cadre at a meeting, and the facts by which the planner ranks them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from db import pauses, people, substitutions, visits
from db.announced import Announced, announced, key_of
from db.base import Session
from db.branches import Assignment, Branch
from db.people import PersonRow, Post
from db.planning import cadre_key, row_id
from db.units import holds_on
from db.visits import Visit
from domain.attendance import Promise
from domain.calendar import Month, Week, local_date
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts, PersonName
from domain.people import FOR_BRANCH, Role
from domain.planning.facts import CadreKey
from domain.planning.plan import MeetingKey, Plan
from domain.planning.stand_ins import Ranked, ranked
from domain.substitution import Tie


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who could stand in, by name, with what ranks them."""

    person: PersonName
    ranked: Ranked


async def stand_ins(
    session: Session,
    meeting: MeetingFacts,
    absent: PersonId,
    today: date,
    *,
    again: bool = False,
) -> tuple[StandIn, ...]:
    """Everybody eligible whom a channel reaches, best first; those who are not free come last.

    Whoever gave this visit away is left out, unless somebody asks for them `again` by name.
    """
    ties = await _ties(session, meeting, absent, today, again=again)
    if not ties:
        return ()
    month = Month.parse(meeting.month)
    known = await announced(session, month, today, also=list(ties))
    plan = await _with_the_asked(session, known, meeting, absent)
    found = ranked(
        known.facts,
        plan,
        key_of(meeting.branch.id, meeting.month),
        {cadre_key(person): tie for person, tie in ties.items()},
    )
    names = {cadre_key(p.id): p for p in await _names(session, ties)}
    return tuple(StandIn(names[one.cadre], one) for one in found)


async def colleagues(session: Session, person_id: PersonId, day: date) -> tuple[PersonName, ...]:
    """Rotating cadres of the same office whom a channel reaches: who may trade weeks."""
    office = (await session.get_one(PersonRow, person_id)).office_id
    rows = await session.scalars(
        select(PersonRow)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            Post.role == Role.CADRE,
            holds_on(day, Post.valid_from, Post.valid_to),
            PersonRow.office_id == office,
            PersonRow.id != person_id,
            PersonRow.rotates,
            PersonRow.erased_at.is_(None),
            PersonRow.silent.is_(False),
        )
        .order_by(PersonRow.id)
    )
    found = [PersonName(PersonId(row.id), row.name) for row in rows]
    reached = await people.joined(session, [p.id for p in found])
    return tuple(p for p in found if p.id in reached)


async def _names(session: Session, ties: Mapping[PersonId, Tie]) -> list[PersonName]:
    rows = await session.scalars(select(PersonRow).where(PersonRow.id.in_(ties)))
    return [PersonName(PersonId(row.id), row.name) for row in rows]


async def _ties(
    session: Session, meeting: MeetingFacts, absent: PersonId, day: date, *, again: bool
) -> dict[PersonId, Tie]:
    """Cadres of the commune's committee, assigned in the commune, or of the absent one's office."""
    office = (await session.get_one(PersonRow, absent)).office_id
    commune = meeting.branch.commune_id
    assigned = set(
        await session.scalars(
            select(Assignment.person_id)
            .join(Branch, Branch.id == Assignment.branch_id)
            .where(
                Branch.unit_id == commune,
                holds_on(day, Assignment.valid_from, Assignment.valid_to),
            )
        )
    )
    rows = await session.scalars(
        select(PersonRow)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            Post.role == Role.CADRE,
            holds_on(day, Post.valid_from, Post.valid_to),
            PersonRow.erased_at.is_(None),
            PersonRow.silent.is_(False),
        )
        .order_by(PersonRow.id)
    )
    found: dict[PersonId, Tie] = {}
    for row in rows:
        if row.office_id == commune:
            found[PersonId(row.id)] = Tie.COMMITTEE
        elif row.id in assigned:
            found[PersonId(row.id)] = Tie.ASSIGNED
        elif office is not None and row.office_id == office:
            found[PersonId(row.id)] = Tie.OFFICE
    kept = await people.joined(session, list(found)) - await _involved(session, meeting, day)
    kept -= {p.person_id for p in await pauses.unended(session) if p.person_id is not None}
    if not again:
        kept -= await _gave_away(session, meeting)
    return {person: tie for person, tie in found.items() if person in kept - {absent}}


async def _involved(session: Session, meeting: MeetingFacts, day: date) -> set[PersonId]:
    """Those who answer for the branch, and those who declined something of that day."""
    holders = await session.scalars(
        select(Post.person_id).where(
            Post.branch_id == meeting.branch.id,
            Post.role.in_(FOR_BRANCH),
            holds_on(day, Post.valid_from, Post.valid_to),
        )
    )
    here = local_date(meeting.starts_at)
    week = Week.of(here)
    out = {PersonId(person) for person in holders}
    for duty in await visits.visits_between(session, week.since, week.until):
        if duty.promise is Promise.NOT_COMING and local_date(duty.meeting.starts_at) == here:
            out.add(duty.cadre.id)
    return out


async def _gave_away(session: Session, meeting: MeetingFacts) -> set[PersonId]:
    rows = await session.scalars(
        select(Visit.person_id).where(Visit.meeting_id == meeting.id, Visit.ended_at.is_not(None))
    )
    return {PersonId(person) for person in rows}


async def _with_the_asked(
    session: Session, known: Announced, meeting: MeetingFacts, absent: PersonId
) -> Plan:
    """The plan as if everybody who is asked elsewhere had agreed, and the absent cadre had gone."""
    guests: dict[MeetingId, set[PersonId]] = {}
    for search, asked in await substitutions.open_asks(session):
        if search.meeting_id is not None:
            guests.setdefault(MeetingId(search.meeting_id), set()).add(PersonId(asked.person_id))
    found = {duty.id: duty for duty in await visits.visits_of_meetings(session, guests)}
    extra: dict[MeetingKey, set[CadreKey]] = {}
    for duty in found.values():
        if duty.meeting.id != meeting.id:
            key = key_of(duty.meeting.branch.id, duty.meeting.month)
            extra[key] = {cadre_key(p) for p in guests[duty.meeting.id]}
    cadres = {cadre.id for cadre in known.facts.cadres}
    here = key_of(meeting.branch.id, meeting.month)
    meetings = []
    for planned in known.plan.meetings:
        key = key_of(row_id(planned.branch), planned.month)
        attend = {*planned.attend, *extra.get(key, set())} & cadres
        if key == here:
            attend -= {cadre_key(absent)}
        meetings.append(replace(planned, attend=tuple(sorted(attend))))
    return replace(known.plan, meetings=tuple(meetings))
