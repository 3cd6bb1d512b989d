"""The office answers for somebody after a telephone call, by the same readers and the same rules.

The person's own request is rebuilt with the coordinator as actor and limited to the branches the
coordinator sees; whatever it asks next comes back to the coordinator, and the person is told once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from db import attempts, audit, calls, on_behalf, outbox, people, questions, visible, visits
from db import meetings as meetings_db
from db.attempts import CallAttempt
from db.calls import CallReason
from db.recall import recall
from domain import timing
from domain.asks import AskKind
from domain.errors import NotAllowed, NothingToDo
from domain.ids import MeetingId, PersonId, VisitId
from domain.messages import Ask, Source, Why, Words
from domain.people import FOR_BRANCH, Person, Role
from handlers.base import Asked, Reply, Request
from handlers.pending import next_ask
from handlers.seen import people_seen
from texts import on_behalf as words

TOLD_AFTER = timedelta(minutes=3)  # so that the answers of one call become one message
TALKED_ABOUT = (CallReason.UNREACHABLE, CallReason.UNDELIVERED, CallReason.UNREADABLE)
# answers that leave no fact of a meeting behind
TOLD_ALONE = (
    AskKind.STAND_IN,
    AskKind.AVAILABILITY,
    AskKind.MORE_DAYS,
    AskKind.USUAL_DAY,
    AskKind.OTHER_DAY,
)
Answer = Callable[[Request], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer being entered: for whom, in which telephone call, from which task of the list."""

    person: PersonId
    attempt: int | None = None
    call: int | None = None


async def everybody(request: Request) -> frozenset[PersonId]:
    """Whom the coordinator may answer for: see `handlers/seen.py`."""
    return await people_seen(request.session, request.person, request.now)


async def answered_for(request: Request, person_id: PersonId) -> Person | None:
    """Somebody for whom the office enters answers; None for whom it does not see or has no duty."""
    if person_id not in await everybody(request):
        return None
    person = await people.person(request.session, person_id, request.today)
    return person if person.holds(*FOR_BRANCH, Role.CADRE) else None


async def as_person(request: Request, person_id: PersonId) -> Request:
    """The person's own request, made by the coordinator. Raises when it is not theirs to make."""
    if person_id == request.person.id:
        raise NothingToDo(words.answer_yourself())
    person = await answered_for(request, person_id)
    if person is None:
        raise NotAllowed
    branches = await visible.visible_branches(request.session, request.person, request.today)
    return replace(
        request,
        person=person,
        actor_id=request.person.id,
        source=Source.ON_BEHALF,
        within=frozenset(b.id for b in branches),
    )


async def open_entry(request: Request, entry: Entry, wanted: Ask | None = None) -> Reply:
    """Ask the coordinator what the person would be asked: this, or what matters most now."""
    theirs = await as_person(request, entry.person)
    asked = wanted or await owed_by(theirs)
    if asked is None:
        raise NothingToDo(words.nothing_owed(theirs.person.name))
    return _wrapped(theirs.person.name, entry, asked)


async def owed_by(theirs: Request) -> Ask | None:
    """What the person would be asked now; when nothing, the last answer they may correct."""
    return await next_ask(theirs) or await _to_correct(theirs)


async def _to_correct(theirs: Request) -> Ask | None:
    last = await questions.last_reopenable(theirs.session, theirs.person.id)
    if last is None or not await _within(theirs, last):
        return None
    return Ask(last.kind, Words(last.text, last.choices()), {**last.payload, "again": True})


async def _within(theirs: Request, last: questions.Remembered) -> bool:
    """Whether the question is about branches the coordinator sees."""
    payload = last.payload
    ids = [VisitId(v) for v in (*payload.get("visits", ()), payload.get("visit")) if v]
    about = [v.meeting for v in await visits.visits_ever(theirs.session, ids)]
    if "meeting" in payload:
        about.append(await meetings_db.meeting(theirs.session, MeetingId(payload["meeting"])))
    return bool(about) and all(theirs.sees(m.branch.id) for m in about)


def _wrapped(name: str, entry: Entry, asked: Ask) -> Ask:
    payload = {
        "person": entry.person,
        "attempt": entry.attempt,
        "call": entry.call,
        "kind": asked.kind,
        "payload": asked.payload,
        "text": asked.words.text,
    }
    text = words.asked_for(name, asked.words, first=entry.attempt is None)
    return Ask(AskKind.ON_BEHALF, text, payload)


async def enter(
    request: Request, entry: Entry, asked: Asked | None, answer: Answer, *, words_said: str
) -> Reply | None:
    """Do what the person's answer does, keep that it was entered for them, and tell them.

    `words_said`: the answer as the person gave it, or the label of the option.
    """
    theirs = await as_person(request, entry.person)
    reply = await answer(theirs)
    if reply is None:
        return None
    attempt = await _attempt(request, entry)
    attempt.steps += 1
    await request.session.flush()
    more = isinstance(reply, Ask)
    said = await on_behalf.entered(request.session, entry.person, request.person.id, request.now)
    if asked is not None and (said or not more):
        await _as_if_asked(theirs, asked)
    await audit.note(
        request.session,
        request.now,
        request.person.id,
        "on_behalf",
        person=entry.person,
        kind=asked.kind if asked is not None else "words",
    )
    await _tell(theirs, attempt, more=more)
    if asked is not None and not said and asked.kind in TOLD_ALONE:
        await _tell_alone(theirs, attempt, asked, words_said)
    if isinstance(reply, Ask):
        return _wrapped(theirs.person.name, replace(entry, attempt=attempt.id), reply)
    return words.entered(theirs.person.name, reply)


async def _attempt(request: Request, entry: Entry) -> CallAttempt:
    number = entry.attempt
    if number is None:
        await talked(request, entry.person)
        number = await _phoned(request, entry, reached=True)
    return await request.session.get_one(CallAttempt, number)


async def _phoned(request: Request, entry: Entry, *, reached: bool) -> int:
    """Keep one telephone call; its id."""
    return await attempts.add(
        request.session,
        entry.person,
        request.person.id,
        request.now,
        reached=reached,
        call_id=entry.call,
    )


async def talked(request: Request, person: PersonId, *, by: str = "phone") -> None:
    """The person is known to be reached: tasks that asked for nothing else are done."""
    await calls.close_calls(
        request.session, request.now, by=by, reasons=TALKED_ABOUT, person_id=person
    )


async def _as_if_asked(theirs: Request, asked: Asked) -> None:
    """The person's own open question is answered, and SUA opens it again."""
    session, person = theirs.session, theirs.person.id
    await questions.close_about(session, person, asked.payload, theirs.now)
    if asked.kind in questions.REOPENABLE:
        options = tuple(o for o in asked.options if o.value != words.UNREACHED.value)
        ask = Ask(asked.kind, Words(_question(asked), options), _own(asked.payload))
        question_id = await questions.add(session, person, ask, theirs.now)
        await questions.settle(session, question_id, theirs.now)


def _own(payload: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in payload.items() if key != "text"}


async def _tell(theirs: Request, attempt: CallAttempt, *, more: bool) -> None:
    """One message for all that was entered in this call; it waits while there is more to enter."""
    session, now, key = theirs.session, theirs.now, f"on_behalf:{attempt.id}:"
    if attempt.steps > 1 and not await recall(session, now, Why.REPLACED, prefix=key):
        attempt.told_from = now
    found = await on_behalf.entered(session, theirs.person.id, theirs.actor_id, attempt.told_from)
    if not found:
        return
    by = (await people.name(session, theirs.actor_id)).name
    content = words.told_to_person(found, by)
    if await outbox.told(session, theirs.person.id, content, prefix=key):
        return
    await outbox.queue(
        session,
        key=f"{key}{attempt.steps}",
        kind="on_behalf",
        person_id=theirs.person.id,
        content=content,
        now=now,
        due_at=timing.audible(now + TOLD_AFTER if more else now),
    )


async def _tell_alone(theirs: Request, attempt: CallAttempt, asked: Asked, words_said: str) -> None:
    """An answer that is no fact of a meeting: the person is told the question and the answer."""
    by = (await people.name(theirs.session, theirs.actor_id)).name
    await outbox.queue(
        theirs.session,
        key=f"entered:{attempt.id}:{attempt.steps}",
        kind="on_behalf",
        person_id=theirs.person.id,
        content=words.told_of_question(_question(asked), words_said, by),
        now=theirs.now,
    )


def _question(asked: Asked) -> str:
    return str(asked.payload.get("text", "")).rpartition("\n\n")[2]


async def not_reached(request: Request, entry: Entry) -> Reply:
    """Nobody answered the telephone: it is kept, and the task stays on the list."""
    theirs = await as_person(request, entry.person)
    await _phoned(request, entry, reached=False)
    contact = (await attempts.last_contacts(request.session, [entry.person]))[entry.person]
    return Words(words.not_reached(theirs.person.name, contact.missed))
