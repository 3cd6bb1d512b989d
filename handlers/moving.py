"""Moving a published meeting: what it would clash with, what it changes, and who is told.

Secretary and coordinator, /doilich and the answer "2 dời", all end here.
"""

from datetime import date, datetime, time

from db import absences, calls, days, deeds, outbox, plans, visible, visits
from db import meetings as meetings_db
from db.base import Session
from db.calls import CallReason
from db.meetings import Confirmation, MeetingChange, MeetingResult
from domain import asks, moves
from domain.attendance import MeetingOutcome, ReasonCategory
from domain.calendar import Month, local
from domain.deeds import DeedKind
from domain.errors import CannotMove
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask, Source, Why
from handlers import search_clock
from handlers.base import Reply, Request
from handlers.pending import and_next, secretary_of
from handlers.search_step import step_of
from texts import meetings as words
from texts import refusals
from texts import visits as visit_words

USUAL_HOURS = (time(7, 30), time(14, 0), time(19, 30))


async def situation(request: Request, meeting: MeetingFacts) -> moves.Situation:
    """Everything the move of a meeting depends on."""
    month = Month.parse(meeting.month)
    duties = await visits.visits_of_meetings(request.session, [meeting.id])
    return moves.Situation(
        meeting_id=meeting.id,
        commune_id=meeting.branch.commune_id,
        month=month,
        starts_at=meeting.starts_at,
        now=request.now,
        days_off=await days.days_off(request.session, month.first, month.last),
        guests=tuple([await _guest(request, duty, month) for duty in duties if not _out(duty)]),
    )


def _out(duty: VisitFacts) -> bool:
    """A cadre who declined does not hold the meeting back."""
    return duty.answered and not duty.coming


async def _guest(request: Request, duty: VisitFacts, month: Month) -> moves.Guest:
    session, cadre = request.session, duty.cadre
    others = await visits.visits_of_person(session, cadre.id, month.since, month.until)
    return moves.Guest(
        name=cadre.name,
        field_week=await plans.field_week(session, cadre.id, str(month)),
        engagements=tuple(
            moves.Engagement(
                other.meeting.id,
                other.meeting.branch.commune_id,
                other.meeting.branch.village,
                other.meeting.starts_at,
            )
            for other in others
        ),
        away=await days_away(session, cadre.id, month),
    )


async def days_away(
    session: Session, person_id: PersonId, month: Month
) -> tuple[tuple[date, date], ...]:
    """Spans of a month (both days inclusive) a person is away."""
    rows = await absences.away(session, [person_id], month.first, month.last)
    return tuple((row.first, row.last) for row in rows)


async def ask_date(request: Request, meeting: MeetingFacts, *, held_over: bool = False) -> Ask:
    """Offer the nearest days that fit everybody; any other may be typed."""
    usual = local(meeting.starts_at).time()
    hours = (usual, *(hour for hour in USUAL_HOURS if hour != usual))
    choices = moves.fitting(await situation(request, meeting), hours)
    return asks.new_date(words.new_date_asked(meeting, choices), meeting.id, held_over=held_over)


async def check(
    request: Request, meeting: MeetingFacts, new: datetime, *, held_over: bool = False
) -> Ask:
    """Show the consequences of a move before it is done; raises CannotMove on a hard clash."""
    about = await situation(request, meeting)
    found = moves.clashes(about, new)
    hard = tuple((f.clash.value, moves.named(f)) for f in found if f.clash.hard)
    if hard:
        raise CannotMove(hard)
    warnings = [refusals.clash(f.clash, moves.named(f)) for f in found]
    told = [guest.name for guest in about.guests]
    return asks.move(
        words.move_check(meeting, new, told, warnings), meeting.id, new, held_over=held_over
    )


async def apply(
    request: Request, meeting: MeetingFacts, new: datetime, *, held_over: bool = False
) -> Reply:
    """Move the meeting, withdraw what was said of the old time, and tell everybody old -> new."""
    session, now = request.session, request.now
    row = await meetings_db.row(session, meeting.id)
    row.starts_at, row.version, row.state = new, row.version + 1, MeetingState.PLANNED
    session.add(
        MeetingChange(
            meeting_id=meeting.id,
            old_starts_at=meeting.starts_at,
            new_starts_at=new,
            actor_id=request.actor_id,
            at=now,
        )
    )
    if held_over:
        session.add(result(request, meeting, MeetingOutcome.MOVED, new_starts_at=new))
    await outbox.withdraw(session, now, Why.MEETING_MOVED, meeting_id=meeting.id)
    await calls.close_calls(
        session, now, by="moved", reasons=tuple(CallReason), meeting_id=meeting.id
    )
    await session.flush()
    moved = await meetings_db.meeting(session, meeting.id)
    await search_clock.review(step_of(request), meeting.id)
    deeds.note(
        session,
        DeedKind.MOVE,
        request.person.id,
        now,
        meeting=meeting.id,
        version=moved.version,
        answered=meeting.version,
        old=meeting.starts_at.isoformat(),
    )
    await _tell(request, meeting, moved)
    return await and_next(request, words.move_done(moved, meeting.starts_at))


async def _tell(request: Request, old: MeetingFacts, moved: MeetingFacts) -> None:
    by = request.person.name
    for duty in await visits.visits_of_meetings(request.session, [moved.id]):
        if duty.cadre.id != request.person.id:
            said = asks.visits(visit_words.moved(duty, old, by), [duty])
            await _queue(request, duty.cadre.id, moved, said)
    secretary = await secretary_of(request, moved)
    if secretary is not None and secretary != request.person.id:
        said_plainly = words.moved_for_secretary(moved, old.starts_at, by)
        await _queue(request, secretary, moved, said_plainly)
    elif secretary is not None:
        request.session.add(confirmation(request, moved, holds=True))
    office = await visible.coordinators_of(request.session, moved.branch.commune_id, request.today)
    for coordinator in office:
        if coordinator.id != request.person.id:
            said_plainly = words.moved_for_coordinator(moved, old.starts_at, by)
            await _queue(request, coordinator.id, moved, said_plainly)


async def _queue(request: Request, to: PersonId, moved: MeetingFacts, said: Reply) -> None:
    await outbox.queue(
        request.session,
        key=f"moved:{moved.id}:{moved.version}:{to}",
        kind="moved",
        person_id=to,
        content=said,
        now=request.now,
        lapses_at=moved.starts_at,
        occasions=[outbox.ForWhat("moved", moved.id, moved.version)],
    )


def confirmation(request: Request, meeting: MeetingFacts, *, holds: bool) -> Confirmation:
    """The secretary's answer about the meeting as it now stands."""
    return Confirmation(
        meeting_id=meeting.id,
        version=meeting.version,
        person_id=request.person.id,
        actor_id=request.actor_id,
        holds=holds,
        source=request.source,
        at=request.now,
    )


def source(request: Request, meeting: MeetingFacts) -> Source:
    """How the report came; the office's own report of a branch is on its behalf."""
    own = meeting.branch.id in request.person.branch_ids
    return request.source if own else Source.ON_BEHALF


def result(
    request: Request,
    meeting: MeetingFacts,
    outcome: MeetingOutcome,
    *,
    reason: ReasonCategory = ReasonCategory.NONE,
    new_starts_at: datetime | None = None,
) -> MeetingResult:
    """A report without numbers: moved, postponed, not held, or held with the numbers to come."""
    return MeetingResult(
        meeting_id=meeting.id,
        version=meeting.version,
        person_id=request.person.id,
        actor_id=request.actor_id,
        outcome=outcome,
        reason=reason,
        new_starts_at=new_starts_at,
        source=source(request, meeting),
        at=request.now,
    )
