"""What is published of a month as the planner's facts: who comes now, so that a new plan keeps it.

A meeting's seats belong to whoever holds them today: a stand-in is planned like an assigned cadre,
and somebody who declined is not.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from db import planning as planning_db
from db import plans, stood_in, visits
from db.absences import away
from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.people import PersonRow
from db.plans import PlanRow
from domain.calendar import Month, at, local
from domain.ids import MeetingId, PersonId, PlanId
from domain.meetings import MeetingKind, MeetingState, VisitFacts
from domain.planning import facts as planning
from domain.planning.agreed import Agreed, allowing
from domain.planning.plan import MeetingKey, Plan

FAIR_OVER = timedelta(days=183)  # stood in during the last six months
STANDING = (MeetingState.PLANNED, MeetingState.HELD)


@dataclass(frozen=True, slots=True)
class Announced:
    """Facts of a month with what is published as their baseline, and that baseline as a plan."""

    facts: planning.PlanningFacts
    plan: Plan


async def planning_facts(session: Session, month: Month, today: date) -> planning.PlanningFacts:
    """Everything the planner may know about a month, with what is published of it."""
    return (await announced(session, month, today)).facts


async def announced(
    session: Session, month: Month, today: date, *, also: Collection[PersonId] = ()
) -> Announced:
    """The facts and the published plan; `also`: people to know besides those assigned."""
    facts = await planning_db.planning_facts(session, month, today)
    meetings = await _meetings(session, month)
    duties = await visits.visits_of_meetings(session, [MeetingId(m.id) for m in meetings])
    coming = [duty for duty in duties if duty.coming or not duty.answered]
    facts = await _knowing(session, facts, [*also, *(d.cadre.id for d in coming)], month)
    facts = await _with_turns(session, facts, today)
    if not meetings:
        return Announced(facts, Plan(facts.id, (), (), ()))
    facts = _seated(facts, meetings, coming)
    plan = await plans.current(session, str(month))
    known = {cadre.id for cadre in facts.cadres}
    weeks = () if plan is None else await field_weeks(session, plan, known)
    turns = () if plan is None else await phases(session, plan, known)
    planned = tuple(
        _planned(month, meeting, coming) for meeting in meetings if meeting.state in STANDING
    )
    baseline = planning.Baseline(planned, weeks, turns)
    return Announced(replace(facts, baseline=baseline), Plan(facts.id, planned, weeks, turns))


def key_of(branch_id: int, month: str) -> MeetingKey:
    """The planner's name of a branch's meeting."""
    return MeetingKey(planning_db.branch_key(branch_id), planning.Month(month))


async def _meetings(session: Session, month: Month) -> list[Meeting]:
    rows = await session.scalars(
        select(Meeting)
        .join(Branch, Branch.id == Meeting.branch_id)
        .where(
            Meeting.month == str(month),
            Meeting.kind == MeetingKind.REGULAR,
            Meeting.state != MeetingState.NOT_HELD,
        )
        .order_by(Meeting.id)
    )
    return list(rows)


def _planned(
    month: Month, meeting: Meeting, coming: Iterable[VisitFacts]
) -> planning.PlannedMeeting:
    starts = local(meeting.starts_at)
    return planning.PlannedMeeting(
        branch=planning_db.branch_key(meeting.branch_id),
        month=planning.Month(str(month)),
        date=starts.date(),
        part=planning_db.part_key(starts.time()),
        attend=_seats(meeting, coming),
    )


def _seats(meeting: Meeting, coming: Iterable[VisitFacts]) -> tuple[planning.CadreKey, ...]:
    held = [planning_db.cadre_key(d.cadre.id) for d in coming if d.meeting.id == meeting.id]
    return tuple(sorted(held))


def _seated(
    facts: planning.PlanningFacts, meetings: Sequence[Meeting], coming: Iterable[VisitFacts]
) -> planning.PlanningFacts:
    """Branches require whoever holds their seats now; every published hour is allowed."""
    seats = {planning_db.branch_key(m.branch_id): _seats(m, coming) for m in meetings}
    seated = replace(
        facts,
        branches=tuple(
            replace(branch, required=seats.get(branch.id, branch.required))
            for branch in facts.branches
        ),
    )
    return allowing(seated, [_agreed(meeting) for meeting in meetings])


def _agreed(meeting: Meeting) -> Agreed:
    starts = local(meeting.starts_at)
    branch = planning_db.branch_key(meeting.branch_id)
    return planning_db.agreed(branch, starts.date(), planning_db.part_key(starts.time()))


async def _knowing(
    session: Session, facts: planning.PlanningFacts, ids: Collection[PersonId], month: Month
) -> planning.PlanningFacts:
    """The facts with people who are assigned to no branch; they count in their office too."""
    known = {planning_db.row_id(cadre.id) for cadre in facts.cadres}
    new = sorted({i for i in ids if i not in known})
    if not new:
        return facts
    rows = list(
        await session.scalars(select(PersonRow).where(PersonRow.id.in_(new)).order_by(PersonRow.id))
    )
    absences = await away(session, [PersonId(i) for i in new], month.first, month.last)
    offices = {planning.GroupKey(f"G{row.office_id:08d}"): row for row in rows if row.office_id}
    cadres = tuple(
        planning.Cadre(
            id=planning_db.cadre_key(row.id),
            rotates=row.rotates,
            blackouts=tuple(
                planning.Span(a.first, a.last) for a in absences if a.person_id == row.id
            ),
            name=row.name,
        )
        for row in rows
    )
    groups = tuple(
        replace(
            group,
            members=(
                *group.members,
                *(
                    planning_db.cadre_key(row.id)
                    for row in rows
                    if row.rotates and row.office_id == planning_db.row_id(group.id)
                ),
            ),
        )
        if group.id in offices
        else group
        for group in facts.groups
    )
    return replace(facts, cadres=(*facts.cadres, *cadres), groups=groups)


async def _with_turns(
    session: Session, facts: planning.PlanningFacts, today: date
) -> planning.PlanningFacts:
    ids = [PersonId(planning_db.row_id(cadre.id)) for cadre in facts.cadres]
    since = at(today, planning_db.STANDARD_HOURS[0]) - FAIR_OVER
    turns = await stood_in.turns(session, ids, since)
    return replace(
        facts,
        cadres=tuple(
            replace(cadre, standin_count=turns.get(PersonId(planning_db.row_id(cadre.id)), 0))
            for cadre in facts.cadres
        ),
    )


async def field_weeks(
    session: Session, plan: PlanRow, known: Collection[planning.CadreKey]
) -> tuple[planning.FieldWeek, ...]:
    """Field weeks a plan gives to people the facts know; under rolling rotation the place in the
    cycle says it all."""
    if await plans.phases(session, PlanId(plan.id)):
        return ()
    weeks = await plans.field_weeks(session, PlanId(plan.id))
    return tuple(
        planning.FieldWeek(planning_db.cadre_key(person), planning.Month(plan.month), monday)
        for person, monday in sorted(weeks.items())
        if planning_db.cadre_key(person) in known
    )


async def phases(
    session: Session, plan: PlanRow, known: Collection[planning.CadreKey]
) -> tuple[planning.Phase, ...]:
    """Places in the cycle a plan gives to people the facts know."""
    given = await plans.phases(session, PlanId(plan.id))
    return tuple(
        planning.Phase(planning_db.cadre_key(person), phase)
        for person, phase in sorted(given.items())
        if planning_db.cadre_key(person) in known
    )
