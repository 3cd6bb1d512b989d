"""Pausing reminders of a person or of communes, and lifting a pause: by the office or by the clock.

Lifting says nothing that is past. Reminders still in time come with the next tick, from the facts;
a report or an answer somebody still owes is asked at once, in one question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db import audit, deeds, delivery, outbox, pauses, people, substitutions, visible, withheld
from db.base import Session
from db.deeds import Deed
from domain.attendance import ReasonCategory
from domain.calendar import local_date
from domain.deeds import DeedKind
from domain.errors import NothingToDo
from domain.ids import PersonId, UnitId
from domain.messages import Address, OutgoingState, Source, Words
from domain.pausing import Pause, PauseEnd, Pauses
from domain.substitution import AskEnd, SubstitutionState
from handlers.base import Policy, Reply, Request, told
from handlers.pending import still_owed
from texts import pauses as words
from texts import undoing as undo_words


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a pause silences: one person, or one unit with everything below it."""

    name: str
    person_id: PersonId | None = None
    unit_id: UnitId | None = None


async def pause(
    request: Request, subjects: Sequence[Subject], reason: ReasonCategory, until: datetime
) -> Reply:
    """Silence these from now on; the same subject paused again gets the new reason and time."""
    session, now = request.session, request.now
    begun, ended = [], []
    for subject in subjects:
        for old in await pauses.unended(session, locked=True):
            if _subject(old) == (subject.person_id, subject.unit_id):
                await pauses.end(session, old.id, now, PauseEnd.EXTENDED, request.actor_id)
                ended.append(old.id)
        begun.append(
            await pauses.pause(
                session,
                person_id=subject.person_id,
                unit_id=subject.unit_id,
                reason=reason,
                actor_id=request.actor_id,
                since=now,
                until=until,
            )
        )
    deeds.note(session, DeedKind.PAUSE, request.person.id, now, begun=begun, ended=ended)
    await audit.note(session, now, request.actor_id, "pause", begun=begun)
    count = await _silence(session, now)
    made = [await pauses.one(session, pause_id) for pause_id in begun]
    for one in made:
        await _tell_offices(session, one, words.paused_for_office(one), now, request.actor_id)
    return told(words.paused(made, count))


async def _silence(session: Session, now: datetime) -> int:
    """Take back what waits; whoever was to be asked to stand in may be asked again later."""
    resting = await pauses.in_force(session, now)
    count = await withheld.withdraw(session, resting, now)
    for search, asked in await substitutions.open_asks(session):
        state = await delivery.state_of(session, f"stand_in:{asked.id}")
        if asked.ended_at is None and state is OutgoingState.WITHDRAWN:
            substitutions.end_ask(asked, now, AskEnd.STOPPED)
            search.state, search.looked_at = SubstitutionState.OPEN, now
    return count


async def lift(request: Request, pause: Pause) -> Reply:
    """The office ends a pause; taken back by `/hoantac` like any other change."""
    deeds.note(request.session, DeedKind.LIFT, request.person.id, request.now, pause=pause.id)
    await audit.note(request.session, request.now, request.actor_id, "pause.lift", pause=pause.id)
    missed = await end(
        request.session, request.policy, pause, PauseEnd.LIFTED, request.actor_id, request.now
    )
    return told(words.lifted(pause, missed))


async def end(
    session: Session,
    policy: Policy,
    pause: Pause,
    how: PauseEnd,
    by: PersonId | None,
    now: datetime,
) -> int:
    """End a pause, and ask what still matters of those it kept something from; how many people."""
    await pauses.end(session, pause.id, now, how, by)
    still = await pauses.in_force(session, now)
    missed = await withheld.free(session, pause, still, now)
    for person_id in sorted(missed):
        await _ask_again(session, policy, pause, still, person_id, now)
    await _tell_offices(session, pause, words.lifted_for_office(pause, how), now, by)
    return len(missed)


async def _ask_again(
    session: Session,
    policy: Policy,
    pause: Pause,
    still: Pauses,
    person_id: PersonId,
    now: datetime,
) -> None:
    """One question about what no reminder will ask again, if there is such a thing."""
    if still.of(person_id, await withheld.units_of(session, person_id)):
        return
    request = Request(
        session=session,
        now=now,
        person=await people.person(session, person_id, local_date(now)),
        address=Address("", "", ""),
        text="",
        source=Source.TEXT,
        policy=policy,
        actor_id=person_id,
    )
    owed = await still_owed(request)
    if owed is None:
        return
    await outbox.queue(
        session,
        key=f"pause_over:{pause.id}:{person_id}:{int(now.timestamp())}",
        kind="pause_over",
        person_id=person_id,
        content=words.asked_again(pause, owed),
        now=now,
    )


async def _tell_offices(
    session: Session, pause: Pause, said: Words, now: datetime, by: PersonId | None
) -> None:
    """Every coordinator of those it silences, but not who did it."""
    units = pause.units
    if pause.person_id is not None:
        units = await withheld.units_of(session, pause.person_id)
    told_to: set[PersonId] = set()
    for unit_id in sorted(units):
        office = await visible.coordinators_of(session, unit_id, local_date(now))
        told_to |= {coordinator.id for coordinator in office}
    for person_id in sorted(told_to - {by}):
        await outbox.queue(
            session,
            key=f"pause:{pause.id}:{person_id}:{int(now.timestamp())}",
            kind="pause",
            person_id=person_id,
            content=said,
            now=now,
        )


async def undo_begin(request: Request, deed: Deed) -> str:
    """The pauses of a deed never were; what they replaced is in force again."""
    made = [await pauses.one(request.session, pause_id) for pause_id in deed.detail["begun"]]
    if any(not pause.holds_at(request.now) for pause in made):
        raise NothingToDo(undo_words.changed_since())
    for pause_id in deed.detail["ended"]:
        await pauses.resume(request.session, pause_id)
    for pause in made:
        await end(
            request.session,
            request.policy,
            pause,
            PauseEnd.UNDONE,
            request.actor_id,
            request.now,
        )
    return "; ".join(words.name(pause) for pause in made)


async def undo_lift(request: Request, deed: Deed) -> str:
    """The pause is in force again, unless it would be over by now or a newer one came."""
    session, now = request.session, request.now
    await pauses.resume(session, deed.detail["pause"])
    pause = await pauses.one(session, deed.detail["pause"])
    same = [p for p in await pauses.unended(session) if _subject(p) == _subject(pause)]
    if not pause.holds_at(now) or len(same) > 1:
        raise NothingToDo(undo_words.changed_since())
    await _silence(session, now)
    await _tell_offices(session, pause, words.resumed_for_office(pause), now, request.actor_id)
    return words.lift_name(pause)


def _subject(pause: Pause) -> tuple[PersonId | None, UnitId | None]:
    return pause.person_id, pause.unit_id
