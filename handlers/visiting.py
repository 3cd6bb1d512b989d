"""Recording what a cadre promises about visits, and telling those it concerns.

Button, digit, typed text and /vang all end here, so that they cannot differ.
"""

from collections.abc import Sequence

from db import calls, outbox, pauses, recall, visible, visits
from db.calls import CallReason
from domain import asks
from domain.attendance import Promise, ReasonCategory
from domain.meetings import VisitFacts
from domain.messages import Why, Words
from domain.substitution import SubstitutionEnd
from handlers import substituting
from handlers.base import Reply, Request, before
from handlers.pending import and_next, next_ask, secretary_of
from handlers.search_step import step_of
from texts import substitutions as substitution_words
from texts import visits as words


async def record(
    request: Request,
    about: Sequence[VisitFacts],
    promise: Promise,
    *,
    reason: ReasonCategory = ReasonCategory.NONE,
    minutes_late: int | None = None,
) -> Reply:
    """Record one answer about some visits; asks the reason of a decline that gives none."""
    for visit in about:
        await _record_one(request, visit, promise, reason, minutes_late)
    await request.session.flush()
    if promise is Promise.NOT_COMING and reason is ReasonCategory.NONE:
        return asks.reason(words.why(about), about)
    return await and_next(request, words.recorded(about, promise, reason, minutes_late))


async def _record_one(
    request: Request,
    visit: VisitFacts,
    promise: Promise,
    reason: ReasonCategory,
    minutes_late: int | None,
) -> None:
    await visits.record_promise(
        request.session,
        visit,
        promise,
        reason=reason,
        minutes_late=minutes_late,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
    )
    if promise is Promise.UNSURE:
        return
    await recall.withdraw(
        request.session,
        request.now,
        Why.ANSWERED,
        meeting_id=visit.meeting.id,
        person_id=visit.cadre.id,
    )
    if promise is Promise.NOT_COMING and visit.promise is not Promise.NOT_COMING:
        await _open_gap(request, visit, reason)
    elif promise is not Promise.NOT_COMING:
        await _close_gap(request, visit)


async def _open_gap(request: Request, visit: VisitFacts, reason: ReasonCategory) -> None:
    declined = VisitFacts(
        visit.id, visit.meeting, visit.cadre, Promise.NOT_COMING, reason, minutes_late=None
    )
    await calls.close_calls(
        request.session,
        request.now,
        by="answer",
        reasons=[CallReason.SILENT],
        meeting_id=visit.meeting.id,
        person_id=visit.cadre.id,
    )
    await calls.open_call(
        request.session, CallReason.DECLINED, visit.cadre.id, request.now, meeting=visit.meeting
    )
    await _tell_secretary(request, visit, "declined", words.declined_to_secretary(declined))
    await request.session.flush()
    free = await substituting.open_gap(step_of(request), declined, quiet=True)
    resting = (await pauses.in_force(request.session, request.now)).of_meeting(visit.meeting)
    ranking = substitution_words.ranking(
        [(one.person.name, one.ranked) for one in free], resting=resting
    )
    office = await visible.coordinators_of(
        request.session, visit.meeting.branch.commune_id, request.today
    )
    for coordinator in office:
        await outbox.queue(
            request.session,
            key=f"declined:{visit.id}:{request.now.isoformat()}:{coordinator.id}",
            kind="declined",
            person_id=coordinator.id,
            content=words.declined_to_coordinator(declined, ranking),
            now=request.now,
            lapses_at=visit.meeting.starts_at,
        )


async def _close_gap(request: Request, visit: VisitFacts) -> None:
    await calls.close_calls(
        request.session,
        request.now,
        by="answer",
        reasons=[CallReason.SILENT, CallReason.DECLINED],
        meeting_id=visit.meeting.id,
        person_id=visit.cadre.id,
    )
    if visit.promise is Promise.NOT_COMING:
        await substituting.stop_for_visit(step_of(request), visit, SubstitutionEnd.COMING)
        await _tell_secretary(request, visit, "coming", words.coming_after_all(visit))


async def _tell_secretary(request: Request, visit: VisitFacts, kind: str, said: Words) -> None:
    secretary = await secretary_of(request, visit.meeting)
    if secretary is None or secretary == visit.cadre.id:
        return
    await outbox.queue(
        request.session,
        key=f"{kind}:{visit.id}:{request.now.isoformat()}:{secretary}",
        kind=kind,
        person_id=secretary,
        content=said,
        now=request.now,
        lapses_at=visit.meeting.starts_at,
    )


async def give_reason(
    request: Request, about: Sequence[VisitFacts], reason: ReasonCategory
) -> Reply:
    """The reason of a decline that was already recorded without one."""
    for visit in about:
        await visits.record_promise(
            request.session,
            visit,
            Promise.NOT_COMING,
            reason=reason,
            minutes_late=None,
            actor=request.actor_id,
            source=request.source,
            now=request.now,
        )
    await request.session.flush()
    said = words.recorded(about, Promise.NOT_COMING, reason, None)
    return before(said, await next_ask(request))
