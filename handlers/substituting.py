"""A search for somebody to stand in, moved on one step at a time: by an answer or by the clock.

Everything a step needs is in rows, so that a restart in the middle continues where it stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db import calls, days, outbox, people, substitutions, visible, visits
from db import meetings as meetings_db
from db.base import Session
from db.calls import CallReason
from db.stand_ins import StandIn, stand_ins
from db.substitutions import Substitution, SubstitutionAsk
from domain import substitution as rules_of
from domain.calendar import local_date
from domain.ids import MeetingId, PersonId, VisitId
from domain.meetings import MeetingFacts, MeetingState, PersonName, VisitFacts
from domain.messages import Ask, Why, Words
from domain.substitution import (
    AskEnd,
    SubstitutionEnd,
    SubstitutionKind,
    SubstitutionRules,
    SubstitutionState,
)
from handlers import stand_in_asks
from texts import substitutions as words


@dataclass(frozen=True, slots=True)
class Step:
    """What moving a search on needs: no person, because the clock moves it too."""

    session: Session
    now: datetime
    rules: SubstitutionRules

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.now)


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
    await _ask_next(step, search, visit.meeting, quiet=quiet)
    return free


async def _free(step: Step, meeting: MeetingFacts, absent: PersonId) -> list[StandIn]:
    found = await stand_ins(step.session, meeting, absent, step.today)
    return [one for one in found if one.ranked.free]


async def move_on(step: Step, search: Substitution) -> None:
    """Whatever is due in a search now; nothing when nothing is."""
    if search.state not in rules_of.LIVING:
        return
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(step.session, MeetingId(search.meeting_id))
    if meeting.version != search.version or meeting.state is not MeetingState.PLANNED:
        await stop(step, search, SubstitutionEnd.CHANGED)
    elif meeting.starts_at <= step.now:
        await stop(step, search, SubstitutionEnd.PAST)
    elif search.state == SubstitutionState.ASKING:
        await _after_deadline(step, search, meeting)
    elif search.state == SubstitutionState.APPROVING:
        await _remind_approvers(step, search)
    else:
        await _ask_next(step, search, meeting)


async def due_at(step: Step, search: Substitution) -> datetime:
    """When the search has to be looked at next."""
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(step.session, MeetingId(search.meeting_id))
    if search.state == SubstitutionState.ASKING:
        waiting = [
            a.deadline
            for a in await substitutions.asks_of(step.session, search)
            if a.ended_at is None
        ]
        return min([*waiting, meeting.starts_at])
    if search.state == SubstitutionState.OPEN:
        return search.looked_at
    return rules_of.next_follow_up(meeting.starts_at, search.looked_at, step.rules)


async def _after_deadline(step: Step, search: Substitution, meeting: MeetingFacts) -> None:
    for asked in await substitutions.asks_of(step.session, search):
        if asked.ended_at is None and asked.deadline > step.now:
            return
        if asked.ended_at is None:
            substitutions.end_ask(asked, step.now, AskEnd.LAPSED)
            await step_over(step, search, asked, meeting, SubstitutionEnd.SILENT)


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
        await _ask_next(step, search, meeting)
        return
    substitutions.end_search(search, step.now, SubstitutionState.CLOSED, why)
    colleague = (await people.name(step.session, PersonId(asked.person_id))).name
    said = (
        words.trade_failed(colleague, why)
        if search.kind == SubstitutionKind.TRADE
        else words.named_refused(meeting, colleague, why)
    )
    await tell(step, PersonId(search.person_id), said, f"stand_in_over:{asked.id}", meeting)


async def _ask_next(
    step: Step, search: Substitution, meeting: MeetingFacts, *, quiet: bool = False
) -> None:
    """The best who is free and was not asked; nobody left: the coordinator's call list."""
    before = {asked.person_id for asked in await substitutions.asks_of(step.session, search)}
    left = [
        one
        for one in await _free(step, meeting, PersonId(search.person_id))
        if one.person.id not in before
    ]
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


async def deadline(step: Step, meeting: MeetingFacts) -> datetime | None:
    """Until when somebody asked now may answer; None when it is too late to ask."""
    off = await days.days_off(step.session, step.today, local_date(meeting.starts_at))
    return rules_of.deadline(step.now, meeting.starts_at, off, step.rules)


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
    office = [c.id for c in await _office(step, meeting)]
    question = await stand_in_asks.approval(step.session, search, asked)
    if question is None or not await people.joined(step.session, office):
        return False
    search.state, search.looked_at = SubstitutionState.APPROVING, step.now
    key = f"approve:{asked.id}:{int(step.now.timestamp())}"
    await tell_office(step, question, key, meeting)
    return True


async def _remind_approvers(step: Step, search: Substitution) -> None:
    asked = await substitutions.accepted(step.session, search)
    if asked is not None:
        await ask_approval(step, search, asked)


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
        heard = await outbox.on_its_way(step.session, _key(asked))
        await outbox.withdraw(
            step.session, step.now, Why.REPLACED, meeting_id=meeting.id, person_id=person_id
        )
        if heard:
            trade = search.kind == SubstitutionKind.TRADE
            said = words.trade_stopped() if trade else words.stopped(meeting, why)
            await tell(step, person_id, said, f"stand_in_stopped:{asked.id}", meeting)
    substitutions.end_search(search, step.now, SubstitutionState.CLOSED, why)
    await step.session.flush()


async def stop_for_visit(step: Step, visit: VisitFacts, why: SubstitutionEnd) -> None:
    """The cadre who had declined comes after all."""
    for search in await substitutions.living(step.session, visit_id=visit.id):
        if search.kind == SubstitutionKind.GAP:
            await stop(step, search, why)


async def review(step: Step, meeting_id: MeetingId) -> None:
    """A meeting has changed: searches about it end."""
    for search in await substitutions.living(step.session, meeting_id=meeting_id):
        await move_on(step, search)


async def close_calls(step: Step, visit: VisitFacts, by: str) -> None:
    """The office need not phone about this gap any more."""
    await calls.close_calls(
        step.session,
        step.now,
        by=by,
        reasons=[CallReason.SILENT, CallReason.DECLINED],
        meeting_id=visit.meeting.id,
        person_id=visit.cadre.id,
    )


async def taken_over(session: Session, visit_ids: Sequence[VisitId]) -> list[str]:
    """For each of the visits that somebody else took: who takes it."""
    found = []
    for visit_id, by in (await substitutions.filled(session, visit_ids)).items():
        meeting = await visits.meeting_of(session, visit_id)
        found.append(words.filled_already(meeting, by.name))
    return found


async def _office(step: Step, meeting: MeetingFacts) -> Sequence[PersonName]:
    return await visible.coordinators_of(step.session, meeting.branch.commune_id, step.today)


async def tell_office(step: Step, said: Words | Ask, key: str, meeting: MeetingFacts) -> None:
    """One message to each coordinator of the meeting."""
    for coordinator in await _office(step, meeting):
        await tell(step, coordinator.id, said, f"{key}:{coordinator.id}", meeting)


async def tell(
    step: Step,
    to: PersonId,
    said: Words | Ask,
    key: str,
    meeting: MeetingFacts,
    *,
    lapses_at: datetime | None = None,
) -> None:
    """Queue one message about a meeting; it lapses when the meeting begins, at the latest."""
    kind = key.partition(":")[0]
    await outbox.queue(
        step.session,
        key=key,
        kind=kind,
        person_id=to,
        content=said,
        now=step.now,
        lapses_at=lapses_at or meeting.starts_at,
        occasions=[outbox.ForWhat(key, meeting.id, meeting.version)],
    )


async def next_due(step: Step) -> datetime | None:
    """When the next step of any search is due."""
    living = await substitutions.living(step.session)
    return min([await due_at(step, search) for search in living], default=None)


async def due(step: Step) -> list[int]:
    """Searches with a step that is due, oldest first."""
    living = await substitutions.living(step.session)
    return [search.id for search in living if await due_at(step, search) <= step.now]


async def move_on_with(step: Step, search_id: int) -> None:
    """Move one search on, unless somebody was faster."""
    search = await substitutions.locked(step.session, search_id)
    if await due_at(step, search) <= step.now:
        await move_on(step, search)
