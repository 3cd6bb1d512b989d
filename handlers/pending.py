"""The question a person still owes an answer to, found from the facts.

Nothing is kept in a list of postponed questions: whoever joins today, answers one of two
questions, or presses a stale button gets the question that matters now.
"""

from datetime import timedelta

from db import meetings as meetings_db
from db import people, visits
from db.base import Session
from db.told import latest_results, presences
from domain import asks, timing
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask
from handlers import availability, stand_in_asks, witness_asks
from handlers.base import Reply, Request, before
from handlers.report_window import ReportWindow, report_window
from texts import meetings as meeting_words
from texts import visits as visit_words

AHEAD = timedelta(days=45)


async def next_ask(request: Request) -> Ask | None:
    """The most pressing open matter: somebody waits for it, a report, an answer; None when none."""
    owed = await stand_in_asks.owed(request)
    window = await report_window(request)
    begun = await _begun_meetings(request, window)
    duties = await _duties(request, window)
    if owed is None:
        owed = await _report_owed(request, begun)
    if owed is None:
        owed = await _presence_owed(request, window, duties)
    if owed is None:
        owed = await witness_asks.guests_owed(request, begun)
    if owed is None:
        owed = await witness_asks.second_look_owed(request, duties)
    if owed is None:
        owed = _visits_owed(request, duties)
    if owed is None:
        owed = await _confirmation_owed(request)
    if owed is None:
        owed = await availability.owed(request)
    return owed


async def still_owed(request: Request) -> Ask | None:
    """A report or an answer about next month that no reminder of a meeting asks any more."""
    window = await report_window(request)
    owed = await _report_owed(request, await _begun_meetings(request, window), overdue=True)
    if owed is None:
        owed = await _presence_owed(request, window, await _duties(request, window), overdue=True)
    if owed is None:
        owed = await availability.owed(request)
    return owed


async def and_next(request: Request, text: str) -> Reply:
    """A line that records something, followed by the next question if one is owed."""
    return before(text, await next_ask(request))


async def _report_owed(
    request: Request, begun: tuple[MeetingFacts, ...], *, overdue: bool = False
) -> Ask | None:
    """The oldest report owed; `overdue`: only one the reminders have given up on."""
    if overdue:
        begun = tuple(m for m in begun if timing.report_overdue(m.starts_at) <= request.now)
    results = await latest_results(request.session, [m.id for m in begun])
    for meeting in begun:
        result, due = results.get(meeting.id), timing.result_asked(meeting.starts_at)
        if meeting.state == MeetingState.PLANNED and due <= request.now:
            return asks.meeting(
                asks.AskKind.RESULT, meeting_words.result_asked(meeting), meeting.id
            )
        if meeting.state == MeetingState.HELD and result is not None and result.total is None:
            return asks.meeting(
                asks.AskKind.NUMBERS, meeting_words.numbers_asked(meeting), meeting.id
            )
    return None


async def _begun_meetings(request: Request, window: ReportWindow) -> tuple[MeetingFacts, ...]:
    if not request.person.branch_ids:
        return ()
    found = await meetings_db.meetings_of_branches(
        request.session, request.person.branch_ids, window.since, request.now
    )
    return tuple(m for m in found if request.sees(m.branch.id) and window.open(m))


async def _duties(request: Request, window: ReportWindow) -> tuple[VisitFacts, ...]:
    """Every visit of the person that anything can still be asked about, earliest first."""
    found = await visits.visits_of_person(
        request.session,
        request.person.id,
        window.since,
        request.now + AHEAD,
        states=tuple(MeetingState),
    )
    return tuple(visit for visit in found if request.sees(visit.meeting.branch.id))


async def _presence_owed(
    request: Request,
    window: ReportWindow,
    duties: tuple[VisitFacts, ...],
    *,
    overdue: bool = False,
) -> Ask | None:
    states = (MeetingState.PLANNED, MeetingState.HELD)
    past = [v for v in duties if v.meeting.starts_at < request.now and v.meeting.state in states]
    reported = await presences(request.session, [v.id for v in past])
    for visit in [v for v in past if window.open(v.meeting)]:
        mine = [r for r in reported.get(visit.id, ()) if r.witness_id == request.person.id]
        due = timing.result_asked(visit.meeting.starts_at) <= request.now
        due = due and (not overdue or timing.report_overdue(visit.meeting.starts_at) <= request.now)
        if due and not mine and visit.coming:
            return asks.presence(visit_words.presence_asked(visit), visit)
    return None


async def upcoming(request: Request) -> tuple[VisitFacts, ...]:
    """The person's visits that have not begun, earliest first."""
    found = await visits.visits_of_person(
        request.session, request.person.id, request.now, request.now + AHEAD
    )
    return tuple(visit for visit in found if request.sees(visit.meeting.branch.id))


def _visits_owed(request: Request, duties: tuple[VisitFacts, ...]) -> Ask | None:
    silent = tuple(
        v
        for v in duties
        if v.promise is None
        and v.meeting.starts_at >= request.now
        and v.meeting.state is MeetingState.PLANNED
    )
    return asks.visits(visit_words.asked(silent), silent) if silent else None


async def _confirmation_owed(request: Request) -> Ask | None:
    for meeting in await upcoming_meetings(request):
        answered = await meetings_db.confirmed(request.session, [meeting])
        if meeting.state == MeetingState.PLANNED and meeting.id not in answered:
            words = meeting_words.confirm_asked(meeting, await guests(request.session, meeting))
            return asks.meeting(asks.AskKind.CONFIRM, words, meeting.id)
    return None


async def upcoming_meetings(request: Request) -> tuple[MeetingFacts, ...]:
    """Meetings that have not begun of the branches the person answers for, earliest first."""
    if not request.person.branch_ids:
        return ()
    found = await meetings_db.meetings_of_branches(
        request.session, request.person.branch_ids, request.now, request.now + AHEAD
    )
    return tuple(meeting for meeting in found if request.sees(meeting.branch.id))


async def guests(session: Session, meeting: MeetingFacts) -> list[str]:
    """Names of the cadres who have not declined a meeting."""
    found = await visits.visits_of_meetings(session, [meeting.id])
    return [v.cadre.name for v in found if v.coming or not v.answered]


async def secretary_of(request: Request, meeting: MeetingFacts) -> PersonId | None:
    """Who answers for the meeting's branch today."""
    found = await people.answering_for(request.session, [meeting.branch.id], request.today)
    name = found.get(meeting.branch.id)
    return None if name is None else name.id
