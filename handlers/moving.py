"""Moving a published meeting: what it would clash with, what it changes, and who is told.

Secretary and coordinator, /doilich and the answer "2 dời", all end here.
"""

from collections.abc import Mapping
from datetime import date, datetime

from db import calls, deeds, outbox, recall, visible, visits
from db import meetings as meetings_db
from db.calls import CallReason
from db.meetings import Confirmation, MeetingChange, MeetingResult
from db.moves import situation
from db.told import latest_results
from domain import asks, moves
from domain.attendance import MeetingOutcome, ReasonCategory
from domain.deeds import DeedKind
from domain.errors import CannotMove
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Source, Why
from handlers import search_clock
from handlers.base import Reply, Request
from handlers.pending import and_next, secretary_of
from handlers.reconciling import compare
from handlers.search_step import step_of
from texts import meetings as words
from texts import refusals
from texts import visits as visit_words


async def ask_date(request: Request, meeting: MeetingFacts, *, held_over: bool = False) -> Ask:
    """Offer the nearest days that fit everybody; any other may be typed."""
    about = await situation(request.session, meeting, request.now)
    choices = moves.offered(about)
    weeks = [guest.name for guest in about.guests if guest.field_week is not None]
    return asks.new_date(
        words.new_date_asked(meeting, choices, weeks), meeting.id, held_over=held_over
    )


async def check(
    request: Request,
    meeting: MeetingFacts,
    new: datetime,
    *,
    held_over: bool = False,
    reason: ReasonCategory = ReasonCategory.NONE,
) -> Ask:
    """Show the consequences of a move before it is done; raises CannotMove on a hard clash."""
    about = await situation(request.session, meeting, request.now)
    found = moves.clashes(about, new)
    hard = tuple((f.clash.value, moves.named(f)) for f in found if f.clash.hard)
    if hard:
        raise CannotMove(hard)
    warnings = [refusals.clash(f.clash, moves.named(f)) for f in found]
    told = [guest.name for guest in about.guests]
    text = words.move_check(meeting, new, told, warnings)
    return asks.move(text, meeting.id, new, held_over=held_over, reason=reason)


async def apply(
    request: Request,
    meeting: MeetingFacts,
    new: datetime,
    *,
    reason: ReasonCategory = ReasonCategory.NONE,
) -> Reply:
    """Move the meeting and tell everybody old -> new; ask why unless that is known."""
    known = reason if reason is not ReasonCategory.NONE else await _known_reason(request, meeting)
    moved = await relocate(request, meeting, new, reason=known)
    await _tell(request, meeting, moved)
    await compare(request, moved)
    said = words.move_done(moved, meeting.starts_at)
    if known is ReasonCategory.NONE:
        return asks.outcome_reason(
            words.move_reason_asked(said),
            meeting.id,
            OUTCOMES[meeting.state],
            version=meeting.version,
            to=new,
        )
    return await and_next(request, said)


async def relocate(
    request: Request,
    meeting: MeetingFacts,
    new: datetime,
    *,
    reason: ReasonCategory,
    weeks: Mapping[PersonId, date] | None = None,
) -> MeetingFacts:
    """Give the meeting its new time and withdraw what was said of the old one; tells nobody.

    A postponed meeting stays one that was postponed, now with a date. `weeks`: field weeks that
    change with it, as they were, for whoever takes the move back.
    """
    session, now = request.session, request.now
    row = await meetings_db.row(session, meeting.id)
    row.starts_at, row.version, row.state = new, row.version + 1, MeetingState.PLANNED
    session.add(_change(request, meeting, new))
    outcome = OUTCOMES[meeting.state]
    session.add(result(request, meeting, outcome, reason=reason, new_starts_at=new))
    await recall.withdraw(session, now, Why.MEETING_MOVED, meeting_id=meeting.id)
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
        other=request.actor_id if request.actor_id != request.person.id else None,
        meeting=meeting.id,
        version=moved.version,
        answered=meeting.version,
        old=meeting.starts_at.isoformat(),
        weeks={str(person): monday.isoformat() for person, monday in (weeks or {}).items()},
    )
    return moved


# What a move makes of the meeting as it stood: three different things, each with a date.
OUTCOMES = {
    MeetingState.PLANNED: MeetingOutcome.MOVED,
    MeetingState.HELD: MeetingOutcome.MOVED,
    MeetingState.POSTPONED: MeetingOutcome.POSTPONED,
    MeetingState.NOT_HELD: MeetingOutcome.NOT_HELD,
}


async def _known_reason(request: Request, meeting: MeetingFacts) -> ReasonCategory:
    """Why it was postponed or not held, when that was said before."""
    if meeting.state not in (MeetingState.POSTPONED, MeetingState.NOT_HELD):
        return ReasonCategory.NONE
    said = (await latest_results(request.session, [meeting.id])).get(meeting.id)
    return ReasonCategory.NONE if said is None else ReasonCategory(said.reason)


def _change(request: Request, meeting: MeetingFacts, new: datetime) -> MeetingChange:
    return MeetingChange(
        meeting_id=meeting.id,
        old_starts_at=meeting.starts_at,
        new_starts_at=new,
        actor_id=request.actor_id,
        at=request.now,
    )


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
        if coordinator.id not in (request.person.id, request.actor_id):
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
