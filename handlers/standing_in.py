"""What people answer in a search for a stand-in, and making the swap: one place for every way in.

Button, digit and text end here, so that they cannot differ.
"""

from db import deeds, people, plans, substitutions, visits
from db import meetings as meetings_db
from db.stand_ins import stand_ins
from db.substitutions import Substitution, SubstitutionAsk
from domain.calendar import local, monday_of
from domain.deeds import DeedKind
from domain.ids import MeetingId, PersonId, PlanId, VisitId
from domain.meetings import MeetingFacts, VisitFacts
from domain.people import Role
from domain.substitution import (
    AskAnswer,
    AskEnd,
    SubstitutionEnd,
    SubstitutionKind,
    SubstitutionState,
)
from handlers import stand_in_asks, substituting, trading
from handlers.base import Reply, Request
from handlers.handing_over import hand_over
from handlers.pending import and_next, secretary_of
from handlers.search_step import close_calls, step_of, tell, tell_office
from texts import substitutions as words
from texts import trades


async def answered(request: Request, ask_id: int, *, takes: bool) -> Reply:
    """Somebody who was asked says yes or no."""
    search, asked = await substitutions.search_of_ask(request.session, ask_id)
    if search.state != SubstitutionState.ASKING or asked.ended_at is not None:
        return await and_next(request, words.over())
    said = AskAnswer.YES if takes else AskAnswer.NO
    _note(request, asked, said)
    substitutions.end_ask(asked, request.now, AskEnd.ANSWERED)
    await request.session.flush()
    if not takes:
        reply = await _said_no(request, search)
        await _next_after(request, search, asked, SubstitutionEnd.DECLINED)
        return await and_next(request, reply)
    if not await _still_free(request, search, asked):
        _note(request, asked, AskAnswer.TAKEN_BACK)
        substitutions.end_ask(asked, request.now, AskEnd.CLASH)
        await request.session.flush()
        reply = await _clashes(request, search)
        await _next_after(request, search, asked, SubstitutionEnd.CLASH)
        return await and_next(request, reply)
    return await _agreed(request, search, asked)


def _note(request: Request, asked: SubstitutionAsk, said: AskAnswer) -> None:
    substitutions.answer(
        request.session,
        asked,
        said,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
    )


async def _next_after(
    request: Request, search: Substitution, asked: SubstitutionAsk, why: SubstitutionEnd
) -> None:
    await substituting.step_over(
        step_of(request), search, asked, await _meeting(request, search), why
    )


async def _meeting(request: Request, search: Substitution) -> MeetingFacts:
    assert search.meeting_id is not None
    return await meetings_db.meeting(request.session, MeetingId(search.meeting_id))


async def _said_no(request: Request, search: Substitution) -> str:
    if search.kind == SubstitutionKind.TRADE:
        first = await people.name(request.session, PersonId(search.person_id))
        return trades.not_taken(first.name)
    return words.not_taken(await _meeting(request, search))


async def _clashes(request: Request, search: Substitution) -> str:
    if search.kind == SubstitutionKind.TRADE:
        return trades.no_trade("clash")
    return words.clash_now(await _meeting(request, search))


async def _still_free(request: Request, search: Substitution, asked: SubstitutionAsk) -> bool:
    """The planner's rules once more, on the facts of this moment."""
    first, second = PersonId(search.person_id), PersonId(asked.person_id)
    if search.kind == SubstitutionKind.TRADE:
        problem = await trading.problem(request, search.month, first, second, among=search)
        return problem is None
    found = await stand_ins(
        request.session, await _meeting(request, search), first, request.today, again=True
    )
    return any(one.ranked.free and one.person.id == second for one in found)


async def _agreed(request: Request, search: Substitution, asked: SubstitutionAsk) -> Reply:
    step = step_of(request)
    if step.rules.approval and await substituting.ask_approval(step, search, asked):
        deeds.note(
            request.session,
            DeedKind.AGREED,
            PersonId(asked.person_id),
            request.now,
            search=search.id,
            ask=asked.id,
        )
        first = (await people.name(request.session, PersonId(search.person_id))).name
        if search.kind == SubstitutionKind.TRADE:
            return await and_next(request, trades.agreed(first))
        return await and_next(request, words.agreed(await _meeting(request, search), first))
    it = None
    if search.kind != SubstitutionKind.TRADE:
        it = await stand_in_asks.about(request.session, search, asked)
    await make(request, search, asked, approver=None)
    if it is None:
        first = (await people.name(request.session, PersonId(search.person_id))).name
        return await and_next(request, trades.done(first))
    return await and_next(request, words.taken(it.meeting, it.absent.name))


async def decided(request: Request, ask_id: int, *, approves: bool) -> Reply:
    """The coordinator approves or refuses somebody who agreed; the first to answer decides."""
    search, asked = await substitutions.search_of_ask(request.session, ask_id)
    agreed = await substitutions.accepted(request.session, search)
    if (
        search.state != SubstitutionState.APPROVING
        or agreed is not asked
        or not request.person.holds(Role.COORDINATOR)
    ):
        return await and_next(request, words.over())
    _note(request, asked, AskAnswer.APPROVED if approves else AskAnswer.REFUSED)
    await request.session.flush()
    if not approves:
        return await _refused(request, search, asked)
    if not await _still_free(request, search, asked):
        return await _approved_too_late(request, search, asked)
    return await _approved(request, search, asked)


async def _refused(request: Request, search: Substitution, asked: SubstitutionAsk) -> Reply:
    meeting = await _meeting(request, search)
    first = (await people.name(request.session, PersonId(search.person_id))).name
    second = (await people.name(request.session, PersonId(asked.person_id))).name
    trade = search.kind == SubstitutionKind.TRADE
    said = trades.stopped() if trade else words.not_approved_for_stand_in(meeting)
    step, to = step_of(request), PersonId(asked.person_id)
    await tell(step, to, said, f"stand_in_refused:{asked.id}", meeting)
    await _next_after(request, search, asked, SubstitutionEnd.DECLINED)
    reply = trades.not_approved(first, second) if trade else words.not_approved(meeting, second)
    return await and_next(request, reply)


async def _approved_too_late(
    request: Request, search: Substitution, asked: SubstitutionAsk
) -> Reply:
    """Since they agreed something else took their time: nobody is put in two places."""
    _note(request, asked, AskAnswer.TAKEN_BACK)
    await request.session.flush()
    meeting = await _meeting(request, search)
    clash = words.clash_for_stand_in(meeting)
    to = PersonId(asked.person_id)
    await tell(step_of(request), to, clash, f"stand_in_clash:{asked.id}", meeting)
    await _next_after(request, search, asked, SubstitutionEnd.CLASH)
    second = (await people.name(request.session, to)).name
    return await and_next(request, words.approval_clash(second))


async def _approved(request: Request, search: Substitution, asked: SubstitutionAsk) -> Reply:
    first = (await people.name(request.session, PersonId(search.person_id))).name
    second = (await people.name(request.session, PersonId(asked.person_id))).name
    meeting = await _meeting(request, search)
    await make(request, search, asked, approver=request.person.id)
    if search.kind == SubstitutionKind.TRADE:
        return await and_next(request, trades.approved(first, second))
    return await and_next(request, words.approved(meeting, first, second))


async def make(
    request: Request,
    search: Substitution,
    asked: SubstitutionAsk,
    *,
    approver: PersonId | None,
) -> None:
    """Do what was agreed, and tell everybody it concerns."""
    substitutions.end_search(search, request.now, SubstitutionState.FILLED, SubstitutionEnd.FILLED)
    search.filled_by = asked.person_id
    # the approval of the office is not the stand-in's answer
    consent = await substitutions.consent_of(request.session, asked)
    if search.kind == SubstitutionKind.TRADE:
        first, second = PersonId(search.person_id), PersonId(asked.person_id)
        await trading.make(request, search.month, first, second, approver, consent)
        return
    assert search.visit_id is not None
    visit = (await visits.visits(request.session, [VisitId(search.visit_id)]))[0]
    new = await hand_over(request, visit, PersonId(asked.person_id), consent)
    week = await _field_week(request, new)
    deeds.note(
        request.session,
        DeedKind.SWAP,
        new.cadre.id,
        request.now,
        other=approver,
        search=search.id,
        old=visit.id,
        new=new.id,
        version=visit.meeting.version,
        week=week,
    )
    await close_calls(step_of(request), visit, "filled")
    await _announce(request, visit, new, approver)


async def _field_week(request: Request, new: VisitFacts) -> bool:
    """A rotating stand-in without a field week gets the meeting's; True when one was given."""
    if not await people.rotates(request.session, new.cadre.id):
        return False
    plan = await plans.current(request.session, new.meeting.month)
    if plan is None:
        return False
    monday = monday_of(local(new.meeting.starts_at).date())
    return await plans.give_field_week(request.session, PlanId(plan.id), new.cadre.id, monday)


async def _announce(
    request: Request, visit: VisitFacts, new: VisitFacts, approver: PersonId | None
) -> None:
    """Stand-in, secretary, the cadre who cannot come, and the office if it was not asked."""
    step, meeting = step_of(request), visit.meeting
    old, who = visit.cadre, new.cadre
    stamp = f"{new.id}:{int(request.now.timestamp())}"
    if who.id != request.person.id:
        said = words.assigned(meeting, old.name)
        await tell(step, who.id, said, f"stand_in_assigned:{stamp}", meeting)
    secretary = await secretary_of(request, meeting)
    if secretary is not None and secretary not in (old.id, who.id):
        said = words.secretary_told(meeting, old.name, who.name)
        await tell(step, secretary, said, f"stand_in_secretary:{stamp}", meeting)
    said = words.thanked(meeting, who.name)
    await tell(step, old.id, said, f"stand_in_thanks:{stamp}", meeting)
    if approver is None:
        said = words.office_told(meeting, old.name, who.name)
        await tell_office(step, said, f"stand_in_office:{stamp}", meeting)
