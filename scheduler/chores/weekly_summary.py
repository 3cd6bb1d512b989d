"""Friday 15:00: the weekly summary to every leader and coordinator, also when all is well."""

from datetime import datetime, timedelta

from db import facts, outbox, people
from db.base import Session
from domain.calendar import Week, local_date
from domain.messages import Words
from domain.people import Person, Role
from domain.reports.periods import Period
from domain.reports.summary import summary
from scheduler.base import Chore, for_each_person
from texts.reports import summary as words


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
            content=Words(words.summary(summary(this, last))),
            now=now,
        )

    told = [Role.LEADER, Role.COORDINATOR]
    await for_each_person(session, await people.holders(session, told, local_date(now)), tell)


CHORE = Chore("weekly_summary", "0 15 * * fri", timedelta(days=2), run)
