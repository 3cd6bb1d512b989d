"""Mending a published plan after something happened: the fewest people told, shown first."""

from datetime import datetime
from typing import Any

from db import meetings as meetings_db
from db import planning as planning_db
from db.planning_runs import RunKind
from db.plans import PlanRow, PlanState
from domain import asks
from domain.calendar import at
from domain.errors import NothingToDo
from domain.meetings import MeetingFacts, MeetingState
from domain.planning import tasks
from domain.planning.plan import Plan
from domain.planning.repair import Repair
from handlers import supposing
from handlers.base import Reply, told
from handlers.planning_jobs import what_if
from handlers.planning_jobs.base import Asking, Job, Work, names_in
from handlers.planning_jobs.why import current
from texts import planning as explained
from texts import supposing as words


async def _published(asking: Asking) -> PlanRow:
    plan = await current(asking)
    if plan.state == PlanState.DRAFT:
        raise NothingToDo(words.still_draft(asking.month))
    return plan


async def read(asking: Asking) -> Work:
    """The published plan, and its facts once the changes are made."""
    await _published(asking)
    return await what_if.read(asking)


async def tell(asking: Asking, work: Work, result: Any) -> list[Reply]:
    """Keep what a yes would do, and ask; or say why nothing helps, or that nothing is broken."""
    plan = await _published(asking)
    reply = await _reply(asking, work, result, plan)
    return [reply for _ in asking.askers]


async def _reply(asking: Asking, work: Work, mended: tasks.Mended, plan: PlanRow) -> Reply:
    changes = what_if.changes_of(asking)
    names = await names_in(asking.session, work.facts)
    what = words.no_longer_free()
    if changes:
        what = await supposing.described(asking.session, changes)
    if mended.repair is None:
        return told(words.no_way(what, what_if.clashes_said(names, mended.clashes)))
    meetings = await meetings_db.meetings_of_month(asking.session, str(asking.month))
    moves = _moves(meetings, mended.repair)
    asking.run.plan_id = plan.id
    asking.run.answer = {
        "moves": [
            {"meeting": meeting.id, "version": meeting.version, "to": new.isoformat()}
            for meeting, new in moves
        ],
        "weeks": _weeks(work.arguments[1], mended.repair.plan),
    }
    if moves:
        check = words.repair_check(
            what,
            explained.consequences(names, work.arguments[1], mended.repair, announced=True),
            kept=mended.kept,
            noted=bool(changes),
        )
    elif changes:
        check = words.only_note(what)
    else:
        return told(words.nothing_broken(asking.month))
    return asks.planner(asks.AskKind.MEND, check, asking.run.id)


def _moves(
    meetings: tuple[MeetingFacts, ...], repair: Repair
) -> list[tuple[MeetingFacts, datetime]]:
    """Published meetings that get another time, and that time."""
    times = {
        planning_db.row_id(x.branch): at(x.date, planning_db.hour_of(x.part))
        for x in repair.plan.meetings
    }
    return [
        (meeting, times[meeting.branch.id])
        for meeting in meetings
        if meeting.state is MeetingState.PLANNED
        and meeting.branch.id in times
        and times[meeting.branch.id] != meeting.starts_at
    ]


def _weeks(before: Plan, after: Plan) -> dict[str, list[str | None]]:
    """Field weeks that change: by person, the old and the new Monday."""
    old = {week.cadre: week.monday for week in before.field_weeks}
    return {
        str(planning_db.row_id(week.cadre)): [
            old[week.cadre].isoformat() if week.cadre in old else None,
            week.monday.isoformat(),
        ]
        for week in after.field_weeks
        if old.get(week.cadre) != week.monday
    }


JOB = Job(RunKind.REPAIR, read, tell, words.failed)
