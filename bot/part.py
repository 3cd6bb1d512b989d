"""One process of several, on any machine: it receives, works, ticks or sends, or several of these.

What is to be done stands in the database, an engine says where to look (`bot/handing.py`), and
leases keep apart what only one process may do (`bot/holding.py`). Any of them may die at any time.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from enum import StrEnum

from aiohttp.web import RouteDef

from bot.app import CLOCK, PLANNER, App, lane_name
from bot.clock import Clock
from bot.handing import Doer, Handing, Later
from bot.handling import Arrivals
from bot.holding import Tenure
from bot.networks import Wires
from bot.sending import Sender
from bot.ticking import Ticking
from channels.base import Channel
from db import arrivals, planning_runs
from db.base import Database
from db.work import delivery_of
from handlers.base import Policy

log = logging.getLogger(__name__)

ASK_SECONDS = 5.0  # how often what another process does is asked for
PATIENCE_SECONDS = 10.0  # how long a stop waits for what has begun


class Duty(StrEnum):
    """What a process does."""

    RECEIVE = "receive"  # takes messages from networks, serves the pages
    WORK = "work"  # handles messages, makes plans
    TICK = "tick"  # one at a time; the others wait for it to fail
    SEND = "send"  # one at a time for each bot


class Part:
    """The part of the house that one process is."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        wires: Wires,
        engine: Handing,
        *,
        duties: Collection[Duty],
        policy: Policy,
        resend_unknown: bool,
    ) -> None:
        self.duties = frozenset(duties)
        self._database = database
        self._clock = clock
        self._wires = wires
        self._engine = engine
        self._tenures: dict[str, Tenure] = {}
        database.hand_over = engine.hand_over
        self.app = App(
            database,
            clock,
            wires.channels,
            policy=policy,
            resend_unknown=resend_unknown,
            under=self._tenure,
        )
        self._arrivals = Arrivals(database, clock, self.app.inbox.receive)
        self._senders = [self._sender(channel) for channel in wires.channels]
        self._stop = asyncio.Event()

    @property
    def routes(self) -> tuple[RouteDef, ...]:
        """Where networks bring messages; only who receives has them."""
        return self._wires.routes

    def _tenure(self, name: str) -> Tenure:
        return self._tenures.setdefault(name, Tenure(self._database, name, self._clock))

    def _sender(self, channel: Channel) -> tuple[str, Sender]:
        work = delivery_of(channel.name, channel.bot)
        tenure = self._tenure(lane_name(channel))
        lane = self.app.outbox.lane(channel)
        return work.kind, Sender(self._database, self._clock, lane, tenure, work)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """At work inside the block; leaving it ends what is being done."""
        await self.app.furnish()
        for channel in self._wires.channels:
            await channel.open()
        await self._start_what_is_brought()
        works = [asyncio.create_task(work()) for work in self._works()]
        endless = [asyncio.create_task(self._again(work)) for work in self._endless()]
        try:
            yield
        finally:
            self._stop.set()
            for _, sender in self._senders:
                sender.stop()
            for task in endless:
                task.cancel()
            await asyncio.gather(*endless, return_exceptions=True)
            if works:
                await asyncio.wait(works, timeout=PATIENCE_SECONDS)
            for task in works:
                task.cancel()
            await asyncio.gather(*works, return_exceptions=True)
            await self.app.end()

    async def _again(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Until cancelled; a database that is away is asked again."""
        while True:
            try:
                await work()
            except Exception as error:
                log.error("not done: %s", type(error).__name__)
            await self._clock.sleep(ASK_SECONDS)

    def _works(self) -> list[Callable[[], Coroutine[None, None, None]]]:
        """What is done until it is told to stop. Sending does not wait for handling."""
        found = []
        if Duty.WORK in self.duties:
            found.append(lambda: self._engine.run(self._handlers(), self._stop))
        if Duty.SEND in self.duties:
            senders = [Doer(kind, sender.turn, alone=True) for kind, sender in self._senders]
            found.append(lambda: self._engine.run(senders, self._stop))
        return found

    def _handlers(self) -> list[Doer]:
        return [
            Doer(arrivals.HANDLE, self._arrivals.handle),
            Doer(planning_runs.PLAN, self._plan, alone=True),
        ]

    def _endless(self) -> list[Callable[[], Coroutine[None, None, None]]]:
        """What only one process may do, and the others ask for again and again."""
        found: list[Callable[[], Coroutine[None, None, None]]] = []
        if Duty.TICK in self.duties:
            metronome, tenure = self.app.metronome, self._tenure(CLOCK)
            found.append(Ticking(self._database, self._clock, metronome, tenure).while_ours)
        if Duty.RECEIVE in self.duties:
            polled = [c for c in self._wires.channels if not self._wires.is_brought(c)]
            found += [lambda channel=channel: self._poll(channel) for channel in polled]  # type: ignore[misc]
        return found

    async def _plan(self, _about: str) -> None:
        """Make the plans that wait. Raises Later while another process makes one."""
        async with self._tenure(PLANNER).stretch() as held:
            if held is None:
                raise Later(ASK_SECONDS)
            planning = asyncio.create_task(self.app.planner.drain())
            stopping = asyncio.create_task(self._stop.wait())
            await asyncio.wait({planning, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            planning.cancel()  # a plan begun is computed again by whoever comes next
            await asyncio.gather(planning, stopping, return_exceptions=True)

    async def _start_what_is_brought(self) -> None:
        """Networks that bring messages bring them to any of us."""
        if Duty.RECEIVE in self.duties:
            for channel in filter(self._wires.is_brought, self._wires.channels):
                await channel.start(self._arrivals.store)

    async def _poll(self, channel: Channel) -> None:
        """Ask one network for messages, while no other process does."""
        async with self._tenure(f"poll:{channel.name}:{channel.bot}").stretch() as held:
            if held is not None:
                await channel.start(self._arrivals.store)
                try:
                    await held.lost.wait()
                finally:
                    await channel.stop()
                    await channel.open()
