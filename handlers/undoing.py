"""Taking back the latest change of a plan, and telling the same people; later it is refused."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from db import calls, deeds, plans, questions, recall, substitutions, visible, visits
from db import meetings as meetings_db
from db.base import Session
from db.calls import CallReason
from db.deeds import Deed
from db.meetings import MeetingChange
from db.substitutions import Substitution
from domain import asks
from domain.attendance import Promise
from domain.deeds import DeedKind
from domain.errors import NothingToDo
from domain.ids import MeetingId, PersonId, PlanId, VisitId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask, Why, Words
from domain.substitution import UNDO_WITHIN, AskAnswer, SubstitutionEnd, SubstitutionState
from handlers import clash_guard, pausing, substituting, trading, undoing_draft
from handlers.base import Reply, Request
from handlers.handing_over import hand_over
from handlers.pending import and_next, secretary_of
from handlers.search_step import step_of, tell
from handlers.trade_facts import trade_of
from texts import trades
from texts import undoing as words


async def undo(request: Request) -> Reply:
    """Take back the person's latest change, whole. Raises NothingToDo with the next step."""
    deed = await deeds.latest(request.session, request.person.id)
    if deed is None:
        raise NothingToDo(words.nothing_to_undo())
    if request.now - deed.at >= UNDO_WITHIN:
        raise NothingToDo(words.undo_too_late())
    what, done = [], await deeds.together(request.session, deed)
    months = await clash_guard.months_of(request, done)
    before = await clash_guard.clashes(request, months)
    for one in done:
        what.append(await UNDO[DeedKind(one.kind)](request, one))
        one.undone_at, one.undone_by = request.now, request.actor_id
    await request.session.flush()
    if await clash_guard.clashes(request, months) - before:
        raise NothingToDo(words.would_clash())  # and everything above is rolled back
    return await and_next(request, words.undone("; ".join(what)))


def _changed() -> NothingToDo:
    return NothingToDo(words.changed_since())


async def _agreed(request: Request, deed: Deed) -> str:
    """Consent taken back before the office approved it: the search goes on."""
    search, asked = await substitutions.search_of_ask(request.session, deed.detail["ask"])
    if search.state != SubstitutionState.APPROVING:
        raise _changed()
    substitutions.answer(
        request.session,
        asked,
        AskAnswer.TAKEN_BACK,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
    )
    await request.session.flush()
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(request.session, MeetingId(search.meeting_id))
    await substituting.step_over(step_of(request), search, asked, meeting, SubstitutionEnd.DECLINED)
    return words.agreement_name(meeting)


async def _swap(request: Request, deed: Deed) -> str:
    """The cadre who was replaced holds the visit again, with the answer given before."""
    session = request.session
    new = await visits.visits(session, [VisitId(deed.detail["new"])])
    if not new or new[0].meeting.version != deed.detail["version"] or _over(request, new[0]):
        raise _changed()
    search = await session.get_one(Substitution, deed.detail["search"])
    gone = new[0].cadre
    back = await hand_over(request, new[0], PersonId(search.person_id), None)
    if deed.detail["week"]:
        plan = await plans.current(session, back.meeting.month)
        if plan is not None:
            await plans.drop_field_week(session, PlanId(plan.id), gone.id)
    substitutions.end_search(search, request.now, SubstitutionState.CLOSED, SubstitutionEnd.UNDONE)
    search.filled_by = None
    await session.flush()
    if back.promise is Promise.NOT_COMING:
        await _open_again(request, back)
    said = words.swap_undone(back.meeting, back.cadre.name, gone.name)
    await _tell_all(request, back.meeting, said, f"undone:{deed.id}", gone.id, back.cadre.id)
    return words.swap_name(back.meeting, back.cadre.name, gone.name)


async def _open_again(request: Request, visit: VisitFacts) -> None:
    """Whoever had declined still does: the gap is open again."""
    await calls.reopen(
        request.session, CallReason.DECLINED, visit.cadre.id, visit.meeting, request.now
    )
    await substituting.open_gap(step_of(request), visit)


def _over(request: Request, visit: VisitFacts) -> bool:
    planned = visit.meeting.state is MeetingState.PLANNED
    return not planned or visit.meeting.starts_at <= request.now


async def _tell_all(
    request: Request, meeting: MeetingFacts, said: Words, key: str, *guests: PersonId
) -> None:
    """Guests, secretary and office: everybody who heard of the change, but not who took it back."""
    step = step_of(request)
    office = await visible.coordinators_of(
        request.session, meeting.branch.commune_id, request.today
    )
    secretary = await secretary_of(request, meeting)
    to = [*guests, *([secretary] if secretary is not None else []), *(c.id for c in office)]
    for person_id in dict.fromkeys(to):
        if person_id != request.person.id:
            await tell(step, person_id, said, f"{key}:{person_id}", meeting)


async def _trade(request: Request, deed: Deed) -> str:
    """Visits and weeks go back to whom they belonged."""
    held = await visits.visits(request.session, [VisitId(v) for v in deed.detail["visits"]])
    versions = dict(zip(deed.detail["visits"], deed.detail["versions"], strict=True))
    if len(held) < len(versions) or any(
        v.meeting.version != versions[v.id] or _over(request, v) for v in held
    ):
        raise _changed()
    first, second = PersonId(deed.detail["first"]), PersonId(deed.detail["second"])
    trade = await trade_of(request.session, deed.detail["month"], first, second)
    if trade is None or {v.id for v in trade.visits} != set(versions):
        raise _changed()
    back = await trading.exchange(request, trade, None)
    both = await trading.names(request, first, second)
    said, key = words.trade_undone(*both), f"undone:{deed.id}"
    for person_id in (first, second):
        if person_id != request.person.id:
            await trading.tell(request, person_id, said, f"{key}:{person_id}")
    for visit in back:
        await trading.tell_secretary(request, visit.meeting, said, key)
    await trading.tell_offices(request, back, said, key)
    return trades.name(*both)


async def _move(request: Request, deed: Deed) -> str:
    """The old time holds again, and so do the answers given about it."""
    meeting = await meetings_db.meeting(request.session, MeetingId(deed.detail["meeting"]))
    old = datetime.fromisoformat(deed.detail["old"])
    planned = meeting.state is MeetingState.PLANNED
    if meeting.version != deed.detail["version"] or not planned or old <= request.now:
        raise _changed()
    return await _restore(request, deed, meeting, old, dropped=meeting.starts_at)


async def _cancel(request: Request, deed: Deed) -> str:
    """A meeting that was postponed, or was not to be held, takes place as planned."""
    meeting = await meetings_db.meeting(request.session, MeetingId(deed.detail["meeting"]))
    cancelled = meeting.state in (MeetingState.POSTPONED, MeetingState.NOT_HELD)
    same = meeting.version == deed.detail["version"]
    if not (cancelled and same) or meeting.starts_at <= request.now:
        raise _changed()
    return await _restore(request, deed, meeting, meeting.starts_at, dropped=None)


async def _restore(
    request: Request,
    deed: Deed,
    meeting: MeetingFacts,
    old: datetime,
    *,
    dropped: datetime | None,
) -> str:
    session, now = request.session, request.now
    row = await meetings_db.row(session, meeting.id)
    # a version of its own: what is reminded of the old time is said anew, never twice
    row.starts_at, row.version, row.state = old, row.version + 1, MeetingState.PLANNED
    if dropped is not None:
        session.add(
            MeetingChange(
                meeting_id=meeting.id,
                old_starts_at=dropped,
                new_starts_at=old,
                actor_id=request.actor_id,
                at=now,
            )
        )
    await meetings_db.withdraw_results(session, meeting.id, deed.at, now)
    await _restore_weeks(session, deed, meeting.month)
    await recall.withdraw(session, now, Why.MEETING_MOVED, meeting_id=meeting.id)
    await calls.close_calls(
        session, now, by="undone", reasons=[CallReason.NEW_DATE], meeting_id=meeting.id
    )
    await session.flush()
    answered = int(deed.detail["answered"])
    await visits.repeat_promises(session, meeting.id, answered, row.version)
    await meetings_db.repeat_confirmation(session, meeting.id, answered, row.version)
    await session.flush()
    restored = await meetings_db.meeting(session, meeting.id)
    await _tell_of_time(request, deed, restored, dropped)
    return words.time_name(restored)


async def _restore_weeks(session: Session, deed: Deed, month: str) -> None:
    """Field weeks that changed with the meeting are what they were."""
    plan = await plans.current(session, month)
    for person, monday in deed.detail.get("weeks", {}).items():
        if plan is not None:
            await plans.set_field_week(
                session, PlanId(plan.id), PersonId(int(person)), date.fromisoformat(monday)
            )


async def _tell_of_time(
    request: Request, deed: Deed, restored: MeetingFacts, dropped: datetime | None
) -> None:
    """Guests whose answer holds again are told; the others are asked about the old time."""
    step, by = step_of(request), request.person.name
    plain = words.time_restored(restored, dropped, by)
    duties = await visits.visits_of_meetings(request.session, [restored.id])
    for duty in duties:
        said: Words | Ask = plain
        if duty.answered:
            await questions.close_about_visit(request.session, duty.cadre.id, duty.id, request.now)
        else:
            said = asks.visits(words.time_restored_asked(duty, dropped, by), [duty])
        if duty.cadre.id != request.person.id:
            await tell(step, duty.cadre.id, said, f"undone:{deed.id}:{duty.cadre.id}", restored)
        if duty.promise is Promise.NOT_COMING:
            await _open_again(request, duty)
    await _tell_all(request, restored, plain, f"undone_told:{deed.id}")


Undoing = Callable[[Request, Deed], Awaitable[str]]
UNDO: dict[DeedKind, Undoing] = {
    DeedKind.AGREED: _agreed,
    DeedKind.SWAP: _swap,
    DeedKind.TRADE: _trade,
    DeedKind.MOVE: _move,
    DeedKind.CANCEL: _cancel,
    DeedKind.DRAFT: undoing_draft.undo,
    DeedKind.PAUSE: pausing.undo_begin,
    DeedKind.LIFT: pausing.undo_lift,
}
