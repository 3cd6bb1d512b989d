"""The 20th: ask for a draft of the next month; the 24th: tell leaders it is not approved."""

from datetime import datetime, timedelta

from db import outbox, people, plans
from db.base import Session
from db.planning_runs import PlanningRun, draft_awaited
from db.plans import PlanState
from domain.calendar import Month, local_date
from domain.people import Role
from scheduler.base import Chore
from texts import plans as words


async def request_draft(session: Session, due_at: datetime, now: datetime) -> None:
    """A planning run, unless the coordinator was faster."""
    month = str(Month.of(local_date(due_at)).next)
    made = await plans.current(session, month)
    if made is None and not await draft_awaited(session, month):
        session.add(PlanningRun(month=month, asked_at=now))


async def warn(session: Session, due_at: datetime, now: datetime) -> None:
    """Nothing is published without approval; the leaders of the whole district can insist."""
    month = Month.of(local_date(due_at)).next
    plan = await plans.current(session, str(month))
    if plan is not None and plan.state == PlanState.APPROVED:
        return
    for leader in await people.holders(session, [Role.LEADER], local_date(now)):
        await outbox.queue(
            session,
            key=f"still_draft:{month}:{leader.id}",
            kind="still_draft",
            person_id=leader.id,
            content=words.still_draft(month),
            now=now,
        )


DRAFT = Chore("draft_plan", "0 8 20 * *", timedelta(days=3), request_draft)
WARNING = Chore("still_draft", "0 8 24 * *", timedelta(days=3), warn)
