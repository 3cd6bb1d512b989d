"""/doilich: move a published meeting, or a line of the draft while there is one."""

from datetime import datetime

from db import audit, days, plans
from db.plans import LineFacts, PlanLine, PlanRow, PlanState
from domain import moves
from domain.calendar import Month, at, local, monday_of
from domain.errors import CannotMove, NotUnderstood
from domain.ids import MeetingId, PlanId
from domain.meetings import BranchFacts
from domain.people import FOR_BRANCH, OFFICE
from domain.reply_dates import read_date
from domain.reply_times import read_time
from handlers import moving
from handlers.base import Command, Reply, Request, told
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
    return await moving.check(request, meeting, at(day, hour))


async def _draft_with(request: Request, month: Month | None) -> PlanRow | None:
    """The draft the date belongs to; only a draft can be changed without telling anybody."""
    this = Month.of(request.today)
    for candidate in dict.fromkeys((month or this, this, this.next)):
        plan = await plans.current(request.session, str(candidate))
        if plan is not None and plan.state == PlanState.DRAFT:
            return plan
    return None


async def _move_line(request: Request, plan: PlanRow, branch: BranchFacts) -> Reply:
    lines = await plans.lines(request.session, PlanId(plan.id))
    line = next(line for line in lines if line.branch.id == branch.id)
    day = read_date(request.text, request.today)
    hour = read_time(request.text) or (local(line.starts_at).time() if line.starts_at else None)
    if day is None or hour is None:
        raise NotUnderstood(words.date_and_hour(), EXAMPLE)
    new = at(day, hour)
    found = moves.clashes(await _situation(request, plan, line, lines), new)
    if found:
        raise CannotMove(tuple((f.clash.value, moves.named(f)) for f in found))
    row = await request.session.get_one(PlanLine, line.id)
    row.starts_at, row.pinned = new, True
    await _move_weeks(request, plan, line, lines, new)
    audit.note(
        request.session, request.now, request.actor_id, "plan.move", line=line.id, to=str(new)
    )
    return told(words.line_moved(branch.code, branch.village, line.starts_at, new))


async def _move_weeks(
    request: Request,
    plan: PlanRow,
    line: LineFacts,
    lines: tuple[LineFacts, ...],
    new: datetime,
) -> None:
    """A cadre with no other line has the field week wherever this one goes."""
    for guest in line.guests:
        if not any(guest in other.guests for other in lines if other.id != line.id):
            monday = monday_of(local(new).date())
            await plans.set_field_week(request.session, PlanId(plan.id), guest.id, monday)


async def _situation(
    request: Request, plan: PlanRow, line: LineFacts, lines: tuple[LineFacts, ...]
) -> moves.Situation:
    """The same rules as for published meetings, on the lines of the draft."""
    month = Month.parse(plan.month)
    weeks = await plans.field_weeks(request.session, PlanId(plan.id))
    guests = []
    for guest in line.guests:
        others = [other for other in lines if guest in other.guests and other.id != line.id]
        away = await moving.days_away(request.session, guest.id, month)
        guests.append(
            moves.Guest(
                guest.name,
                weeks.get(guest.id) if others else None,
                tuple(_engagement(other) for other in others if other.starts_at),
                away,
            )
        )
    return moves.Situation(
        meeting_id=MeetingId(0),
        commune_id=line.branch.commune_id,
        month=month,
        starts_at=line.starts_at or datetime.min.replace(tzinfo=request.now.tzinfo),
        now=request.now,
        days_off=await days.days_off(request.session, month.first, month.last),
        guests=tuple(guests),
    )


def _engagement(other: LineFacts) -> moves.Engagement:
    assert other.starts_at is not None
    return moves.Engagement(
        MeetingId(other.id),
        other.branch.commune_id,
        other.branch.village,
        other.starts_at,
    )


COMMAND = Command(
    ("doilich", "doi", "move"),
    frozenset({*FOR_BRANCH, *OFFICE}),
    help_words.doilich,
    run,
    takes_words=True,
    order=30,
)
