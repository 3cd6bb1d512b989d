"""The plan of a month that counts, draft or published, with the facts it is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db import announced, plans
from db import meetings as meetings_db
from db import planning as planning_db
from db.base import Session
from db.plans import LineFacts, PlanRow, PlanState
from domain.calendar import Month, local
from domain.ids import PlanId
from domain.meetings import MeetingFacts
from domain.planning import rules
from domain.planning.agreed import allowing, beside_the_week
from domain.planning.facts import Month as MonthKey
from domain.planning.facts import PlannedMeeting, PlanningFacts
from domain.planning.plan import MeetingKey, Plan


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as it stands, what the planner knows about its month, and what is confirmed of it."""

    row: PlanRow
    facts: PlanningFacts
    plan: Plan
    confirmed: tuple[MeetingKey, ...]

    @property
    def is_draft(self) -> bool:
        return self.row.state == PlanState.DRAFT


async def plan_facts(session: Session, month: Month, today: date) -> PlanFacts | None:
    """The plan of a month that counts; None when there is none."""
    row = await plans.current(session, str(month))
    if row is None:
        return None
    if row.state == PlanState.DRAFT:
        facts, plan = await _drafted(session, row, month, today)
        return PlanFacts(row, facts, plan, ())
    known = await announced.announced(session, month, today)
    facts, plan = beside_the_week(known.facts, known.plan)
    plan = replace(plan, cost=rules.cost(facts, plan))
    return PlanFacts(row, facts, plan, await _confirmed(session, month))


async def _drafted(
    session: Session, row: PlanRow, month: Month, today: date
) -> tuple[PlanningFacts, Plan]:
    facts = await announced.planning_facts(session, month, today)
    lines = await plans.lines(session, PlanId(row.id))
    known = {cadre.id for cadre in facts.cadres}
    placed = tuple(_planned(month, line) for line in lines if line.starts_at is not None)
    facts = allowing(facts, [planning_db.agreed(x.branch, x.date, x.part) for x in placed])
    plan = Plan(
        facts.id,
        placed,
        await announced.field_weeks(session, PlanId(row.id), month, known),
        await announced.phases(session, PlanId(row.id), known),
        missing=tuple(
            MeetingKey(planning_db.branch_key(line.branch.id), MonthKey(str(month)))
            for line in lines
            if line.starts_at is None
        ),
    )
    return facts, replace(plan, cost=rules.cost(facts, plan))


def _planned(month: Month, line: LineFacts) -> PlannedMeeting:
    assert line.starts_at is not None
    starts = local(line.starts_at)
    return PlannedMeeting(
        branch=planning_db.branch_key(line.branch.id),
        month=MonthKey(str(month)),
        date=starts.date(),
        part=planning_db.part_key(starts.time()),
        attend=tuple(sorted(planning_db.cadre_key(guest.id) for guest in line.guests)),
    )


async def _confirmed(session: Session, month: Month) -> tuple[MeetingKey, ...]:
    """Meetings whose secretary said that they keep the date."""
    found: Sequence[MeetingFacts] = await meetings_db.meetings_of_month(session, str(month))
    holds = await meetings_db.confirmed(session, found)
    return tuple(
        announced.key_of(meeting.branch.id, str(month))
        for meeting in found
        if holds.get(meeting.id, False)
    )
