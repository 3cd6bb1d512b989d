"""Choosing what a lane sends next; a row that breaks our code is set aside and blocks nobody."""

import logging
from collections.abc import Awaitable, Sequence
from datetime import datetime
from typing import TypeVar

from bot import spared
from bot.alarm import Alarm
from bot.holding import LeaseLost
from bot.meter import Meter
from bot.pacing import Pacer
from channels.base import Channel
from db import delivery, due, nights, settling
from db.base import Session, Transactions
from db.outbox import OutgoingRow
from domain.ids import OutgoingId
from domain.messages import Outgoing, OutgoingState, Why

log = logging.getLogger(__name__)
T = TypeVar("T")


class Claims:
    """What may go through one channel now.

    Usually everything is one step in one transaction. When that breaks, it is done again with each
    row in a savepoint of its own, so that only the row that breaks is left out.
    """

    def __init__(
        self, database: Transactions, channel: Channel, pacer: Pacer, meter: Meter
    ) -> None:
        self._database = database
        self._channel = channel
        self._pacer = pacer
        self._meter = meter
        self._alarm = Alarm(channel)
        self.next_due: datetime | None = None  # of what waits, as the last empty claim saw it

    async def next(self, room: int, now: datetime) -> tuple[Sequence[Outgoing], bool]:
        """At most `room` messages, claimed; and whether any went to another lane instead."""
        try:
            return await self._next(room, now, alone=False)
        except LeaseLost:
            raise
        except Exception:
            log.exception("a claim broke", extra={"channel": self._channel.name})
            return await self._next(room, now, alone=True)

    async def _next(
        self, room: int, now: datetime, *, alone: bool
    ) -> tuple[Sequence[Outgoing], bool]:
        name = self._channel.name, self._channel.bot
        if not alone and await self._nothing_to_do(now):
            return (), False
        moved = False
        async with self._database.begin() as session:
            night = nights.wait_for_morning(session, *name, now)
            await _guarded(session, night, None, alone=alone)
            await _guarded(session, self._alarm.look(session, now), None, alone=alone)
            scarce = await _guarded(session, self._meter.scarce(session, now), True, alone=alone)
            if scarce:
                used_up = spared.used_up(session, self._channel, now)
                moved = await _guarded(session, used_up, False, alone=alone)
            outside = spared.outside_window(session, self._channel, now)
            moved |= await _guarded(session, outside, False, alone=alone)
            claimed: Sequence[Outgoing] = ()
            if not self._pacer.held_for:
                by = _by_itself if alone else None
                claimed = await delivery.claim(
                    session, *name, now, most=room, pressing_only=scarce, by=by
                )
            if not claimed:
                self.next_due = await due.next_of_bot(session, *name, now)
        return claimed, moved

    async def _nothing_to_do(self, now: datetime) -> bool:
        """A look without a lock: a lane looks again after each message, mostly to find nothing."""
        if self._meter.counts or getattr(self._channel, "trouble", None) is not None:
            return False
        async with self._database.read() as session:
            first, late = await due.look(session, self._channel.name, self._channel.bot, now)
        if late or (first is not None and first <= now):
            return False
        self.next_due = first
        return True


async def _guarded(session: Session, work: Awaitable[T], otherwise: T, *, alone: bool) -> T:
    """A step whose defect does not stop the next, when each stands alone."""
    if not alone:
        return await work
    try:
        async with session.begin_nested():
            return await work
    except Exception:
        log.exception("a step of delivering broke")
        return otherwise


async def _by_itself(
    session: Session, number: OutgoingId, now: datetime, work: delivery.Work
) -> Outgoing | None:
    try:
        async with session.begin_nested():
            return await work
    except Exception:
        log.exception("a message was set aside", extra={"outgoing": number})
    row = await session.get_one(OutgoingRow, number, populate_existing=True)
    await settling.give_up(session, row, OutgoingState.REFUSED, Why.DEFECT, now)
    return None
