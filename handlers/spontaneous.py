"""Words nobody asked for: a report, a decline or a correction between questions."""

from db import meetings as meetings_db
from db import stood_in, visits
from domain import asks
from domain.attendance import MeetingOutcome
from domain.fold import fold
from domain.ids import VisitId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.reply_results import understand_result
from handlers.base import Reply, Request
from handlers.pending import AHEAD, and_next, upcoming, upcoming_meetings
from handlers.questions import confirm, result
from handlers.questions import visits as visits_question
from handlers.report_window import REPORT_DAYS
from handlers.search_step import taken_over
from texts import visits as words

CHANGES = (MeetingOutcome.MOVED, MeetingOutcome.POSTPONED)


async def take(request: Request) -> Reply | None:
    """Use free words when they can mean only one thing; None when they cannot."""
    meeting = await _just_met(request)
    if meeting is not None:
        reported = await result.read_about(request, meeting)
        if reported is not None:
            return reported
    changed = await _change_ahead(request)
    return changed or await _about_visits(request)


async def _just_met(request: Request) -> MeetingFacts | None:
    """The latest meeting of the secretary's branch that has begun and can be reported."""
    if not request.person.branch_ids:
        return None
    begun = await meetings_db.meetings_of_branches(
        request.session, request.person.branch_ids, request.now - REPORT_DAYS, request.now
    )
    open_ones = [m for m in begun if m.state in (MeetingState.PLANNED, MeetingState.HELD)]
    return open_ones[-1] if open_ones else None


async def _change_ahead(request: Request) -> Reply | None:
    """The secretary's next meeting is moved or postponed without having been asked about."""
    found = understand_result(request.text)
    if found.confidence is not Confidence.SURE or found.outcome not in CHANGES:
        return None
    planned = [m for m in await upcoming_meetings(request) if m.state is MeetingState.PLANNED]
    return await confirm.read_about(request, planned[0]) if planned else None


async def _about_visits(request: Request) -> Reply | None:
    """A cadre's own words about visits ahead: one is meant, several are asked back."""
    ahead = await upcoming(request)
    understood = understand(request.text, Expected.NOTHING)
    if understood.label in (Label.ATTEND, Label.LATE):
        taken = await _taken_over(request, alone=not ahead)
        if taken:
            return await and_next(request, "\n".join(taken))
    if not ahead or understood.label is Label.OTHER:
        return None
    if len(ahead) == 1:
        return await visits_question.read_about(request, ahead)
    named = [v for v in ahead if _named(v, request.text)]
    if len(named) == 1:
        return await visits_question.read_about(request, named)
    if understood.confidence is Confidence.SURE:
        return asks.visits(words.asked(ahead), ahead)
    return None


async def _taken_over(request: Request, *, alone: bool) -> list[str]:
    """Who took visits of this person: all when there is no other visit, else those named."""
    given = await stood_in.given_away(
        request.session, request.person.id, request.now, request.now + AHEAD
    )
    ids = [VisitId(search.visit_id) for search in given if search.visit_id is not None]
    meant = [
        visit_id
        for visit_id in ids
        if alone or _names(await visits.meeting_of(request.session, visit_id), request.text)
    ]
    return await taken_over(request.session, meant)


def _named(visit: VisitFacts, text: str) -> bool:
    """Whether the text names the village of the visit."""
    return _names(visit.meeting, text)


def _names(meeting: MeetingFacts, text: str) -> bool:
    village = fold(meeting.branch.village).split()
    return village[-1] in fold(text).split()
