"""/doilich: move a published meeting, or try a line of the draft elsewhere while there is one."""

from datetime import datetime

from db import days, plans
from db.planning_runs import RunKind
from db.plans import LineFacts, PlanRow, PlanState
from domain import moves
from domain.calendar import Month, at, local
from domain.errors import CannotMove, NothingToDo, NotUnderstood
from domain.ids import MeetingId, PlanId
from domain.meetings import BranchFacts
from domain.people import FOR_BRANCH, OFFICE
from domain.replies import understand
from domain.reply_dates import read_date
from domain.reply_times import read_time
from handlers import asking_planner, moving
from handlers.base import Command, Reply, Request
from handlers.meeting_words import branch_in, meeting_of
from texts import help as help_words
from texts import plans as words

EXAMPLE = "/doilich CB-012 05/12 19h30"


async def run(request: Request) -> Reply:
    """With a date: check and show the consequences; without: offer the days that fit."""
    branch, rest = await branch_in(request)
    day = read_date(rest, request.today)
    if request.person.holds(*OFFICE):
        draft = await _draft_with(request, None if day is None else Month.of(day))
        if draft is not None:
            return await _move_line(request.saying(rest), draft, branch)
    meeting = await meeting_of(request, branch)
    if day is None:
        return await moving.ask_date(request, meeting)
    hour = read_time(rest) or local(meeting.starts_at).time()
    return await moving.check(request, meeting, at(day, hour), reason=understand(rest).reason)


async def _draft_with(request: Request, month: Month | None) -> PlanRow | None:
    """The draft the date belongs to; only a draft can be changed without telling anybody."""
    this = Month.of(request.today)
    for candidate in dict.fromkeys((month or this, this, this.next)):
        plan = await plans.current(request.session, str(candidate))
        if plan is not None and plan.state == PlanState.DRAFT:
            return plan
    return None


async def _move_line(request: Request, plan: PlanRow, branch: BranchFacts) -> Reply:
    """What only a glance can refuse is refused at once; the planner looks at the rest."""
    lines = await plans.lines(request.session, PlanId(plan.id))
    line = next((line for line in lines if line.branch.id == branch.id), None)
    month = Month.parse(plan.month)
    if line is None:
        raise NothingToDo(words.not_in_plan(branch.code, month))
    day = read_date(request.text, request.today)
    hour = read_time(request.text) or (local(line.starts_at).time() if line.starts_at else None)
    if day is None or hour is None:
        raise NotUnderstood(words.date_and_hour(), EXAMPLE)
    new = at(day, hour)
    found = moves.clashes(await _situation(request, month, line), new)
    if found:
        raise CannotMove(tuple((f.clash.value, moves.named(f)) for f in found))
    question = {"branch": branch.id, "to": new.isoformat()}
    return asking_planner.ask(request, RunKind.MOVE, month, **question)


async def _situation(request: Request, month: Month, line: LineFacts) -> moves.Situation:
    """The line by itself: what clashes with other lines, the planner moves out of the way."""
    return moves.Situation(
        meeting_id=MeetingId(0),
        commune_id=line.branch.commune_id,
        month=month,
        starts_at=line.starts_at or datetime.min.replace(tzinfo=request.now.tzinfo),
        now=request.now,
        days_off=await days.days_off(request.session, month.first, month.last),
        guests=(),
    )


COMMAND = Command(
    ("doilich", "doi", "move"),
    frozenset({*FOR_BRANCH, *OFFICE}),
    help_words.doilich,
    run,
    takes_words=True,
    order=30,
)
