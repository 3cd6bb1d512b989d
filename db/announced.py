"""What is published of a month as the planner's facts: who comes now, so that a new plan keeps it.

A meeting's seats belong to whoever holds them today: a stand-in is planned like an assigned cadre,
and somebody who declined is not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from db import planning as planning_db
from db import plans, stood_in
from db.absences import away
from db.base import Session
from db.meetings import Meeting
from db.prepared import Bind, prepared
from db.visits import STANDING, PromiseRow, Visit
from domain.attendance import Promise
from domain.calendar import Month, at, local, local_date
from domain.ids import PersonId, PlanId
from domain.meetings import MeetingKind, MeetingState
from domain.planning import facts as planning
from domain.planning.agreed import allowing
from domain.planning.plan import MeetingKey, Plan

FAIR_OVER = timedelta(days=183)  # stood in during the last six months
_STANDS = (MeetingState.PLANNED, MeetingState.HELD)


@dataclass(frozen=True, slots=True)
class Announced:
    """Facts of a month with what is published as their baseline, and that baseline as a plan."""

    facts: planning.PlanningFacts
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Published:
    """One meeting as it stands: with whoever comes, as far as anybody knows."""

    branch: planning.BranchKey
    date: date
    part: planning.PartKey
    stands: bool  # not postponed
    attend: tuple[planning.CadreKey, ...]


async def planning_facts(session: Session, month: Month, today: date) -> planning.PlanningFacts:
    """Everything the planner may know about a month, with what is published of it."""
    return (await announced(session, month, today)).facts


async def announced(
    session: Session, month: Month, today: date, *, also: Collection[PersonId] = ()
) -> Announced:
    """The facts and the published plan; `also`: people to know besides those assigned."""
    facts = await planning_db.planning_facts(session, month, today)
    published = await _published(session, month)
    coming = [PersonId(planning_db.row_id(key)) for one in published for key in one.attend]
    facts = await _knowing(session, facts, {*also, *coming}, month)
    facts = await _with_turns(session, facts, today)
    if not published:
        return Announced(facts, Plan(facts.id, (), (), ()))
    facts = _seated(facts, published)
    plan = await plans.counting(session, str(month))
    known = {cadre.id for cadre in facts.cadres}
    weeks = () if plan is None else await field_weeks(session, plan[0], month, known)
    turns = () if plan is None else await phases(session, plan[0], known)
    planned = tuple(_planned(month, one) for one in published if one.stands)
    baseline = planning.Baseline(planned, weeks, turns)
    return Announced(replace(facts, baseline=baseline), Plan(facts.id, planned, weeks, turns))


def key_of(branch_id: int, month: str) -> MeetingKey:
    """The planner's name of a branch's meeting."""
    return MeetingKey(planning_db.branch_key(branch_id), planning.Month(month))


async def _published(session: Session, month: Month) -> list[_Published]:
    of = {"of": str(month)}
    coming: dict[int, list[planning.CadreKey]] = {}
    for meeting, person in await session.execute(_coming(), of):
        coming.setdefault(meeting, []).append(planning_db.cadre_key(person))
    return [
        _Published(
            branch=planning_db.branch_key(branch),
            date=local_date(starts_at),
            part=planning_db.part_key(local(starts_at).time()),
            stands=state in _STANDS,
            attend=tuple(sorted(coming.get(meeting, ()))),
        )
        for meeting, branch, starts_at, state in await session.execute(_meetings(), of)
    ]


@prepared
def _meetings(of: Bind) -> Select[int, int, datetime, str]:
    columns = Meeting.id, Meeting.branch_id, Meeting.starts_at, Meeting.state
    return select(*columns).where(*_regular(of)).order_by(Meeting.id)


@prepared
def _coming(of: Bind) -> Select[int, int]:
    """Who holds a seat: whoever has not declined."""
    said = (
        select(PromiseRow.promise)
        .where(PromiseRow.visit_id == Visit.id, PromiseRow.version == Meeting.version)
        .order_by(PromiseRow.id.desc())
        .limit(1)
        .correlate(Visit, Meeting)
        .scalar_subquery()
    )
    return (
        select(Visit.meeting_id, Visit.person_id)
        .join(Meeting, Visit.meeting_id == Meeting.id)
        .where(*_regular(of), STANDING, said.is_distinct_from(Promise.NOT_COMING))
    )


def _regular(of: Bind) -> tuple[ColumnElement[bool], ...]:
    return (
        Meeting.month == of,
        Meeting.kind == MeetingKind.REGULAR,
        Meeting.state != MeetingState.NOT_HELD,
    )


def _planned(month: Month, one: _Published) -> planning.PlannedMeeting:
    return planning.PlannedMeeting(
        one.branch, planning.Month(str(month)), one.date, one.part, one.attend
    )


def _seated(
    facts: planning.PlanningFacts, published: Sequence[_Published]
) -> planning.PlanningFacts:
    """Branches require whoever holds their seats now; every published hour is allowed."""
    seats = {one.branch: one.attend for one in published}
    seated = replace(
        facts,
        branches=tuple(
            replace(branch, required=seats[branch.id]) if branch.id in seats else branch
            for branch in facts.branches
        ),
    )
    return allowing(seated, [planning_db.agreed(x.branch, x.date, x.part) for x in published])


async def _knowing(
    session: Session, facts: planning.PlanningFacts, ids: Collection[PersonId], month: Month
) -> planning.PlanningFacts:
    """The facts with people who are assigned to no branch; they count in their office too."""
    known = {planning_db.row_id(cadre.id) for cadre in facts.cadres}
    new = [person for person in ids if person not in known]
    if not new:
        return facts
    rows = await planning_db.attendees(session, new)
    absences = await away(session, new, month.first, month.last)
    cadres = (planning_db.cadre_of(row, absences.get(row.id, ())) for row in rows)
    members: dict[planning.GroupKey, list[planning.CadreKey]] = {}
    for row in rows:
        if row.rotates and row.office is not None:
            office = planning_db.group_key(row.office)
            members.setdefault(office, []).append(planning_db.cadre_key(row.id))
    groups = (
        replace(group, members=(*group.members, *members[group.id]))
        if group.id in members
        else group
        for group in facts.groups
    )
    return replace(facts, cadres=(*facts.cadres, *cadres), groups=tuple(groups))


async def _with_turns(
    session: Session, facts: planning.PlanningFacts, today: date
) -> planning.PlanningFacts:
    ids = [PersonId(planning_db.row_id(cadre.id)) for cadre in facts.cadres]
    since = at(today, planning_db.STANDARD_HOURS[0]) - FAIR_OVER
    turns = await stood_in.turns(session, ids, since)
    return replace(
        facts,
        cadres=tuple(
            replace(cadre, standin_count=turns[person]) if person in turns else cadre
            for person, cadre in zip(ids, facts.cadres, strict=True)
        ),
    )


async def field_weeks(
    session: Session, plan_id: PlanId, month: Month, known: Collection[planning.CadreKey]
) -> tuple[planning.FieldWeek, ...]:
    """Field weeks a plan gives to people the facts know; under rolling rotation the place in the
    cycle says it all."""
    if await plans.phases(session, plan_id):
        return ()
    weeks = await plans.field_weeks(session, plan_id)
    return tuple(
        planning.FieldWeek(planning_db.cadre_key(person), planning.Month(str(month)), monday)
        for person, monday in sorted(weeks.items())
        if planning_db.cadre_key(person) in known
    )


async def phases(
    session: Session, plan_id: PlanId, known: Collection[planning.CadreKey]
) -> tuple[planning.Phase, ...]:
    """Places in the cycle a plan gives to people the facts know."""
    given = await plans.phases(session, plan_id)
    return tuple(
        planning.Phase(planning_db.cadre_key(person), phase)
        for person, phase in sorted(given.items())
        if planning_db.cadre_key(person) in known
    )
