"""Recording what happened with a meeting: outcome, reason, six numbers."""

from db import calls, deeds, outbox, recall, visible, visits
from db import meetings as meetings_db
from db.calls import CallReason
from db.meetings import MeetingResult
from domain import asks, attendance
from domain.attendance import MeetingOutcome, NumbersProblem, ReasonCategory, SixNumbers
from domain.deeds import DeedKind
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask, Why
from handlers import search_clock
from handlers.base import Reply, Request, before
from handlers.moving import ask_date, result
from handlers.pending import and_next
from handlers.reconciling import compare
from handlers.search_step import step_of
from texts import meetings as words

STATES = {
    MeetingOutcome.HELD: MeetingState.HELD,
    MeetingOutcome.POSTPONED: MeetingState.POSTPONED,
    MeetingOutcome.NOT_HELD: MeetingState.NOT_HELD,
}


async def outcome(
    request: Request,
    meeting: MeetingFacts,
    what: MeetingOutcome,
    *,
    reason: ReasonCategory = ReasonCategory.NONE,
) -> Reply:
    """Record an outcome at once; what is still missing (numbers, reason, date) is asked next."""
    if what is MeetingOutcome.MOVED:
        return await ask_date(request, meeting, held_over=meeting.starts_at <= request.now)
    row = await meetings_db.row(request.session, meeting.id)
    row.state = STATES[what]
    request.session.add(result(request, meeting, what, reason=reason))
    await _close_calls(request, meeting, dateless=what is MeetingOutcome.POSTPONED)
    await compare(request, meeting)
    if what is MeetingOutcome.HELD:
        return before(words.held(meeting), ask_numbers(meeting))
    await _tell_others(request, meeting, what, reason)
    await search_clock.review(step_of(request), meeting.id)
    deeds.note(
        request.session,
        DeedKind.CANCEL,
        request.person.id,
        request.now,
        other=request.actor_id if request.actor_id != request.person.id else None,
        meeting=meeting.id,
        version=meeting.version,
        answered=meeting.version,
    )
    if reason is ReasonCategory.NONE:
        asked = words.outcome_reason_asked(meeting, what)
        return asks.outcome_reason(asked, meeting.id, what, version=meeting.version)
    return await after_reason(request, meeting, what, reason)


def ask_numbers(meeting: MeetingFacts) -> Ask:
    """The six numbers of a meeting."""
    return asks.meeting(asks.AskKind.NUMBERS, words.numbers_asked(meeting), meeting.id)


async def after_reason(
    request: Request, meeting: MeetingFacts, what: MeetingOutcome, reason: ReasonCategory
) -> Reply:
    """Reason known: is there a new date, or one to make up for it? Only what fits is offered."""
    said = words.outcome_recorded(meeting, what, reason)
    now = await meetings_db.meeting(request.session, meeting.id)
    asked = await ask_date(request, now)
    if what is MeetingOutcome.NOT_HELD and len(asked.words.options) == 1:
        return await and_next(request, said)  # no day is left to make up for it
    return before(said, asked)


async def _close_calls(request: Request, meeting: MeetingFacts, *, dateless: bool = False) -> None:
    """What was reported needs no telephone call; a meeting still `dateless` needs one."""
    await calls.close_calls(
        request.session,
        request.now,
        by="report",
        reasons=[
            CallReason.NOT_REPORTED,
            CallReason.UNCONFIRMED,
            CallReason.SILENT,
            *([] if dateless else [CallReason.NEW_DATE]),
        ],
        meeting_id=meeting.id,
    )


async def _tell_others(
    request: Request, meeting: MeetingFacts, what: MeetingOutcome, reason: ReasonCategory
) -> None:
    """Postponed or not held: nothing more is reminded, guests and coordinator are told once."""
    await recall.withdraw(
        request.session, request.now, Why.MEETING_CANCELLED, meeting_id=meeting.id
    )
    office = await visible.coordinators_of(
        request.session, meeting.branch.commune_id, request.today
    )
    to: list[PersonId] = [c.id for c in office]
    if meeting.starts_at > request.now:
        duties = await visits.visits_of_meetings(request.session, [meeting.id])
        to += [duty.cadre.id for duty in duties]
    for person_id in dict.fromkeys(to):
        if person_id not in (request.person.id, request.actor_id):
            await outbox.queue(
                request.session,
                key=f"{what}:{meeting.id}:{meeting.version}:{person_id}",
                kind=str(what),
                person_id=person_id,
                content=words.postponed_for_others(meeting, what, reason),
                now=request.now,
                occasions=[outbox.ForWhat(str(what), meeting.id, meeting.version)],
            )


async def numbers(
    request: Request, meeting: MeetingFacts, said: SixNumbers, *, sure: bool = False
) -> Reply:
    """Check six numbers against their sum and the roster, and record them.

    `sure`: the secretary has confirmed a total that differs from the roster.
    """
    wrong = attendance.problems(said, roster_size=meeting.branch.members)
    hard = [w for w in wrong if w is not NumbersProblem.ROSTER]
    if wrong and not sure and meeting.state is not MeetingState.HELD:
        # the numbers are in doubt, that the meeting took place is not
        await outcome(request, meeting, MeetingOutcome.HELD)
    if hard:
        again = words.numbers_wrong(meeting, said, hard[0])
        return asks.meeting(asks.AskKind.NUMBERS, again, meeting.id)
    if wrong and not sure:
        return asks.numbers_check(words.numbers_check(meeting, said), meeting.id, said)
    row = await meetings_db.row(request.session, meeting.id)
    row.state = MeetingState.HELD
    request.session.add(_held(request, meeting, said))
    await _close_calls(request, meeting)
    await compare(request, meeting)
    return await and_next(request, words.held_recorded(meeting, said))


def _held(request: Request, meeting: MeetingFacts, said: SixNumbers) -> MeetingResult:
    row = result(request, meeting, MeetingOutcome.HELD)
    row.total, row.present, row.excused = said.total, said.present, said.excused
    row.unexcused, row.exempt, row.minutes = said.unexcused, said.exempt, said.minutes
    return row
