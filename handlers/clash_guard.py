"""Taking a change back must not put anybody in two places: the rules, before and after."""

from collections.abc import Sequence

from db import meetings as meetings_db
from db.announced import announced
from db.deeds import Deed
from db.substitutions import Substitution
from domain.calendar import Month
from domain.ids import MeetingId
from domain.planning import rules
from domain.planning.rules.case import Finding
from handlers.base import Request

TIME = frozenset({"OVERLAP", "CROSS", "MAXDAY", "OVERNIGHT"})  # what no wish can excuse


async def months_of(request: Request, done: Sequence[Deed]) -> tuple[Month, ...]:
    """Months whose published plan these deeds changed."""
    found = set()
    for deed in done:
        if "month" in deed.detail:
            found.add(Month.parse(deed.detail["month"]))
        elif "new" in deed.detail and "search" in deed.detail:
            search = await request.session.get_one(Substitution, deed.detail["search"])
            found.add(Month.parse(search.month))
        elif "meeting" in deed.detail:
            meeting_id = MeetingId(deed.detail["meeting"])
            meeting = await meetings_db.meeting(request.session, meeting_id)
            found.add(Month.parse(meeting.month))
    return tuple(sorted(found))


async def clashes(request: Request, months: Sequence[Month]) -> frozenset[Finding]:
    """Who is in two places, or has no time to get from one to the other, as published now."""
    found: set[Finding] = set()
    for month in months:
        known = await announced(request.session, month, request.today)
        found |= {one for one in rules.breaches(known.facts, known.plan) if one.code in TIME}
    return frozenset(found)
