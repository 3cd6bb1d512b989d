"""The draft of a month: every branch a date, checked by the certificate, gaps explained."""

from datetime import date
from typing import Any

from db import announced, new_plans, plans
from db import planning as planning_db
from db.base import Session
from db.branches import Branch
from db.new_plans import NewLine
from db.planning_runs import RunKind
from db.plans import PlanRow, PlanState
from domain import habits
from domain.calendar import Month, at, monday_of
from domain.errors import NothingToDo
from domain.ids import PlanId
from domain.planning import tasks
from domain.planning.certificate import Certificate
from domain.planning.facts import PlanningFacts
from domain.planning.plan import Plan
from handlers import planning
from handlers.base import Reply, told
from handlers.planning_jobs.base import Asking, Job, Work, names_in
from texts import planning as explained
from texts import plans as words

SECONDS = 30.0  # the sample district needs half a second; a hard month may need more


async def read(asking: Asking) -> Work:
    """Everything the planner may know about the month."""
    await _require_open(asking)
    facts = await announced.planning_facts(asking.session, asking.month, asking.today)
    return Work(tasks.draft, (facts, SECONDS))


async def _require_open(asking: Asking) -> None:
    present = await plans.current(asking.session, str(asking.month))
    if present is not None and present.state == PlanState.APPROVED:
        raise NothingToDo(words.already_approved(asking.month))


async def tell(asking: Asking, work: Work, result: Any) -> list[Reply]:
    """Save the draft, unless the month was approved meanwhile, and show it."""
    solved: tasks.Solved = result
    await _require_open(asking)
    session, plan = asking.session, solved.plan
    row = PlanRow(
        month=str(asking.month),
        state=PlanState.DRAFT,
        solved=plan.status.value,
        cost=plan.cost,
        bound=plan.bound or 0,
        certificate=stored(solved.certificate),
        made_at=asking.now,
        made_by=asking.run.asked_by,
    )
    asking.run.plan_id = await new_plans.save(
        session, row, await _lines(session, asking.month, work.facts, solved), _weeks(plan)
    )
    phases = {planning_db.row_id(p.cadre): p.phase for p in plan.phases}
    new_plans.keep_phases(session, PlanId(row.id), phases)
    await session.flush()
    return [
        told(await planning.summary(session, row, person, asking.today)) for person in asking.askers
    ]


def stored(certificate: Certificate) -> dict[str, Any]:
    """The result of the independent check as it is kept with the plan."""
    return {
        "rules": certificate.rules_checked,
        "violations": certificate.by_code,
        "cost": certificate.cost,
    }


def _weeks(plan: Plan) -> dict[int, date]:
    """Field weeks as they are told; under rolling rotation the week of the first visit."""
    if plan.phases:
        rolling = {phase.cadre for phase in plan.phases}
        visits = sorted(((x.date, who) for x in plan.meetings for who in x.attend), reverse=True)
        return {planning_db.row_id(who): monday_of(day) for day, who in visits if who in rolling}
    return {planning_db.row_id(week.cadre): week.monday for week in plan.field_weeks}


async def _lines(
    session: Session, month: Month, facts: PlanningFacts, solved: tasks.Solved
) -> list[NewLine]:
    """Lines to save: every branch of the plan, those it left out without a date."""
    pinned = {p.branch for p in await planning_db.pinned(session, month)}
    names = await names_in(session, facts)
    problems = {clash.meeting: explained.missing(names, clash) for clash in solved.clashes}
    lines = []
    for meeting in solved.plan.meetings:
        branch = await session.get_one(Branch, planning_db.row_id(meeting.branch))
        lines.append(
            NewLine(
                branch_id=branch.id,
                starts_at=at(meeting.date, planning_db.hour_of(meeting.part)),
                habitual=habits.is_habitual(branch.habit, month, meeting.date),
                pinned=meeting.branch in pinned,
                guests=tuple(planning_db.row_id(c) for c in meeting.attend),
            )
        )
    for key in solved.plan.missing:
        branch_id = planning_db.row_id(key.branch)
        lines.append(
            NewLine(branch_id, None, False, pinned=False, guests=(), problem=problems.get(key))
        )
    return lines


JOB = Job(RunKind.DRAFT, read, tell, words.failed)
