"""/lich: the meetings ahead of this person, as secretary or as cadre."""

from db import plans, visits
from domain.calendar import Month
from domain.people import FOR_BRANCH, Role
from handlers import pause_lists
from handlers.base import Command, Reply, Request
from handlers.pending import and_next, upcoming, upcoming_meetings
from texts import help as help_words
from texts import pauses as pause_words
from texts import schedule as words


async def run(request: Request) -> Reply:
    """Own meetings and visits, earliest first, then the question still owed."""
    meetings = await upcoming_meetings(request)
    guests = await visits.visits_of_meetings(request.session, [m.id for m in meetings])
    ahead = await upcoming(request)
    week = None
    if ahead:
        month = str(Month.parse(ahead[0].meeting.month))
        week = await plans.field_week(request.session, request.person.id, month)
    lines = [words.ahead(meetings, guests, ahead, week)]
    lines += [pause_words.for_subject(pause) for pause in await pause_lists.own(request)]
    return await and_next(request, "\n".join(lines))


COMMAND = Command(
    ("lich", "schedule"), frozenset({*FOR_BRANCH, Role.CADRE}), help_words.lich, run, order=10
)
