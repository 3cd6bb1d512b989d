"""A chat nobody has joined from: codes, consent, and one polite line for everybody else."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import audit, calls, joining, outbox, people, visible
from db.base import Session
from db.calls import CallReason
from db.joining import Joining
from domain import codes
from domain.calendar import local_date
from domain.errors import BadCode
from domain.fold import fold
from domain.ids import BranchId, PersonId
from domain.messages import Address, Contact, Source
from domain.people import Person
from handlers import posts
from handlers.base import Policy, Reply, Request, before, told
from handlers.pending import next_ask
from texts import joining as words
from texts import refusals

TRIES, TRY_SPAN = 5, timedelta(hours=1)
CONSENT_SPAN = timedelta(days=1)
_COMMAND = re.compile(r"^/?(start|dang ?k[yi]|join)(@\w+)?\b")
# looked for at every word, because a word of four letters may stand before the code
_INSIDE = re.compile(r"\b(?=([a-z0-9]{4}[ .\-–_]?[a-z0-9]{4})\b)")


@dataclass(frozen=True, slots=True)
class Stranger:
    """One message from a chat without a person, inside its transaction."""

    session: Session
    now: datetime
    address: Address
    text: str
    contact: Contact | None
    policy: Policy


@dataclass(frozen=True, slots=True)
class Met:
    """What to answer a stranger; `joined` when this message bound the chat."""

    reply: Reply
    joined: PersonId | None = None
    polite_only: bool = False  # at most one such line a day


async def meet(stranger: Stranger) -> Met:
    """Everything a chat can do before it has joined."""
    started = await _asked_lately(stranger)
    if started is not None:
        answer = _answer(stranger.text)
        if answer == "yes":
            return await _join(stranger, started)
        if answer == "no":
            await joining.end_joining(stranger.session, stranger.address)
            return Met(told(words.declined()))
    if stranger.contact is not None:
        return await _by_contact(stranger, stranger.contact)
    typed = code_in(stranger.text)
    if typed is not None:
        return await try_code(stranger, typed)
    if started is not None:
        return Met(told(words.answer_one_or_two()))
    return Met(told(refusals.stranger()), polite_only=True)


async def _asked_lately(stranger: Stranger) -> Joining | None:
    """The consent this chat was asked for; after a day the code has to be typed again."""
    started = await joining.joining(stranger.session, stranger.address)
    if started is None or started.asked_at > stranger.now - CONSENT_SPAN:
        return started
    await joining.end_joining(stranger.session, stranger.address)
    return None


def _answer(text: str) -> str | None:
    said = fold(text).strip(" .)")
    return {"1": "yes", "dong y": "yes", "2": "no", "khong": "no"}.get(said)


def code_in(text: str) -> str | None:
    """The part of a message that is, or was meant as, a code."""
    bare = _COMMAND.sub("", fold(text)).strip(" .,:;!")
    if codes.read(bare):
        return bare
    inside = next((found for found in _INSIDE.findall(bare) if codes.read(found)), None)
    return inside or (bare if codes.looks_like(bare) else None)


async def try_code(stranger: Stranger, typed: str) -> Met:
    """A code: good ones show who the system thinks this is and ask for consent."""
    session, now = stranger.session, stranger.now
    if await joining.wrong_tries(session, stranger.address, now - TRY_SPAN) >= TRIES:
        return Met(told(refusals.refusal(BadCode("tries"))))
    code = codes.read(typed)
    row = await joining.live_code(session, codes.hashed(code), now) if code else None
    if row is None:
        joining.wrong_try(session, stranger.address, now)
        known = code is not None and await joining.code_row(session, codes.hashed(code)) is not None
        return Met(told(refusals.refusal(BadCode("expired" if known else "wrong"))))
    return await _ask_consent(stranger, PersonId(row.person_id), row.id)


async def _by_contact(stranger: Stranger, contact: Contact) -> Met:
    """A shared phone number counts only when the network says it is the sender's own."""
    known = (
        await joining.by_phone(stranger.session, contact.phone, local_date(stranger.now))
        if contact.own
        else None
    )
    if known is None:
        return Met(told(refusals.stranger()), polite_only=True)
    return await _ask_consent(stranger, known, None)


async def _ask_consent(stranger: Stranger, person_id: PersonId, code_id: int | None) -> Met:
    session = stranger.session
    await joining.end_joining(session, stranger.address)
    session.add(
        Joining(
            channel=stranger.address.channel,
            bot=stranger.address.bot,
            chat=stranger.address.chat,
            person_id=person_id,
            code_id=code_id,
            version=stranger.policy.consent_version,
            asked_at=stranger.now,
        )
    )
    day = local_date(stranger.now)
    person = await people.person(session, person_id, day)
    held = await posts.described(session, person)
    if code_id is not None:
        code = await session.get_one(joining.JoinCode, code_id)
        if code.successor_branch_id is not None:
            held = (await posts.successor(session, BranchId(code.successor_branch_id)),)
    return Met(words.consent(person.name, held))


async def _join(stranger: Stranger, started: Joining) -> Met:
    session, now = stranger.session, stranger.now
    day = local_date(now)
    person_id = PersonId(started.person_id)
    if started.code_id is not None:
        code = await session.get_one(joining.JoinCode, started.code_id)
        if code.used_at or code.revoked_at or code.expires_at <= now:
            await joining.end_joining(session, stranger.address)
            return Met(told(refusals.refusal(BadCode("expired"))))
        code.used_at = now
        if code.successor_branch_id is not None:
            await _succeed(stranger, person_id, BranchId(code.successor_branch_id))
    second = await joining.bind(session, started, now)
    await session.flush()
    reached = [CallReason.UNREACHABLE]
    await calls.close_calls(session, now, by="joined", reasons=reached, person_id=person_id)
    person = await people.person(session, person_id, day)
    await audit.note(session, now, person_id, "join", channel=stranger.address.channel)
    await _announce(stranger, person)
    line = words.second_channel(person.name) if second else words.welcome(person.name)
    request = Request(
        session, now, person, stranger.address, "", Source.TEXT, stranger.policy, person.id
    )
    return Met(before(line, await next_ask(request)), joined=person_id)


async def _succeed(stranger: Stranger, person_id: PersonId, branch_id: BranchId) -> None:
    day = local_date(stranger.now)
    successor = await people.person(stranger.session, person_id, day)
    for old in await joining.succeed(stranger.session, person_id, branch_id, day):
        await outbox.queue(
            stranger.session,
            key=f"replaced:{branch_id}:{old}:{person_id}",
            kind="replaced",
            person_id=old,
            content=words.replaced(successor.name),
            now=stranger.now,
        )


async def _announce(stranger: Stranger, person: Person) -> None:
    """New links are told to the coordinators of the person's units."""
    session, day = stranger.session, local_date(stranger.now)
    told_already = {person.id}
    for unit_id in await posts.units_of(session, person):
        for coordinator in await visible.coordinators_of(session, unit_id, day):
            if coordinator.id in told_already:
                continue
            told_already.add(coordinator.id)
            await outbox.queue(
                session,
                key=f"linked:{person.id}:{stranger.now.isoformat()}:{coordinator.id}",
                kind="linked",
                person_id=coordinator.id,
                content=words.linked(person.name, person.code),
                now=stranger.now,
            )
