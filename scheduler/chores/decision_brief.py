"""Monday morning, the hour is a setting: what needs each leader and coordinator, with actions."""

from datetime import datetime, timedelta

from db import briefing, facts, outbox, people, planner_settings, units
from db.base import Session
from domain import asks
from domain.calendar import local, local_date
from domain.ids import UnitId
from domain.people import Person, Role
from domain.reports.brief import Item
from domain.reports.rules import dated
from domain.rights import ROLES, Act
from scheduler.base import Chore, for_each_person
from texts.reports import brief as words

TOLD = (Role.LEADER, Role.COORDINATOR)


async def run(session: Session, due_at: datetime, now: datetime) -> None:
    """One message each, if this is the hour that holds today; hour 0 is never."""
    rules = dated(await planner_settings.changes(session)).at(due_at)
    if local(due_at).hour != rules.brief_hour:
        return
    day = local_date(due_at)
    known: dict[
        tuple[tuple[UnitId, ...], bool], tuple[Item, ...]
    ] = {}  # several people may see to one subtree

    async def tell(person: Person) -> None:
        roots, coordinates = facts.roots_for(person), person.holds(*ROLES[Act.COORDINATE])
        reads = roots, coordinates
        if reads not in known:
            known[reads] = await briefing.brief(session, roots, now, coordinates=coordinates)
        named = ", ".join((await units.names(session, roots)).values())
        await outbox.queue(
            session,
            key=f"brief:{day}:{person.id}",
            kind="brief",
            person_id=person.id,
            content=asks.brief(words.brief(known[reads], named, coordinates=coordinates)),
            now=now,
        )

    await for_each_person(session, await people.holders(session, TOLD, local_date(now)), tell)


CHORE = Chore("decision_brief", "0 6-11 * * mon", timedelta(minutes=59), run)
