"""One planning run: read the facts, solve outside any transaction and off the loop, save the draft.

A request is a row, so a restart in the middle only computes it again.
"""

import asyncio
import logging
import multiprocessing
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection

from bot.clock import Clock
from db import announced, outbox, people, plans
from db import planning as planning_db
from db.base import Database, Session
from db.branches import Branch
from db.planning_runs import PlanningRun, draft_awaited, waiting
from db.plans import NewLine, PlanRow, PlanState
from domain import habits
from domain.calendar import Month, at, local_date
from domain.ids import PersonId
from domain.messages import Words
from domain.people import Person, Role
from domain.planning.certificate import Certificate, certify
from domain.planning.facts import PlanningFacts
from domain.planning.plan import Plan
from handlers import planning as draft_words
from texts import plans as words

log = logging.getLogger(__name__)

SECONDS = 30.0  # the sample district needs half a second; a hard month may need more


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan and its independent check."""

    plan: Plan
    certificate: Certificate


Solve = Callable[[PlanningFacts], Awaitable[Solved]]


def solve_now(facts: PlanningFacts) -> Solved:
    """Solve and check in this thread; imports the solver only here, because it is large."""
    from domain.planning.solver import solve

    plan = solve(facts, seconds=SECONDS)
    return Solved(plan, certify(facts, plan))


async def in_thread(facts: PlanningFacts) -> Solved:
    """Solve beside the event loop, in this process: the console and tests."""
    return await asyncio.to_thread(solve_now, facts)


async def in_process(facts: PlanningFacts) -> Solved:
    """Solve in a process of its own, which gives its memory back: the running bot.

    When cancelled the process is killed at once. Raises EOFError when it died.
    """
    context = multiprocessing.get_context("spawn")
    answer, child_end = context.Pipe(duplex=False)
    process = context.Process(target=_solve_for, args=(child_end, facts), daemon=True)
    process.start()
    child_end.close()
    receiving = asyncio.get_running_loop().run_in_executor(None, answer.recv)
    try:
        solved: Solved = await asyncio.shield(receiving)
        return solved
    finally:
        process.kill()
        await asyncio.gather(receiving, return_exceptions=True)  # ends with the process
        process.join()
        process.close()
        answer.close()


def _solve_for(answer: Connection, facts: PlanningFacts) -> None:
    answer.send(solve_now(facts))


class Planner:
    """Works through the requested runs one at a time. `queued` wakes the outbox."""

    def __init__(
        self, database: Database, clock: Clock, solve: Solve, *, queued: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._solve = solve
        self._queued = queued
        self.wake = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def request(self, month: Month) -> None:
        """Ask for a draft as the calendar does, unless one is being made."""
        async with self._database.begin() as session:
            if not await draft_awaited(session, str(month)):
                session.add(PlanningRun(month=str(month), asked_at=self._clock.now()))

    async def run(self) -> None:
        """Plan whenever asked, until cancelled."""
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
        async with self._database.read() as session:
            run = await waiting(session)
            if run is None:
                return False
            month = Month.parse(run.month)
            facts = await announced.planning_facts(session, month, local_date(self._clock.now()))
        try:
            solved = await self._solve(facts)
        except Exception:
            log.exception("planning failed", extra={"month": run.month})
            solved = None
        async with self._database.begin() as session:
            await self._finish(session, run.id, month, solved)
        self._queued()
        return True

    async def _finish(
        self, session: Session, run_id: int, month: Month, solved: Solved | None
    ) -> None:
        now = self._clock.now()
        run = await session.get_one(PlanningRun, run_id)
        run.done_at = now
        present = await plans.current(session, str(month))
        plan, text = None, ""
        if present is not None and present.state == PlanState.APPROVED:
            text = words.already_approved(month)
        elif solved is None:
            run.failed = "defect"
            text = words.failed(month)
        else:
            plan = await self._save(session, run, month, solved)
        day = local_date(now)
        for asker in await self._askers(session, run, day):
            if plan is not None:
                text = await draft_words.summary(session, plan, asker, day)
            await outbox.queue(
                session,
                key=f"draft:{run.id}:{asker.id}",
                kind="draft",
                person_id=asker.id,
                content=Words(text),
                now=now,
            )

    async def _askers(self, session: Session, run: PlanningRun, day: date) -> Sequence[Person]:
        """Who asked; a run the calendar asked for is told to every coordinator."""
        if run.asked_by is not None:
            return [await people.person(session, PersonId(run.asked_by), day)]
        return await people.holders(session, [Role.COORDINATOR], day)

    async def _save(
        self, session: Session, run: PlanningRun, month: Month, solved: Solved
    ) -> PlanRow:
        plan, certificate = solved.plan, solved.certificate
        row = PlanRow(
            month=str(month),
            state=PlanState.DRAFT,
            solved=plan.status.value,
            cost=plan.cost,
            bound=plan.bound or 0,
            certificate={
                "rules": certificate.rules_checked,
                "violations": certificate.by_code,
                "cost": certificate.cost,
            },
            made_at=self._clock.now(),
            made_by=run.asked_by,
        )
        lines = await _lines(session, month, plan)
        weeks = {planning_db.row_id(w.cadre): w.monday for w in plan.field_weeks}
        run.plan_id = await plans.save(session, row, lines, weeks)
        return row


async def _lines(session: Session, month: Month, plan: Plan) -> list[NewLine]:
    """Lines to save: every branch of the plan, those it left out without a date."""
    pinned = {p.branch for p in await planning_db.pinned(session, month)}
    lines = []
    for meeting in plan.meetings:
        branch = await session.get_one(Branch, planning_db.row_id(meeting.branch))
        habitual = habits.target_dates(habits.parse(branch.habit), month)
        lines.append(
            NewLine(
                branch_id=branch.id,
                starts_at=at(meeting.date, planning_db.hour_of(meeting.part)),
                habitual=meeting.date in habitual,
                pinned=meeting.branch in pinned,
                guests=tuple(planning_db.row_id(c) for c in meeting.attend),
            )
        )
    for missing in plan.missing:
        branch_id = planning_db.row_id(missing.branch)
        lines.append(NewLine(branch_id, None, habitual=False, pinned=False, guests=()))
    return lines
