"""Friday 15:00: the weekly summary to every leader and coordinator, also when all is well."""

from datetime import datetime, timedelta

from db import facts, outbox, people
from db.base import Session
from domain.calendar import Week, local_date
from domain.people import Person, Role
from domain.reports.weekly import weekly_summary
from scheduler.base import Chore, for_each_person
from texts.reports.weekly import weekly


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """One message a leader, each for the subtree the leader sees."""
    week = Week.of(local_date(due_at))

    async def tell(leader: Person) -> None:
        this, last = await facts.weeks_for(session, leader, week, now)
        await outbox.queue(
            session,
            key=f"weekly:{week.monday}:{leader.id}",
            kind="weekly",
            person_id=leader.id,
            content=weekly(weekly_summary(this), weekly_summary(last)),
            now=now,
        )

    told = [Role.LEADER, Role.COORDINATOR]
    await for_each_person(session, await people.holders(session, told, local_date(now)), tell)


CHORE = Chore("weekly_summary", "0 15 * * fri", timedelta(days=2), run)
