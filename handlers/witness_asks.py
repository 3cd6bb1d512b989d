"""The questions about what happened that one side still owes: who came, and a second look."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from db import meetings as meetings_db
from db import witnesses
from db.told import latest_results
from domain import asks, timing
from domain.attendance import MeetingOutcome
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask
from domain.witnesses import Difference, Side, VisitRecord, asked_again
from handlers.base import Request
from texts import witnesses as words

SINCE = timedelta(days=timing.DEFAULT.report_closes_days)


async def guests_owed(request: Request, done: Iterable[MeetingFacts]) -> Ask | None:
    """Of the branch's past meetings, the first whose numbers are known and whose guests are not."""
    held = [m.id for m in done if m.state is MeetingState.HELD]
    results = await latest_results(request.session, held)
    known = [i for i in held if (r := results.get(i)) is not None and r.total is not None]
    unseen = await unseen_guests(request, known)
    first = [visit for visit in unseen if visit.meeting.id == unseen[0].meeting.id]
    return asks.guests(words.guests_asked(first), first) if first else None


async def unseen_guests(request: Request, held: Iterable[MeetingId]) -> list[VisitFacts]:
    """Those assigned to some meetings of whom the branch has not said whether they came."""
    records = await witnesses.records_of_meetings(request.session, tuple(held))
    return [
        record.visit
        for record in records
        if record.current
        and record.visit.cadre.id != request.person.id
        and record.secretary is not None
        and record.secretary.outcome is MeetingOutcome.HELD
        and record.secretary.presence is None
    ]


async def second_look_owed(request: Request, duties: Sequence[VisitFacts]) -> Ask | None:
    """The first difference this person has not looked at again, as cadre or for a branch."""
    for record, side in await _own_records(request, duties):
        about = asked_again(record, side)
        if about is not None:
            return look_again(record, about, side)
    return None


async def _own_records(
    request: Request, duties: Sequence[VisitFacts]
) -> list[tuple[VisitRecord, Side]]:
    session, since, now = request.session, request.now - SINCE, request.now
    own = [v.id for v in duties if since <= v.meeting.starts_at < now]
    found = [(record, Side.CADRE) for record in await witnesses.records_of_visits(session, own)]
    branches = [b for b in request.person.branch_ids if request.sees(b)]
    met = await meetings_db.meetings_of_branches(session, branches, since, now) if branches else ()
    found += [
        (record, Side.SECRETARY)
        for record in await witnesses.records_of_meetings(session, [m.id for m in met])
    ]
    return found


def look_again(record: VisitRecord, about: Difference, side: Side) -> Ask:
    """The question to one side of a difference."""
    return asks.recheck(words.look_again(record, about, side), record, about, side)
