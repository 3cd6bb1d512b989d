"""Putting the house together: database, channels, inbox, outbox, clock, planner, pages."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from datetime import datetime, timedelta

from bot import collect, filing, follow_ups
from bot.clock import AdjustableClock, Clock
from bot.computing import Compute, KeptProcess
from bot.desk import Desk
from bot.inbox import Inbox, Joined
from bot.outbox import IDLE_SECONDS, Outbox
from bot.planner import Planner
from bot.whole import whole
from channels.base import Channel, MenuEntry
from db import beats, days, migrate, people, planning_runs
from db.base import Database, Transactions
from db.work import Work
from domain.calendar import local_date
from handlers import spontaneous, wondering
from handlers.base import Command, Policy, Reader
from handlers.planning_jobs.base import Job
from scheduler.base import Reminder
from scheduler.clock import Metronome

log = logging.getLogger(__name__)

HORIZON = timedelta(days=8)  # a loaded district hears something every Friday at the latest


CLOCK, PLANNER = "clock", "planner"  # names of leases


def lane_name(channel: Channel) -> str:
    """The name of the lease of who sends for one bot."""
    return f"lane:{channel.name}:{channel.bot}"


class Rhythm:
    """How the house passes the time when nobody says anything; the simulator has one of its own."""

    tick_seconds = 10.0
    idle_seconds = IDLE_SECONDS

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def rest(self, app: "App") -> None:
        """Wait until the next tick."""
        await self._clock.sleep(self.tick_seconds)


class App:
    """The running house. The clock is real in production and moved by hand in demo and tests."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        channels: Sequence[Channel],
        *,
        policy: Policy | None = None,
        compute: Compute | None = None,
        resend_unknown: bool = False,
        under: Callable[[str], Transactions] | None = None,
        rhythm: Rhythm | None = None,
    ) -> None:
        """`under` says which lease fences the clock, the planner, and the lane of each bot."""
        self.database = database
        self._under = under = under or (lambda _: database)
        self.clock = clock
        self.channels = tuple(channels)
        self.policy = policy = filing.complete(policy or Policy(), channels)
        self.desk = _desk(clock)
        self._rhythm = rhythm or Rhythm(clock)
        self.outbox = Outbox(
            database,
            clock,
            channels,
            resend_unknown=resend_unknown,
            under=lambda channel: under(lane_name(channel)),
            idle=self._rhythm.idle_seconds,
            content=policy.content,
        )
        database.caused = self._caused
        self._compute = compute or KeptProcess()
        jobs = collect.declared("handlers.planning_jobs", Job)
        self.planner = Planner(under(PLANNER), clock, jobs, self._compute, queued=self.outbox.wake)
        self.metronome = self._metronome(policy)
        self.inbox = self._inbox()
        # called after everything due at an instant has happened, while the clock is moved by hand
        self.after_each_instant: Callable[[], Awaitable[None]] | None = None
        self._moving = asyncio.Lock()
        self._background: set[asyncio.Task[None]] = set()

    def _inbox(self) -> Inbox:
        return Inbox(
            self.database,
            self.clock,
            self.desk,
            self.policy,
            joined=self._show_menu,
        )

    def _metronome(self, policy: Policy) -> Metronome:
        chores = follow_ups.chores(policy)
        return Metronome(
            self._under(CLOCK),
            collect.declared("scheduler.reminders", Reminder),
            chores,
            follow_ups=follow_ups.of(policy, chores),
            queued=self.planner.wake.set,  # of what another process asked for
        )

    def _caused(self, work: Collection[Work]) -> None:
        """A transaction was committed: wake whoever has something to do because of it."""
        self.outbox.caused(work)
        if any(one.kind == planning_runs.PLAN for one in work):
            self.planner.wake.set()

    async def prepare(self) -> None:
        """Bring the database up to date: what `furnish` does, and messages left half sent."""
        await self.furnish()
        await self.outbox.recover()

    async def furnish(self) -> None:
        """Tables and public holidays, as this version and this year need them."""
        await migrate.upgrade(self.database)
        today = local_date(self.clock.now())
        async with self.database.read() as session:
            known = await days.known_until(session)
            seen = await beats.last(session, beats.CLOCK)
        if seen is None:  # what is missed is missed from now on, also if no tick ever ends
            async with self.database.begin() as session:
                for name in (beats.BORN, beats.CLOCK):
                    await beats.seen(session, name, self.clock.now())
        if known is None or known.year < today.year + 1:
            from bot import holidays  # large; wanted once a year

            async with self.database.begin() as session:
                await migrate.one_at_a_time(session)
                await holidays.refresh(session, range(today.year, today.year + 3))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everything at work inside the block; leaving it finishes what is being sent.

        Sending ends before the channels stop, because stopping closes their connections. What
        still comes in meanwhile is stored, and answered after the next start.
        """
        await self.prepare()
        for channel in self.channels:
            await channel.start(self.inbox.receive)
        delivery = asyncio.create_task(self.outbox.run())
        works = [asyncio.create_task(work()) for work in self._works()]
        try:
            yield
        finally:
            self.outbox.stop()
            for task in works:
                task.cancel()
            await asyncio.gather(delivery, *works, return_exceptions=True)
            await self.end()

    async def end(self) -> None:
        """Let go of what is kept for the next work, and of the networks."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        self._compute.end()
        for channel in self.channels:
            await _quietly(channel.stop())

    def _works(self) -> list[Callable[[], Coroutine[None, None, None]]]:
        if self.clock.adjustable:
            return [self.planner.run]
        return [self.planner.run, self._tick_for_ever]

    async def _tick_for_ever(self) -> None:
        """Ticks on the monotonic clock: a host whose clock jumps cannot silence them."""
        while True:
            await whole(self.metronome.tick(self.clock.now()))
            await self._rhythm.rest(self)

    async def settle(self) -> None:
        """Do everything that is due at this instant: plan, send, and what follows from it."""
        await self.planner.drain()
        await self.outbox.drain()

    async def advance_to(self, instant: datetime) -> None:
        """Move the adjustable clock, stopping at every instant at which something is due."""
        clock = self.clock
        assert isinstance(clock, AdjustableClock)
        async with self._moving:
            while (due := await self._next_due()) is not None and due <= instant:
                clock.move_to(max(due, clock.now()))
                await self._tick_and_settle()
            clock.move_to(max(instant, clock.now()))
            await self._tick_and_settle()

    async def advance_to_news(self) -> None:
        """Move the adjustable clock to the next instant at which somebody hears something."""
        clock = self.clock
        assert isinstance(clock, AdjustableClock)
        async with self._moving:
            heard, limit = self.outbox.sent, clock.now() + HORIZON
            while (due := await self._next_due()) is not None and due <= limit:
                clock.move_to(max(due, clock.now()))
                await self._tick_and_settle()
                if self.outbox.sent > heard:
                    return

    async def _next_due(self) -> datetime | None:
        async with self.database.read() as session:
            return await self.metronome.next_due(session, self.clock.now())

    async def _tick_and_settle(self) -> None:
        await self.metronome.tick(self.clock.now())
        await self.settle()
        if self.after_each_instant is not None:
            await self.after_each_instant()

    def _show_menu(self, news: Joined) -> None:
        """The command menu of somebody who has just joined, where the network has one."""
        task = asyncio.ensure_future(self._menu_of(news))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _menu_of(self, news: Joined) -> None:
        async with self.database.read() as session:
            person = await people.person(session, news.person_id, local_date(self.clock.now()))
        entries = tuple(
            MenuEntry(command.name, command.summary().lstrip("– "))
            for command in self.desk.menu(person.roles)
        )
        for channel in self.channels:
            show = getattr(channel, "show_menu", None)
            if show is not None and (channel.name, channel.bot) == (
                news.address.channel,
                news.address.bot,
            ):
                await show(news.address, entries)


def _desk(clock: Clock) -> Desk:
    commands = collect.declared("handlers.commands", Command)
    readers = collect.declared("handlers.questions", Reader)
    return Desk(commands, readers, spontaneous.take, wondering.take, clock.steady)


async def _quietly(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception:
        log.exception("a channel did not stop cleanly")
