"""Friday 15:00: the weekly summary to every leader and coordinator, also when all is well."""

from datetime import datetime, timedelta

from db import facts, outbox, people
from db.base import Session
from domain import asks
from domain.calendar import Week, local_date
from domain.people import Person, Role
from domain.reports.listings import Look
from domain.reports.periods import Period
from domain.reports.summary import summary
from scheduler.base import Chore, for_each_person
from texts.reports.opening import opening


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """One message a leader, each for the subtree the leader sees."""
    period = Period.of_week(Week.of(local_date(due_at)))

    async def tell(leader: Person) -> None:
        this, last = await facts.periods_for(session, leader, period, now)
        await outbox.queue(
            session,
            key=f"weekly:{period.first}:{leader.id}",
            kind="weekly",
            person_id=leader.id,
            content=asks.report(opening(summary(this, last)), Look(period)),
            now=now,
        )

    told = [Role.LEADER, Role.COORDINATOR]
    await for_each_person(session, await people.holders(session, told, local_date(now)), tell)


CHORE = Chore("weekly_summary", "0 15 * * fri", timedelta(days=2), run)
