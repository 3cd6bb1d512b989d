"""Friday 15:00: the weekly summary to every leader and coordinator, also when all is well."""

from datetime import datetime, timedelta

from db import facts, known, outbox, people
from db.base import Session
from domain import asks
from domain.calendar import Week, local_date
from domain.ids import UnitId
from domain.messages import Words
from domain.people import Person, Role
from domain.reports.listings import Look
from domain.reports.periods import Period
from domain.reports.summary import summary
from scheduler.base import Chore, for_each_person
from texts.reports.opening import opening

TOLD = (Role.LEADER, Role.COORDINATOR)


async def content(session: Session, leader: Person, period: Period, now: datetime) -> Words:
    """What a leader is told of a week (or month …), for the subtree the leader sees."""
    this, last = await known.two_periods(session, facts.roots_for(leader), period, now)
    return opening(summary(this, last))


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """One message a leader, each for the subtree the leader sees."""
    week = Period.of_week(Week.of(local_date(due_at)))
    known: dict[tuple[UnitId, ...], Words] = {}  # several read of the same subtree

    async def tell(leader: Person) -> None:
        roots = facts.roots_for(leader)
        if roots not in known:
            known[roots] = await content(session, leader, week, now)
        words = known[roots]
        await outbox.queue(
            session,
            key=f"weekly:{week.first}:{leader.id}",
            kind="weekly",
            person_id=leader.id,
            content=asks.report(words, Look(week)),
            now=now,
        )

    await for_each_person(session, await people.holders(session, TOLD, local_date(now)), tell)


CHORE = Chore("weekly_summary", "0 15 * * fri", timedelta(days=2), run)
