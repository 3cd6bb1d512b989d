"""Delivering what waits: claim, send, settle; one lane for each channel.

A message is marked `sending` in one transaction, sent outside any, and settled in another. A crash
in between leaves it `sending`: the next start calls that `unknown` and does not repeat it, unless
the network makes repeating harmless or a setting allows it.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence

from bot.claiming import Claims
from bot.clock import Clock
from bot.courier import Content
from bot.flight import Flight
from bot.meter import Meter
from bot.pacing import Pacer
from channels.base import Channel
from db import delivery, settling
from db.base import Transactions
from db.work import Work, delivery_of
from domain.messages import Outgoing, OutgoingState, Why

log = logging.getLogger(__name__)

IDLE_SECONDS = 15.0  # another process may have queued something
SHORTEST_REST = 0.05  # seconds, when the machine's clock says that something is due already
GATHER_SECONDS = 0.001  # what is queued or lands in one moment goes into one claim
PATIENCE_SECONDS = 3.0  # how long a stop waits for what is on its way


class Lane:
    """One channel's queue: as many messages on their way at once as the channel allows."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        channel: Channel,
        *,
        resend_unknown: bool,
        moved: Callable[[], None],
        idle: float,
        content: Content | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._channel = channel
        self._resend = resend_unknown or channel.repeatable
        self._pacer = Pacer(channel.pace, clock.seconds)
        self._meter = Meter(channel)
        self._claims = Claims(database, channel, self._pacer, self._meter)
        self._moved = moved
        self._flight = Flight(
            database,
            clock,
            channel,
            self._pacer,
            self._meter,
            moved,
            resend=self._resend,
            content=content,
        )
        self._flying: set[asyncio.Task[None]] = set()
        self._claiming = asyncio.Lock()
        self._stopping = False
        self._idle = idle
        self.wake = asyncio.Event()

    @property
    def sent(self) -> int:
        """Messages sent since the start."""
        return self._flight.sent

    @property
    def _name(self) -> tuple[str, str]:
        return self._channel.name, self._channel.bot

    async def recover(self) -> None:
        """Settle what a dead process was sending; before anything is sent."""
        if self._flying:
            return
        now = self._clock.now()
        async with self._database.begin() as session:
            for row in await delivery.left_sending(session, *self._name):
                if self._resend:
                    await settling.settle(session, row, OutgoingState.WAITING, now, Why.CRASHED)
                else:
                    await settling.give_up(session, row, OutgoingState.UNKNOWN, Why.CRASHED, now)

    async def run(self) -> None:
        """Send until `stop`, then finish what is on its way.

        A defect or a busy database is logged and tried again.
        """
        while not self._stopping:
            self.wake.clear()
            held = self._pacer.held_for
            try:
                await self._launch()
            except Exception:
                log.exception("delivery failed", extra={"channel": self._channel.name})
            await self._rest(held or self._until_due())  # what lands wakes it too
        await self._land()

    def _until_due(self) -> float:
        """Seconds until something that waits is due, as the last claim saw it."""
        if self._claims.next_due is None:
            return self._idle
        wait = (self._claims.next_due - self._clock.now()).total_seconds()
        return max(SHORTEST_REST, wait)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(min(self._idle, seconds)):
                await self.wake.wait()
        except TimeoutError:
            return
        await asyncio.sleep(GATHER_SECONDS)

    async def _launch(self) -> bool:
        """Claim as many as there is room for and start them; False when there were none."""
        async with self._claiming:
            room = self._channel.pace.at_once - len(self._flying)
            if room <= 0 or self._stopping:
                return False
            claimed = await self._claim(room)
            for message in claimed:
                task = asyncio.create_task(self._flight.take(message))
                self._flying.add(task)
                task.add_done_callback(self._landed)
            return bool(claimed)

    async def _claim(self, room: int) -> Sequence[Outgoing]:
        """What goes next; what a used-up month does not allow goes another way."""
        if self._pacer.held_for and not self._meter.counts:
            return ()
        claimed, moved = await self._claims.next(room, self._clock.now())
        if moved:
            self._moved()
        return claimed

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self.wake.set()

    def stop(self) -> None:
        """Claim nothing more, ever; `run` returns when what is on its way has been settled."""
        self._stopping = True
        self._flight.stop()
        self.wake.set()

    async def _land(self) -> None:
        """Wait for the network, briefly; a message it does not answer for is then `unknown`."""
        if not self._flying:
            return
        _, late = await asyncio.wait(self._flying, timeout=PATIENCE_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def drain(self, over: Callable[[], bool] = lambda: False) -> bool:
        """Send everything that is due now; returns when it is settled, or a pause holds it.

        Nothing is begun once it is `over`: then True, there may be more.
        """
        try:
            while (begun := not over() and await self._launch()) or self._flying:
                if self._flying:
                    await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if self._flying:
                await asyncio.wait(self._flying)
        return not begun and over()

    @property
    def held_for(self) -> float:
        """Seconds until a pause ends that the network named."""
        return self._pacer.held_for

    def hold(self, seconds: float) -> None:
        """A pause the network named to somebody else who sent for this bot."""
        self._pacer.pause(seconds)


class Outbox:
    """All lanes together."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        channels: Sequence[Channel],
        *,
        resend_unknown: bool = False,
        under: Callable[[Channel], Transactions] | None = None,
        idle: float = IDLE_SECONDS,
        content: Content | None = None,
    ) -> None:
        """`under` gives each lane the lease that fences it.

        `idle`: the seconds a lane rests at most when nobody wakes it. `content` makes files.
        """
        self._moves = 0
        self._lanes: Mapping[tuple[str, str], Lane] = {
            (channel.name, channel.bot): Lane(
                under(channel) if under is not None else database,
                clock,
                channel,
                resend_unknown=resend_unknown,
                moved=self._moved,
                idle=idle,
                content=content,
            )
            for channel in channels
        }

    def lane(self, channel: Channel) -> Lane:
        """The lane of one channel."""
        return self._lanes[channel.name, channel.bot]

    def _moved(self) -> None:
        """A message went from one lane to another."""
        self._moves += 1
        self.wake()

    @property
    def sent(self) -> int:
        """Messages sent since the start."""
        return sum(lane.sent for lane in self._lanes.values())

    def wake(self) -> None:
        """Something was queued."""
        for lane in self._lanes.values():
            lane.wake.set()

    def caused(self, work: Collection[Work]) -> None:
        """A transaction was committed: wake the lanes it queued something for."""
        for name, lane in self._lanes.items():
            if any(one.kind == delivery_of(*name).kind for one in work):
                lane.wake.set()

    async def recover(self) -> None:
        """Settle what the last process left half done; before anything is sent."""
        for lane in self._lanes.values():
            await lane.recover()

    async def run(self) -> None:
        """Deliver until `stop`."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes.values():
                group.create_task(lane.run())

    def stop(self) -> None:
        """Begin nothing more; `run` ends when nothing is half sent, within a few seconds."""
        for lane in self._lanes.values():
            lane.stop()

    async def drain(self) -> None:
        """Send everything that is due now, then return: for the console, the demo and tests.

        What one lane sends may put something into another, so it goes round until all are empty.
        """
        before = None
        while before != (self.sent, self._moves):
            before = self.sent, self._moves
            for lane in self._lanes.values():
                await lane.drain()
