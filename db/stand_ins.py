"""Who may stand in for a cadre at a meeting, and the facts by which the planner ranks them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Select, select

from db import pauses, people, substitutions, visits
from db.announced import Announced, announced, key_of
from db.base import Session
from db.branches import Assignment, Branch
from db.people import PersonRow, Post
from db.planning import cadre_key
from db.prepared import Bind, prepared
from db.substitutions import Substitution, SubstitutionAsk
from db.units import holds_on
from db.visits import Visit
from domain.attendance import Promise
from domain.calendar import Month, at_midnight, local_date
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts, PersonName
from domain.people import FOR_BRANCH, Role
from domain.planning.facts import CadreKey
from domain.planning.plan import MeetingKey, Plan
from domain.planning.stand_ins import Ranked, ranked
from domain.substitution import Tie

DAY = timedelta(days=1)

OpenAsks = Sequence[tuple[Substitution, SubstitutionAsk]]


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

    Whoever gave this visit away is left out, unless somebody asks for them `again` by name; so
    is whoever is asked to stand in for somebody else at the same meeting.
    """
    asks = await substitutions.open_asks(session)
    ties = await _ties(session, meeting, absent, today, again=again)
    taken = {a.person_id for s, a in asks if s.meeting_id == meeting.id and s.person_id != absent}
    ties = {person: tie for person, tie in ties.items() if person.id not in taken}
    if not ties:
        return ()
    month = Month.parse(meeting.month)
    known = await announced(session, month, today, also=[person.id for person in ties])
    plan = await _with_the_asked(session, known, asks, meeting, absent)
    found = ranked(
        known.facts,
        plan,
        key_of(meeting.branch.id, meeting.month),
        {cadre_key(person.id): tie for person, tie in ties.items()},
    )
    names = {cadre_key(person.id): person for person in ties}
    return tuple(StandIn(names[one.cadre], one) for one in found)


async def colleagues(session: Session, person_id: PersonId, day: date) -> tuple[PersonName, ...]:
    """Rotating cadres of the same office whom a channel reaches: who may trade weeks."""
    office = await session.scalar(_office(), {"person": person_id})
    asked = {"office": office, "person": person_id, "day": day}
    rows = await session.execute(_of_office(), asked)
    found = [PersonName(PersonId(person), name) for person, name, _ in rows]
    reached = await people.joined(session, [p.id for p in found])
    return tuple(p for p in found if p.id in reached)


@prepared
def _office(person: Bind) -> Select[int | None]:
    return select(PersonRow.office_id).where(PersonRow.id == person)


@prepared
def _cadres(day: Bind) -> Select[int, str, int | None]:
    return (
        select(PersonRow.id, PersonRow.name, PersonRow.office_id)
        .join(Post, Post.person_id == PersonRow.id)
        .where(
            Post.role == Role.CADRE,
            holds_on(day, Post.valid_from, Post.valid_to),
            PersonRow.erased_at.is_(None),
            PersonRow.silent.is_(False),
        )
        .order_by(PersonRow.id)
    )


@prepared
def _of_office(day: Bind, office: Bind, person: Bind) -> Select[int, str, int | None]:
    others = PersonRow.office_id.is_not_distinct_from(office), PersonRow.id != person
    return _cadres().where(*others, PersonRow.rotates)


async def _ties(
    session: Session, meeting: MeetingFacts, absent: PersonId, day: date, *, again: bool
) -> dict[PersonName, Tie]:
    """Cadres of the commune's committee, assigned in the commune, or of the absent one's office."""
    office = await session.scalar(_office(), {"person": absent})
    commune = meeting.branch.commune_id
    assigned = set(await session.scalars(_assigned(), {"commune": commune, "day": day}))
    found: dict[PersonName, Tie] = {}
    for person, name, home in await session.execute(_cadres(), {"day": day}):
        if home == commune:
            found[PersonName(PersonId(person), name)] = Tie.COMMITTEE
        elif person in assigned:
            found[PersonName(PersonId(person), name)] = Tie.ASSIGNED
        elif office is not None and home == office:
            found[PersonName(PersonId(person), name)] = Tie.OFFICE
    kept = await people.joined(session, [person.id for person in found])
    kept -= await _involved(session, meeting, day)
    kept -= {p.person_id for p in await pauses.unended(session) if p.person_id is not None}
    if not again:
        kept -= await _gave_away(session, meeting)
    return {person: tie for person, tie in found.items() if person.id in kept - {absent}}


@prepared
def _assigned(commune: Bind, day: Bind) -> Select[int]:
    return (
        select(Assignment.person_id)
        .join(Branch, Branch.id == Assignment.branch_id)
        .where(Branch.unit_id == commune, holds_on(day, Assignment.valid_from, Assignment.valid_to))
    )


async def _involved(session: Session, meeting: MeetingFacts, day: date) -> set[PersonId]:
    """Those who answer for the branch, and those who declined something of that day."""
    asked = {"branch": meeting.branch.id, "day": day}
    out = {PersonId(person) for person in await session.scalars(_answering(), asked)}
    here = local_date(meeting.starts_at)
    since, until = at_midnight(here), at_midnight(here + DAY)
    for duty in await visits.visits_between(session, since, until):
        if duty.promise is Promise.NOT_COMING:
            out.add(duty.cadre.id)
    return out


@prepared
def _answering(branch: Bind, day: Bind) -> Select[int]:
    return select(Post.person_id).where(
        Post.branch_id == branch,
        Post.role.in_(FOR_BRANCH),
        holds_on(day, Post.valid_from, Post.valid_to),
    )


async def _gave_away(session: Session, meeting: MeetingFacts) -> set[PersonId]:
    rows = await session.scalars(_given_away(), {"meeting": meeting.id})
    return {PersonId(person) for person in rows}


@prepared
def _given_away(meeting: Bind) -> Select[int]:
    return select(Visit.person_id).where(Visit.meeting_id == meeting, Visit.ended_at.is_not(None))


async def _with_the_asked(
    session: Session, known: Announced, asks: OpenAsks, meeting: MeetingFacts, absent: PersonId
) -> Plan:
    """The plan as if everybody who is asked elsewhere had agreed, and the absent cadre had gone."""
    guests: dict[MeetingId, set[PersonId]] = {}
    for search, asked in asks:
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
        key = MeetingKey(planned.branch, planned.month)
        attend = {*planned.attend, *extra.get(key, set())} & cadres
        if key == here:
            attend -= {cadre_key(absent)}
        meetings.append(replace(planned, attend=tuple(sorted(attend))))
    return replace(known.plan, meetings=tuple(meetings))
