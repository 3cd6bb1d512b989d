"""Whom the office sees: its own people, the guests of its branches, and stand-ins there."""

from datetime import datetime, timedelta

from db import on_behalf, visible
from db.base import Session
from domain.calendar import local_date
from domain.ids import PersonId
from domain.people import Person
from handlers.pending import AHEAD

BEHIND = timedelta(days=31)


async def people_seen(session: Session, person: Person, now: datetime) -> frozenset[PersonId]:
    """People of the units and branches somebody of the office sees, and who is concerned there."""
    day = local_date(now)
    branches = await visible.visible_branches(session, person, day)
    ids = tuple(branch.id for branch in branches)
    about = await on_behalf.concerned(session, ids, now - BEHIND, now + AHEAD, day)
    own = await visible.visible_people(session, person, day)
    return about.union(own)
