"""One message on its way: wait for its turn, send it, settle what happened."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot import spared, unreachable
from bot.clock import Clock
from bot.courier import Content, Courier
from bot.holding import LeaseLost
from bot.meter import Meter
from bot.pacing import Pacer
from bot.together import Together
from bot.whole import whole
from channels.base import Channel, Failure, SendError
from db import settling
from db.base import Session, Transactions
from db.outbox import OutgoingRow
from db.windows import KNOCK
from domain.messages import Outgoing, OutgoingState, Why
from domain.retrying import MOST_ATTEMPTS, back_off

log = logging.getLogger(__name__)

PAUSE_UNNAMED = timedelta(seconds=5)  # when a network asks for a pause and does not say how long
LONGEST_SETTLE_PAUSE = 5.0  # seconds between tries to settle: 0.2, 1, 5, 5 …
TRIES_WHEN_STOPPING = 2
TRIES_BEFORE_SET_ASIDE = 5  # a database that is away for longer is found by the try after it
MOVING = (Failure.PERMANENT, Failure.OUTSIDE)  # after these a message may wait in another lane


class NotSentYet(Exception):
    """The turn of a claimed message never came: it goes back, and no attempt is counted."""


class Broken(Exception):
    """Our own code broke on a message: nobody knows whether it left, and it is never repeated."""


Outcome = str | SendError | NotSentYet | Broken
Landed = tuple[Outgoing, Outcome]
Settle = Callable[[Session, Outgoing, Outcome], Awaitable[None]]


class Flight:
    """Takes claimed messages of one channel to their end."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        channel: Channel,
        pacer: Pacer,
        meter: Meter,
        moved: Callable[[], None],
        *,
        resend: bool = False,
        content: Content | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._channel = channel
        self._pacer = pacer
        self._meter = meter
        self._moved = moved
        self._courier = Courier(channel, content)
        self._resend = resend  # also what may have arrived
        self._stopping = asyncio.Event()
        self._landed = Together[Landed](lambda landed: self._settled(landed, self._settle))
        self.sent = 0

    def stop(self) -> None:
        """Messages whose turn has not come go back; those being sent may finish."""
        self._stopping.set()

    async def take(self, message: Outgoing) -> None:
        """Send one claimed message and settle it. When cancelled while sending, it is unknown."""
        try:
            outcome = await self._send(message)
        except asyncio.CancelledError:
            stopped = SendError(Failure.UNKNOWN, "stopped while sending")
            await whole(self._settle_surely(message, stopped))
            raise
        await whole(self._settle_surely(message, outcome))

    async def _send(self, message: Outgoing) -> Outcome:
        if not await self._turn(message):
            return NotSentYet()
        try:
            return await self._courier.deliver(message)
        except SendError as error:
            return error
        except Exception:
            log.exception("channel broke", extra={"channel": self._channel.name})
            return Broken()

    async def _turn(self, message: Outgoing) -> bool:
        """Wait for the turn; False when the house stops, the network names a pause, or somebody
        else may have taken over meanwhile.
        """
        if self._pacer.held_for:  # named since this was claimed, perhaps for hours
            return False
        wait = self._pacer.book(message.address)
        if wait > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._stopping.wait()
        return self._database.sure and not self._stopping.is_set() and not self._pacer.held_for

    async def _settle_surely(self, message: Outgoing, outcome: Outcome) -> None:
        """Settle with the others that have landed; after that alone, as often as a busy or absent
        database needs.

        A stop does not wait for a database that is away: the next start finds the message.
        """
        for tries in itertools.count():
            if tries == 0 and await self._landed.do((message, outcome)):
                break
            if tries > 0 and await self._settled([(message, outcome)], self._settle):
                break
            if self._stopping.is_set() and tries >= TRIES_WHEN_STOPPING:
                return
            if tries >= TRIES_BEFORE_SET_ASIDE and await self._settled(
                [(message, outcome)], self._set_aside
            ):
                break
            await asyncio.sleep(min(0.2 * 5 ** min(tries, 9), LONGEST_SETTLE_PAUSE))
        if isinstance(outcome, str):
            self.sent += 1
        elif isinstance(outcome, SendError) and outcome.failure in MOVING:
            self._moved()

    async def _settled(self, landed: Sequence[Landed], settle: Settle) -> bool:
        """One try to settle, all in one transaction or none."""
        about = {"outgoing": [message.id for message, _ in landed]}
        try:
            async with self._database.begin() as session:
                for message, outcome in landed:
                    await settle(session, message, outcome)
        except LeaseLost:  # whoever has it now has said what is known of these messages
            log.warning("not settled: taken over", extra=about)
        except Exception:
            log.exception("not settled", extra=about)
            return False
        return True

    async def _set_aside(self, session: Session, message: Outgoing, outcome: Outcome) -> None:
        """What is known of a message whose settling breaks our code, so that it blocks nobody."""
        now = self._clock.now()
        if isinstance(outcome, str):
            await settling.sent(session, message.id, now, outcome)
            return
        row = await session.get_one(OutgoingRow, message.id)
        if isinstance(outcome, NotSentYet):
            await settling.settle(session, row, OutgoingState.WAITING, now)
        else:
            await settling.give_up(session, row, OutgoingState.UNKNOWN, Why.DEFECT, now)

    async def _settle(self, session: Session, message: Outgoing, outcome: Outcome) -> None:
        now = self._clock.now()
        if isinstance(outcome, str):
            await settling.sent(session, message.id, now, outcome)
            await self._meter.sent(session, message, now)
            return
        row = await session.get_one(OutgoingRow, message.id)
        if isinstance(outcome, NotSentYet):
            row.attempts -= 1
            await settling.settle(session, row, OutgoingState.WAITING, now)
        elif isinstance(outcome, Broken):
            await settling.give_up(session, row, OutgoingState.UNKNOWN, Why.DEFECT, now)
            await self._meter.sent(session, message, now)
        else:
            log.warning("not sent", extra={"outgoing": row.id, "failure": outcome.failure.value})
            await self._failed(session, row, message, outcome)

    async def _failed(
        self, session: Session, row: OutgoingRow, message: Outgoing, error: SendError
    ) -> None:
        now = self._clock.now()
        match error.failure:
            case Failure.PERMANENT if row.kind == KNOCK:
                await settling.give_up(session, row, OutgoingState.REFUSED, Why.BLOCKED, now)
            case Failure.OUTSIDE:
                row.attempts -= 1  # nobody's failure: the person has not written for long
                await spared.outside(session, row, self._channel, now)
            case Failure.PERMANENT:
                # it waits again for a moment, and goes where the others of the chat go
                await settling.settle(session, row, OutgoingState.WAITING, now, Why.BLOCKED)
                await unreachable.refused(session, message.address, now)
            case Failure.BAD_MESSAGE:
                await settling.give_up(session, row, OutgoingState.REFUSED, Why.BAD_MESSAGE, now)
            case Failure.UNKNOWN if self._resend and row.attempts < MOST_ATTEMPTS:
                await self._again(session, row, Why.TIMED_OUT, now)
                await self._meter.sent(session, message, now)
            case Failure.UNKNOWN:
                await settling.give_up(session, row, OutgoingState.UNKNOWN, Why.TIMED_OUT, now)
                await self._meter.sent(session, message, now)
            case Failure.QUOTA:
                pause = error.retry_after or PAUSE_UNNAMED
                self._pacer.pause(pause.total_seconds())
                self._meter.refused(pause, now)
                row.attempts -= 1  # the network's pace is nobody's failure
                await settling.settle(session, row, OutgoingState.WAITING, now, Why.RATE)
            case Failure.PASSING if row.attempts >= MOST_ATTEMPTS:
                await settling.give_up(session, row, OutgoingState.REFUSED, Why.GAVE_UP, now)
            case Failure.PASSING:
                await self._again(session, row, Why.PASSING, now)

    async def _again(self, session: Session, row: OutgoingRow, why: Why, now: datetime) -> None:
        due_at = now + back_off(row.attempts, row.key)
        await settling.settle(session, row, OutgoingState.WAITING, now, why, due_at=due_at)
