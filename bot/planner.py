"""Works through what the planner is asked: facts read, computed off the loop, answers told.

A request is a row, so a restart in the middle only computes it again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.clock import Clock
from bot.computing import Compute
from bot.whole import whole
from db import outbox, people
from db.base import Session, Transactions
from db.planning_runs import PlanningRun, RunKind, draft_awaited, waiting
from domain import timing
from domain.calendar import Month, local_date
from domain.errors import Refusal
from domain.ids import PersonId
from domain.people import Person, Role
from handlers.base import Reply, told
from handlers.planning_jobs.base import Asking, Job, Work
from texts import refusals

log = logging.getLogger(__name__)


class Planner:
    """Does the requested runs one at a time. `queued` wakes the outbox."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        jobs: tuple[Job, ...],
        compute: Compute,
        *,
        queued: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._jobs: Mapping[RunKind, Job] = {job.kind: job for job in jobs}
        self._compute = compute
        self._queued = queued
        self.wake = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def request(self, month: Month) -> None:
        """Ask for a draft as the calendar does, unless one is being made."""
        async with self._database.begin() as session:
            if not await draft_awaited(session, str(month)):
                session.add(PlanningRun(month=str(month), asked_at=self._clock.now()))

    async def run(self) -> None:
        """Compute whenever asked, until cancelled."""
        while True:
            self.wake.clear()
            if not await self.step():
                await self.wake.wait()

    async def drain(self) -> None:
        """Do all requested runs now."""
        while await self.step():
            pass

    async def step(self) -> bool:
        """One run; False when none is requested. A defect ends the run, is logged and told."""
        async with self._one_at_a_time:
            return await self._step()

    async def _step(self) -> bool:
        found = await whole(self._next())
        if found is None:
            return False
        run_id, job, work = found
        if isinstance(work, str):
            await self._tell(run_id, lambda asking: _same(asking, work))
        else:
            await self._computed(run_id, job, work)
        self._queued()
        return True

    async def _next(self) -> tuple[int, Job, Work | str] | None:
        """The next run with its work, or the sentence that says why there is none."""
        async with self._database.read() as session:
            run = await waiting(session)
            if run is None:
                return None
            job = self._jobs[RunKind(run.kind)]
            return run.id, job, await self._read(job, await self._asking(session, run))

    async def _read(self, job: Job, asking: Asking) -> Work | str:
        """The work, or the sentence that says why there is none."""
        try:
            return await job.read(asking)
        except Refusal as refusal:
            return refusals.refusal(refusal)

    async def _computed(self, run_id: int, job: Job, work: Work) -> None:
        try:
            result: Any = await self._compute(work)
            await self._tell(run_id, lambda asking: job.tell(asking, work, result))
        except Refusal as refusal:
            text = refusals.refusal(refusal)
            await self._tell(run_id, lambda asking: _same(asking, text))
        except Exception:
            log.exception("planning failed", extra={"run": run_id, "kind": job.kind.value})
            await self._tell(run_id, lambda asking: _failed(asking, job))

    async def _tell(self, run_id: int, answers: Any) -> None:
        await whole(self._told(run_id, answers))

    async def _told(self, run_id: int, answers: Any) -> None:
        """End the run and queue what each asker hears, in one transaction."""
        async with self._database.begin() as session:
            run = await session.get_one(PlanningRun, run_id)
            asking = await self._asking(session, run)
            run.done_at = asking.now
            for asker, reply in zip(asking.askers, await answers(asking), strict=True):
                await outbox.queue(
                    session,
                    key=f"{run.kind}:{run.id}:{asker.id}",
                    kind=run.kind,
                    person_id=asker.id,
                    content=reply,
                    now=asking.now,
                    due_at=asking.now if run.asked_by else timing.audible(asking.now),
                )

    async def _asking(self, session: Session, run: PlanningRun) -> Asking:
        now = self._clock.now()
        return Asking(session, run, now, await _askers(session, run, now))


async def _askers(session: Session, run: PlanningRun, now: Any) -> tuple[Person, ...]:
    """Who asked; a run the calendar asked for is told to every coordinator."""
    day = local_date(now)
    if run.asked_by is not None:
        return (await people.person(session, PersonId(run.asked_by), day),)
    return await people.holders(session, [Role.COORDINATOR], day)


async def _same(asking: Asking, text: str) -> list[Reply]:
    return [told(text) for _ in asking.askers]


async def _failed(asking: Asking, job: Job) -> list[Reply]:
    asking.run.failed = "defect"
    return await _same(asking, job.failed(asking.month))
