"""A chat refuses us: what waits goes another way, and the office hears of it once."""

import logging
from datetime import datetime

from db import calls, coming_back, delivery, outbox, people, visible, windows
from db.base import Session
from db.calls import CallReason
from db.people import AddressRow
from domain.calendar import local_date
from domain.ids import PersonId
from domain.messages import Address
from handlers.posts import units_of
from texts import office

log = logging.getLogger(__name__)


async def refused(session: Session, address: Address, now: datetime) -> None:
    """Mark the chat, move its waiting messages, and tell the coordinators when it is news."""
    blocked = await delivery.refused_by_chat(session, address, now)
    if blocked is None:
        return
    try:
        async with session.begin_nested():
            await _tell(session, blocked, now)
    except Exception:  # the marking must stand, whatever is wrong with the telling
        log.exception("the office was not told", extra={"address": blocked.id})


async def _tell(session: Session, blocked: AddressRow, now: datetime) -> None:
    day = local_date(now)
    person = await people.person(session, PersonId(blocked.person_id), day)
    if not await people.joined(session, [person.id]):
        await calls.ask_to_phone(session, CallReason.UNREACHABLE, person.id, now)
    told = {person.id}
    for unit_id in await units_of(session, person):
        for coordinator in await visible.coordinators_of(session, unit_id, day):
            if coordinator.id in told:
                continue
            told.add(coordinator.id)
            await outbox.queue(
                session,
                key=f"blocked:{blocked.id}:{now.isoformat()}:{coordinator.id}",
                kind="blocked",
                person_id=coordinator.id,
                content=office.unreachable(person.name, person.code),
                now=now,
            )


async def back(session: Session, address: Address, person_id: PersonId, now: datetime) -> None:
    """A chat that writes to us can be written to again, and nobody needs to phone for that."""
    before = await coming_back.standing(session, address, person_id)
    reasons = [CallReason.UNREADABLE] if before.unread else []
    if before.blocked and await coming_back.unblock(session, address):
        reasons.append(CallReason.UNREACHABLE)
    if before.held:
        await windows.opened(session, address, now)
    if reasons:
        await calls.close_calls(session, now, by="wrote", reasons=reasons, person_id=person_id)
