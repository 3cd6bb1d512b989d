"""A move of a line of the draft: what it pulls along and costs, shown before it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import planning as planning_db
from db import plans
from db.branches import Branch
from db.planning_runs import RunKind
from db.plans import LineFacts, PlanRow, PlanState
from domain import asks
from domain.calendar import at
from domain.errors import NothingToDo
from domain.ids import PlanId
from domain.planning import rules, tasks
from domain.planning.explain import Clash
from domain.planning.facts import FieldWeek, PlannedMeeting
from domain.planning.plan import Plan
from domain.planning.repair import Repair
from domain.suppositions import Supposed
from handlers import supposing
from handlers.base import Reply, told
from handlers.planning_jobs.base import Asking, Job, Work, names_in
from handlers.planning_jobs.what_if import bare
from handlers.planning_jobs.why import current, known
from texts import planning as explained
from texts import plans as plan_words
from texts import supposing as words


async def _draft(asking: Asking) -> PlanRow:
    plan = await current(asking)
    if plan.state != PlanState.DRAFT:
        raise NothingToDo(plan_words.already_approved(asking.month))
    return plan


async def read(asking: Asking) -> Work:
    """The draft, and the line where it is to be."""
    await _draft(asking)
    about = await known(asking)
    new = datetime.fromisoformat(asking.run.question["to"])
    change = supposing.Change(Supposed.MOVED, branch=asking.run.question["branch"], starts_at=new)
    opened, to = supposing.moved_to(about, change)
    return Work(tasks.move, (opened, about.plan, to))


async def tell(asking: Asking, work: Work, result: Any) -> list[Reply]:
    """Keep what a yes would do, and ask; or say what forbids it."""
    plan = await _draft(asking)
    question = asking.run.question
    branch = await asking.session.get_one(Branch, question["branch"])
    new = datetime.fromisoformat(question["to"])
    if isinstance(result, Clash):
        why = explained.missing(await names_in(asking.session, work.facts), result)
        said = told(words.move_forbidden(branch.code, branch.village, new, why))
        return [said for _ in asking.askers]
    repair: Repair = result
    before: Plan = work.arguments[1]
    lines = await plans.lines(asking.session, PlanId(plan.id))
    moved = _moved(lines, repair.plan)
    weeks = _weeks(before, repair.plan)
    asking.run.answer = {
        "plan": plan.id,
        "version": plan.version,
        "lines": {str(line): starts.isoformat() for line, starts in moved.items()},
        "guests": _seated(lines, repair.plan),
        "weeks": {str(person): monday.isoformat() for person, monday in weeks.items()},
    }
    asking.run.plan_id = plan.id
    facts = bare(work.facts)
    check = words.move_check(
        branch.code,
        branch.village,
        next(line.starts_at for line in lines if line.branch.id == branch.id),
        new,
        await _pulled_along(asking, lines, branch.id, moved, weeks),
        rules.cost(facts, repair.plan) - rules.cost(facts, before),
    )
    return [asks.planner(asks.AskKind.MOVE_LINE, check, asking.run.id) for _ in asking.askers]


def _moved(lines: tuple[LineFacts, ...], after: Plan) -> dict[int, datetime]:
    """New times by line, of the lines whose time changes."""
    times = {planning_db.row_id(x.branch): _starts(x) for x in after.meetings}
    return {
        line.id: times[line.branch.id]
        for line in lines
        if line.branch.id in times and times[line.branch.id] != line.starts_at
    }


def _seated(lines: tuple[LineFacts, ...], after: Plan) -> dict[str, list[int]]:
    """Who attends, of the lines where that changes: those that had no date."""
    seats = {
        planning_db.row_id(x.branch): [planning_db.row_id(who) for who in x.attend]
        for x in after.meetings
    }
    return {
        str(line.id): seats[line.branch.id]
        for line in lines
        if line.branch.id in seats
        and set(seats[line.branch.id]) != {guest.id for guest in line.guests}
    }


def _starts(meeting: PlannedMeeting) -> datetime:
    return at(meeting.date, planning_db.hour_of(meeting.part))


def _weeks(before: Plan, after: Plan) -> dict[int, Any]:
    """New field weeks by person, of those whose week changes."""
    old: Mapping[Any, FieldWeek] = {week.cadre: week for week in before.field_weeks}
    return {
        planning_db.row_id(week.cadre): week.monday
        for week in after.field_weeks
        if week.cadre not in old or old[week.cadre].monday != week.monday
    }


async def _pulled_along(
    asking: Asking,
    lines: tuple[LineFacts, ...],
    branch_id: int,
    moved: Mapping[int, datetime],
    weeks: Mapping[int, Any],
) -> str:
    names: dict[int, str] = {guest.id: guest.name for line in lines for guest in line.guests}
    said = [
        words.other_line(line.branch.code, line.branch.village, line.starts_at, moved[line.id])
        for line in lines
        if line.id in moved and line.branch.id != branch_id
    ]
    said += [words.week_line(names[i], monday) for i, monday in weeks.items() if i in names]
    return words.pulled_along(said) if said else words.nothing_else()


JOB = Job(RunKind.MOVE, read, tell, words.failed)
