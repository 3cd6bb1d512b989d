"""Delivering what waits: claim, send, settle; one lane for each channel.

A message is marked `sending` in one transaction, sent outside any, and settled in another. A crash
in between leaves it `sending`: the next start calls that `unknown` and does not repeat it, unless
the network makes repeating harmless or a setting allows it.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.clock import Clock
from bot.pacing import Pacer
from channels.base import Channel, Failure, SendError
from db import calls, outbox, people, visible
from db.base import Database, Session
from db.calls import CallReason
from db.outbox import OutgoingRow
from domain.calendar import local_date
from domain.ids import PersonId
from domain.messages import Outgoing, OutgoingState, Why
from handlers.posts import units_of
from texts import office

log = logging.getLogger(__name__)

IDLE_SECONDS = 15.0
FIRST_RETRY = timedelta(seconds=5)
LAST_RETRY = timedelta(minutes=15)
MOST_ATTEMPTS = 100  # with the longest pause between tries this is a day


class Lane:
    """One channel's queue."""

    def __init__(
        self, database: Database, clock: Clock, channel: Channel, *, resend_unknown: bool
    ) -> None:
        self._database = database
        self._clock = clock
        self._channel = channel
        self._resend = resend_unknown or channel.repeatable
        self._pacer = Pacer(channel.pace)
        self.wake = asyncio.Event()
        self.sent = 0
        self._stepping = asyncio.Lock()

    async def recover(self) -> None:
        """Settle what a dead process was sending."""
        async with self._database.begin() as session:
            for row in await outbox.left_sending(session, *self._name):
                state = OutgoingState.WAITING if self._resend else OutgoingState.UNKNOWN
                await outbox.settle(session, row, state, self._clock.now(), Why.CRASHED)

    @property
    def _name(self) -> tuple[str, str]:
        return self._channel.name, self._channel.bot

    async def run(self) -> None:
        """Send until cancelled; a defect or a busy database is logged and tried again."""
        while True:
            self.wake.clear()
            try:
                busy = await self.step()
            except Exception:
                log.exception("delivery failed", extra={"channel": self._channel.name})
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(min(IDLE_SECONDS, self._pacer.paused_for or IDLE_SECONDS)):
                await self.wake.wait()
        except TimeoutError:
            return

    async def step(self) -> bool:
        """Claim a handful, send them, settle them; False when nothing was due.

        Once claimed, a handful is always finished: being cancelled waits for its settling.
        """
        async with self._stepping:  # so that draining waits for what is already on its way
            return await self._step()

    async def _step(self) -> bool:
        if self._pacer.paused_for > 1:
            return False
        async with self._database.begin() as session:
            claimed = await outbox.claim(
                session, *self._name, self._clock.now(), most=self._channel.pace.at_once
            )
        if not claimed:
            return False
        delivery = asyncio.ensure_future(self._deliver(claimed))
        try:
            await asyncio.shield(delivery)
        except asyncio.CancelledError:
            await delivery
            raise
        return True

    async def _deliver(self, claimed: Sequence[Outgoing]) -> None:
        outcomes = await asyncio.gather(*(self._send(message) for message in claimed))
        async with self._database.begin() as session:
            for message, outcome in zip(claimed, outcomes, strict=True):
                row = await session.get_one(OutgoingRow, message.id)
                await self._settle(session, row, message, outcome)

    async def _send(self, message: Outgoing) -> str | SendError:
        await self._pacer.turn(message.address)
        try:
            return await self._channel.send(message)
        except SendError as error:
            return error
        except Exception:
            log.exception("channel broke", extra={"channel": self._channel.name})
            return SendError(Failure.UNKNOWN, "defect in the channel")

    async def _settle(
        self, session: Session, row: OutgoingRow, message: Outgoing, outcome: str | SendError
    ) -> None:
        now = self._clock.now()
        if isinstance(outcome, str):
            await outbox.settle(session, row, OutgoingState.SENT, now, network_id=outcome)
            self.sent += 1
            return
        log.warning("not sent", extra={"outgoing": row.id, "failure": outcome.failure.value})
        match outcome.failure:
            case Failure.PERMANENT:
                await outbox.settle(session, row, OutgoingState.REFUSED, now, Why.BLOCKED)
                await self._blocked(session, message)
            case Failure.BAD_MESSAGE:
                await outbox.settle(session, row, OutgoingState.REFUSED, now, Why.BAD_MESSAGE)
            case Failure.UNKNOWN:
                await outbox.settle(session, row, OutgoingState.UNKNOWN, now, Why.TIMED_OUT)
            case Failure.QUOTA:
                pause = outcome.retry_after or FIRST_RETRY
                self._pacer.pause(pause.total_seconds())
                row.attempts -= 1  # the network's pace is nobody's failure
                await outbox.settle(session, row, OutgoingState.WAITING, now, Why.RATE)
            case Failure.PASSING if row.attempts >= MOST_ATTEMPTS:
                await outbox.settle(session, row, OutgoingState.REFUSED, now, Why.GAVE_UP)
            case Failure.PASSING:
                due_at = now + _back_off(row.attempts, row.id)
                await outbox.settle(
                    session, row, OutgoingState.WAITING, now, Why.PASSING, due_at=due_at
                )

    async def _blocked(self, session: Session, message: Outgoing) -> None:
        """Mark the chat, and tell the coordinators once."""
        now = self._clock.now()
        address = await outbox.refused_by_chat(session, message.address, now)
        if address is None or message.person_id is None:
            return
        day = local_date(now)
        person = await people.person(session, message.person_id, day)
        if not await people.joined(session, [person.id]):
            await calls.open_call(session, CallReason.UNREACHABLE, person.id, now)
        told: set[PersonId] = {person.id}
        for unit_id in await units_of(session, person):
            for coordinator in await visible.coordinators_of(session, unit_id, day):
                if coordinator.id not in told:
                    told.add(coordinator.id)
                    await outbox.queue(
                        session,
                        key=f"blocked:{address.id}:{now.isoformat()}:{coordinator.id}",
                        kind="blocked",
                        person_id=coordinator.id,
                        content=office.unreachable(person.name, person.code),
                        now=now,
                    )


def _back_off(attempts: int, salt: int) -> timedelta:
    """5 s, 10 s, 20 s … 15 min, spread by up to a quarter so that rows do not come together."""
    pause: timedelta = min(LAST_RETRY, FIRST_RETRY * 2 ** min(attempts - 1, 10))
    return pause * (1 + (salt % 16) / 64)


class Outbox:
    """All lanes together."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        channels: Sequence[Channel],
        *,
        resend_unknown: bool = False,
    ) -> None:
        self._lanes: Mapping[tuple[str, str], Lane] = {
            (channel.name, channel.bot): Lane(
                database, clock, channel, resend_unknown=resend_unknown
            )
            for channel in channels
        }

    @property
    def sent(self) -> int:
        """Messages sent since the start."""
        return sum(lane.sent for lane in self._lanes.values())

    def wake(self) -> None:
        """Something was queued."""
        for lane in self._lanes.values():
            lane.wake.set()

    async def recover(self) -> None:
        """Settle what the last process left half done; before anything is sent."""
        for lane in self._lanes.values():
            await lane.recover()

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes.values():
                group.create_task(lane.run())

    async def drain(self) -> None:
        """Send everything that is due now, then return: for the console, the demo and tests."""
        for lane in self._lanes.values():
            while await lane.step():
                pass
