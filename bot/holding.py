"""Holding leases: what only one process may do is taken, kept alive, fenced and given back.

On SQLite there is one machine, which can say whether a process lives: nothing is taken from a
living one. On PostgreSQL a lease ends when nobody prolongs it, and every transaction under it makes
sure of its number first, because a paused process does not know that it was paused.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from bot import processes
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from db import leases
from db.base import Database, Session
from db.leases import Lease
from domain.calendar import local
from texts import operator as words

log = logging.getLogger(__name__)

HOUSE = "house"  # held by a process that does everything
MEMBER = "member:"  # held by each of several that share it
LASTS = timedelta(seconds=30)
PROLONGED = 3  # times in that span
SPARE = 0.2  # of the span: how long before its end a holder no longer trusts its lease
LOOK_SECONDS = 1.0


class LeaseLost(Exception):
    """Another process has taken over; nothing was written."""


class Holding:
    """One lease this process has taken. `lost` is set when another has it."""

    def __init__(self, database: Database, lease: Lease, clock: Clock, lasts: timedelta) -> None:
        self.lease = lease
        self.lost = asyncio.Event()
        self._database = database
        self._clock = clock
        self._lasts = lasts
        self._sure_until = 0.0
        self._fenced = not database.is_sqlite
        self._when_lost: list[Callable[[], None]] = []

    def when_lost(self, call: Callable[[], None]) -> None:
        """Call this as soon as we know that another process has taken over."""
        self._when_lost.append(call)

    def _lose(self) -> None:
        if not self.lost.is_set():
            log.error("lease %s was taken over by another process", self.lease.name)
        self.lost.set()
        for call in self._when_lost:
            call()

    @property
    def sure(self) -> bool:
        """Whether nobody can have taken it; without asking, on a clock that counts pauses too."""
        return not self._fenced or (
            not self.lost.is_set() and self._clock.steady() < self._sure_until
        )

    @property
    def rests_for(self) -> float:
        """Seconds for which nothing may be done under it, from when it was taken."""
        lease = self.lease
        rest = lease.rests_until or lease.since
        return max(0.0, (rest - lease.since).total_seconds())

    def trust_since(self, began: float) -> None:
        """It was prolonged by a statement that began then."""
        self._sure_until = began + self._lasts.total_seconds() * (1 - SPARE)

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """A writing transaction that does nothing unless we hold the lease. Raises LeaseLost."""
        async with self._database.begin() as session:
            if self._fenced and not await leases.still_held(session, self.lease):
                self._lose()
                raise LeaseLost(self.lease.name)
            yield session

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A reading transaction, which needs no lease."""
        async with self._database.read() as session:
            yield session

    async def keep(self) -> None:
        """Prolong it until cancelled or lost; an absent database is asked again."""
        while not self.lost.is_set():
            await self._clock.sleep(self._lasts.total_seconds() / PROLONGED)
            began = self._clock.steady()
            try:
                async with self._database.begin() as session:
                    ours = await leases.prolong(session, self.lease, self._lasts)
            except Exception as error:
                log.warning("lease %s not prolonged: %s", self.lease.name, type(error).__name__)
                continue
            if ours:
                self.trust_since(began)
            else:
                self._lose()

    async def give_back(self) -> None:
        """Let the next one have it at once; a database that is away lets it end by itself."""
        try:
            async with self._database.begin() as session:
                await leases.give_back(session, self.lease)
        except Exception as error:
            log.warning("lease %s not given back: %s", self.lease.name, type(error).__name__)


async def take(
    database: Database, name: str, clock: Clock, lasts: timedelta = LASTS
) -> tuple[Holding | None, Lease]:
    """Take a lease when it is free; otherwise who holds it."""
    began = clock.steady()
    over = _over_on_sqlite if database.is_sqlite else _over
    async with database.begin() as session:
        lease, ours = await leases.take(session, name, processes.this_process(), lasts, over)
    if not ours:
        return None, lease
    holding = Holding(database, lease, clock, lasts)
    holding.trust_since(began)
    return holding, lease


def _over(lease: Lease, now: datetime) -> bool:
    return lease.until <= now or processes.lives(lease.holder) is False


def _over_on_sqlite(lease: Lease, now: datetime) -> bool:
    """The machine says whether the holder lives; where it cannot, the lease runs out."""
    alive = processes.lives(lease.holder)
    if alive is None:
        return lease.until <= now or processes.rebooted(lease.holder)
    return not alive


class Tenure:
    """A lease that is taken for stretches of work; between them nothing can be written here."""

    def __init__(self, database: Database, name: str, clock: Clock) -> None:
        self.name = name
        self._database = database
        self._clock = clock
        self._holding: Holding | None = None

    @property
    def sure(self) -> bool:
        """Whether we hold it, and nobody can have taken it."""
        return self._holding is not None and self._holding.sure

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """A writing transaction under the lease. Raises LeaseLost."""
        if self._holding is None:
            raise LeaseLost(self.name)
        async with self._holding.begin() as session:
            yield session

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A reading transaction, which needs no lease."""
        async with self._database.read() as session:
            yield session

    @contextlib.asynccontextmanager
    async def stretch(self) -> AsyncIterator[Holding | None]:
        """Hold it inside the block; None when somebody else does."""
        self._holding, _ = await take(self._database, self.name, self._clock)
        if self._holding is None:
            yield None
            return
        async with held(self._holding):
            try:
                yield self._holding
            finally:
                self._holding = None


@contextlib.asynccontextmanager
async def held(holding: Holding) -> AsyncIterator[Holding]:
    """Keep a lease alive inside the block, and give it back after it."""
    keeping = asyncio.create_task(holding.keep())
    try:
        yield holding
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await holding.give_back()


async def refuse_if_held(database: Database) -> None:
    """Before anything is touched: is a living process at work here? Raises CannotStart."""
    if not await leases.known(database):
        return
    async with database.read() as session:
        for lease in await leases.held(session, HOUSE):
            if processes.lives(lease.holder):
                raise _held_by(lease)


@contextlib.asynccontextmanager
async def alone(
    database: Database, clock: Clock, lasts: timedelta = LASTS
) -> AsyncIterator[Holding]:
    """Be the only process that does everything on this database. Raises CannotStart.

    A holder of whom nobody knows whether it lives is watched until its lease ends.
    """
    holding, lease = await take(database, HOUSE, clock, lasts)
    while holding is None:
        seen = lease
        if processes.lives(seen.holder):
            raise _held_by(seen)
        await clock.sleep(LOOK_SECONDS)
        holding, lease = await take(database, HOUSE, clock, lasts)
        if holding is None and lease.until > seen.until:  # prolonged: somebody is there
            raise _held_by(lease)
    async with held(holding):
        await _refuse_beside(database, MEMBER)
        yield holding


@contextlib.asynccontextmanager
async def one_of_many(
    database: Database, clock: Clock, lasts: timedelta = LASTS
) -> AsyncIterator[Holding]:
    """Be one of the processes that share the work. Raises CannotStart when one does everything."""
    me = processes.this_process()
    holding, _ = await take(database, f"{MEMBER}{me.host}:{me.pid}:{me.born}", clock, lasts)
    assert holding is not None, "a name that only this process has"
    async with held(holding):
        await _refuse_beside(database, HOUSE)
        yield holding


async def _refuse_beside(database: Database, beginning: str) -> None:
    """Those who do everything and those who share it do not go together. Raises CannotStart."""
    async with database.read() as session:
        for lease in await leases.held(session, beginning):
            if processes.lives(lease.holder) is not False:
                raise _held_by(lease)


def _held_by(lease: Lease) -> CannotStart:
    since = local(lease.since)
    holder = lease.holder
    return CannotStart(words.already_running(holder.host, holder.pid, since), NOT_DONE)
