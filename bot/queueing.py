"""PgQueuer as the engine between processes; the only module that knows it.

A worker that falls silent for `HEARTBEAT` is followed by another one. Why this engine, and what is
left to it: docs/decisions/0018.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import timedelta

from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job

from bot.handing import Doer, Later
from db.base import Database, Session, driver_of
from db.work import Work

log = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=15)
LOOK_AGAIN = timedelta(seconds=5)  # for what was handed over while nobody listened
AT_ONCE = 16
AGAIN_SECONDS = 2.0


async def install(database: Database) -> None:
    """Make its tables, or bring them to this version. Repeatable."""
    async with database.driver() as connection:
        queries = Queries(AsyncpgDriver(connection))
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            await queries.install()


async def installed(database: Database) -> bool:
    """Whether its tables are there."""
    async with database.driver() as connection:
        return await Queries(AsyncpgDriver(connection)).schema_is_installed()


class Queueing:
    """Work between processes on one PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hand_over(self, session: Session, work: Collection[Work]) -> None:
        """Make work known, in the transaction that causes it."""
        ordered = sorted(work, key=lambda one: (one.kind, one.about))
        await Queries(AsyncpgDriver(await driver_of(session))).enqueue(
            [one.kind for one in ordered],
            [one.about.encode() for one in ordered],
            [0 for _ in ordered],
            dedupe_key=[f"{one.kind} {one.about}" if one.once else None for one in ordered],
            on_conflict="skip",
        )

    async def run(self, doers: Collection[Doer], stop: asyncio.Event) -> None:
        """Bring work to these until `stop`; an absent database is asked again."""
        while not stop.is_set():
            try:
                await self._run(doers, stop)
            except Exception as error:
                log.error("the queue broke: %s", type(error).__name__)
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN_SECONDS):
                        await stop.wait()

    async def _run(self, doers: Collection[Doer], stop: asyncio.Event) -> None:
        async with self._database.driver() as connection:
            queue = PgQueuer(AsyncpgDriver(connection))
            for doer in doers:
                limit = 1 if doer.alone else 0
                queue.entrypoint(doer.kind, concurrency_limit=limit)(_job(doer))
            stopping = asyncio.create_task(_when(stop, queue.shutdown))
            try:
                await queue.qm.run(
                    dequeue_timeout=LOOK_AGAIN,
                    batch_size=AT_ONCE // 4,
                    max_concurrent_tasks=AT_ONCE,
                    heartbeat_timeout=HEARTBEAT,
                    shutdown_on_listener_failure=True,
                )
            finally:
                stopping.cancel()


async def _when(stop: asyncio.Event, end: asyncio.Event) -> None:
    await stop.wait()
    end.set()


def _job(doer: Doer) -> Callable[[Job], Awaitable[None]]:
    async def job(one: Job) -> None:
        try:
            await doer.do((one.payload or b"").decode())
        except Later as later:
            raise RetryRequested(timedelta(seconds=later.seconds)) from None
        except Exception:
            # Our rows say that it is not done, so looking finds it again.
            log.exception("work failed", extra={"chore": doer.kind})

    return job
