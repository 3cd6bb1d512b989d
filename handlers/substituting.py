"""A search for somebody to stand in: opened, the next one asked, stopped."""

from collections.abc import Sequence
from datetime import datetime

from db import delivery, pauses, people, recall, substitutions
from db import meetings as meetings_db
from db.stand_ins import StandIn, stand_ins
from db.substitutions import Substitution, SubstitutionAsk
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Why
from domain.substitution import (
    AskEnd,
    SubstitutionEnd,
    SubstitutionKind,
    SubstitutionState,
)
from handlers import stand_in_asks
from handlers.search_step import Step, deadline, office_of, tell, tell_office
from texts import asking_colleague as colleague_words
from texts import substitutions as words
from texts import trades


async def open_gap(step: Step, visit: VisitFacts, *, quiet: bool = False) -> Sequence[StandIn]:
    """A cadre declined: search at once. Who is free, best first, for the coordinator's notice.

    A colleague whom the cadre had asked by name keeps their time to answer. `quiet`: the notice
    tells the office already when there is nobody to ask.
    """
    free = await _free(step, visit.meeting, visit.cadre.id)
    living = await substitutions.living(step.session, visit_id=visit.id)
    if living:
        living[0].kind = SubstitutionKind.GAP
        return free
    search = await substitutions.open_search(
        step.session,
        SubstitutionKind.GAP,
        visit.cadre.id,
        visit.meeting.month,
        step.now,
        visit_id=visit.id,
        meeting_id=visit.meeting.id,
        version=visit.meeting.version,
    )
    await ask_next(step, search, visit.meeting, free, quiet=quiet)
    return free


async def _free(step: Step, meeting: MeetingFacts, absent: PersonId) -> list[StandIn]:
    found = await stand_ins(step.session, meeting, absent, step.today)
    return [one for one in found if one.ranked.free]


async def step_over(
    step: Step,
    search: Substitution,
    asked: SubstitutionAsk,
    meeting: MeetingFacts,
    why: SubstitutionEnd,
) -> None:
    """This person does not come: the next one is asked, or who asked by name is told."""
    if search.kind == SubstitutionKind.GAP:
        search.state = SubstitutionState.OPEN
        await ask_next(step, search, meeting)
        return
    substitutions.end_search(search, step.now, SubstitutionState.CLOSED, why)
    colleague = (await people.name(step.session, PersonId(asked.person_id))).name
    said = (
        trades.failed(colleague, why)
        if search.kind == SubstitutionKind.TRADE
        else colleague_words.named_refused(meeting, colleague, why)
    )
    await tell(step, PersonId(search.person_id), said, f"stand_in_over:{asked.id}", meeting)


async def ask_next(
    step: Step,
    search: Substitution,
    meeting: MeetingFacts,
    free: Sequence[StandIn] | None = None,
    *,
    quiet: bool = False,
) -> None:
    """The best who is free and was not asked; nobody left: the coordinator's call list.

    While reminders about the meeting rest nobody is asked; the clock goes on when they resume.
    `free`: who is, when that is known already.
    """
    if (await pauses.in_force(step.session, step.now)).of_meeting(meeting):
        search.state, search.looked_at = SubstitutionState.OPEN, step.now
        return
    asked_before = await substitutions.asks_of(step.session, search)
    before = {one.person_id for one in asked_before if one.ended_by != AskEnd.STOPPED}
    if free is None:
        free = await _free(step, meeting, PersonId(search.person_id))
    left = [one for one in free if one.person.id not in before]
    until = await deadline(step, meeting)
    if left and until is not None:
        await ask(step, search, left[0], meeting, until)
        return
    search.state, search.looked_at = SubstitutionState.GIVEN_UP, step.now
    await step.session.flush()
    if not quiet:
        absent = (await people.name(step.session, PersonId(search.person_id))).name
        said = words.nobody(meeting, absent, len(before))
        key = f"nobody:{search.id}:{int(step.now.timestamp())}"
        await tell_office(step, said, key, meeting)


async def ask(
    step: Step, search: Substitution, who: StandIn, meeting: MeetingFacts, until: datetime
) -> None:
    """Ask one person; the search waits for the answer or the deadline."""
    asked = await substitutions.ask(
        step.session,
        search,
        who.person.id,
        tie=who.ranked.tie,
        minutes=who.ranked.minutes,
        turns=who.ranked.turns,
        now=step.now,
        deadline=until,
    )
    question = await stand_in_asks.stand_in(step.session, search, asked)
    assert question is not None
    await tell(step, who.person.id, question, _key(asked), meeting, lapses_at=until)


def _key(asked: SubstitutionAsk) -> str:
    return f"stand_in:{asked.id}"


async def ask_approval(step: Step, search: Substitution, asked: SubstitutionAsk) -> bool:
    """Ask every coordinator of the meeting; False when no channel reaches any."""
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(step.session, MeetingId(search.meeting_id))
    office = [c.id for c in await office_of(step, meeting)]
    question = await stand_in_asks.approval(step.session, search, asked)
    if question is None or not await people.joined(step.session, office):
        return False
    search.state, search.looked_at = SubstitutionState.APPROVING, step.now
    key = f"approve:{asked.id}:{int(step.now.timestamp())}"
    await tell_office(step, question, key, meeting)
    return True


async def stop(step: Step, search: Substitution, why: SubstitutionEnd) -> None:
    """The search is no longer needed; whoever is being asked, or had agreed, is told."""
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(step.session, MeetingId(search.meeting_id))
    agreed = await substitutions.accepted(step.session, search)
    for asked in await substitutions.asks_of(step.session, search):
        if asked.ended_at is not None and asked is not agreed:
            continue
        substitutions.end_ask(asked, step.now, AskEnd.STOPPED)
        person_id = PersonId(asked.person_id)
        heard = await delivery.on_its_way(step.session, _key(asked))
        await recall.withdraw(
            step.session, step.now, Why.REPLACED, meeting_id=meeting.id, person_id=person_id
        )
        if heard:
            trade = search.kind == SubstitutionKind.TRADE
            said = trades.stopped() if trade else words.stopped(meeting, why)
            await tell(step, person_id, said, f"stand_in_stopped:{asked.id}", meeting)
    substitutions.end_search(search, step.now, SubstitutionState.CLOSED, why)
    await step.session.flush()


async def stop_for_visit(step: Step, visit: VisitFacts, why: SubstitutionEnd) -> None:
    """The cadre who had declined comes after all."""
    for search in await substitutions.living(step.session, visit_id=visit.id):
        if search.kind == SubstitutionKind.GAP:
            await stop(step, search, why)
