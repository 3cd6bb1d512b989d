"""Messages a bot cannot or must not send now: another way, a knock, or the telephone."""

from datetime import datetime, timedelta

from channels.base import Channel
from db import delivery, outbox, settling, windows
from db.base import Session
from db.outbox import OutgoingRow
from domain.ids import PersonId
from domain.messages import Address, OutgoingState, Why, Words

AT_ONCE = 50
HELD = timedelta(days=7)  # how long a message waits for its person to write
KNOCK_GAP = timedelta(days=2)  # one paid knock says that there is news, however much there is


async def used_up(session: Session, channel: Channel, now: datetime) -> bool:
    """The month is used up: what is due and not pressing goes elsewhere. True when anything did."""
    moved = False
    for row in await delivery.spared(session, channel.name, channel.bot, now, most=AT_ONCE):
        if await _elsewhere(session, row, Why.QUOTA, now):
            moved = True
        else:
            await settling.give_up(session, row, OutgoingState.REFUSED, Why.QUOTA, now)
    return moved


async def outside_window(session: Session, channel: Channel, now: datetime) -> bool:
    """Who has not written for too long: another way, else a knock and the message waits for them.

    True when anything is now for another lane, or for this one to send.
    """
    span = getattr(channel, "window", None)
    if span is None:
        return False
    moved = False
    rows = await windows.outside(session, channel.name, channel.bot, now, span, most=AT_ONCE)
    for row in rows:
        moved |= await outside(session, row, channel, now)
    return moved


async def outside(session: Session, row: OutgoingRow, channel: Channel, now: datetime) -> bool:
    """One message that its network does not take now; True when another is to be sent instead."""
    if row.reason == Why.WINDOW:  # it has waited once
        await settling.give_up(session, row, OutgoingState.REFUSED, Why.WINDOW, now)
        return False
    if await _elsewhere(session, row, Why.WINDOW, now):
        return True
    if getattr(channel, "knocks", False) and await _knock(session, row, channel, now):
        until = now + HELD
        await settling.settle(session, row, OutgoingState.WAITING, now, Why.WINDOW, due_at=until)
        return True
    await settling.give_up(session, row, OutgoingState.REFUSED, Why.WINDOW, now)
    return False


async def _elsewhere(session: Session, row: OutgoingRow, why: Why, now: datetime) -> bool:
    """Move a message to another address of its person, once: no to and fro."""
    if row.person_id is None or row.reason in (Why.QUOTA, Why.WINDOW) or row.kind == windows.KNOCK:
        return False
    here = row.channel or "", row.bot or ""
    home = await delivery.other_home(session, PersonId(row.person_id), *here)
    if home is None:
        return False
    row.channel, row.bot, row.chat = home.channel, home.bot, home.chat
    await settling.settle(session, row, OutgoingState.WAITING, now, why)
    return True


async def _knock(session: Session, row: OutgoingRow, channel: Channel, now: datetime) -> bool:
    """A template to the person's phone, so that they write; one for all that waits."""
    if row.person_id is None:
        return False
    person_id = PersonId(row.person_id)
    if await windows.knocked_since(session, person_id, now - KNOCK_GAP):
        return True
    phone, name = await windows.phone_and_name(session, person_id)
    if phone is None:
        return False
    await outbox.queue_answer(
        session,
        key=f"{windows.KNOCK}:{channel.name}:{channel.bot}:{person_id}:{now:%Y-%m-%dT%H:%M}",
        kind=windows.KNOCK,
        person_id=person_id,
        address=Address(channel.name, channel.bot, phone),
        content=Words(name),
        now=now,
    )
    return True
