"""Messages a bot must spare because its month is used up: another way, or the telephone."""

from datetime import datetime

from db import calls, delivery, outbox
from db.base import Session
from db.calls import CallReason
from domain.ids import PersonId
from domain.messages import OutgoingState, Why

AT_ONCE = 50


async def elsewhere(session: Session, channel: str, bot: str, now: datetime) -> bool:
    """Move what is due and not pressing to another address of its person, once; True when any was.

    For whom there is no other address somebody phones.
    """
    moved = False
    for row in await delivery.spared(session, channel, bot, now, most=AT_ONCE):
        person_id = PersonId(row.person_id) if row.person_id is not None else None
        home = None
        if person_id is not None and row.reason != Why.QUOTA:  # moved already: no to and fro
            home = await delivery.other_home(session, person_id, channel, bot)
        if home is not None:
            row.channel, row.bot, row.chat = home.channel, home.bot, home.chat
            await outbox.settle(session, row, OutgoingState.WAITING, now, Why.QUOTA)
            moved = True
            continue
        await outbox.settle(session, row, OutgoingState.REFUSED, now, Why.QUOTA)
        if person_id is not None:
            await calls.open_call(session, CallReason.UNDELIVERED, person_id, now)
    return moved
