"""Words nobody asked for: a report, a decline or a correction between questions."""

from datetime import timedelta

from db import meetings as meetings_db
from domain import asks
from domain.fold import fold
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers.base import Reply, Request
from handlers.pending import REPORT_DAYS, upcoming
from handlers.questions import result
from handlers.questions import visits as visits_question
from texts import visits as words

NEAR = timedelta(days=14)


async def take(request: Request) -> Reply | None:
    """Use free words when they can mean only one thing; None when they cannot."""
    meeting = await _just_met(request)
    if meeting is not None:
        reported = await result.read_about(request, meeting)
        if reported is not None:
            return reported
    return await _about_visits(request)


async def _just_met(request: Request) -> MeetingFacts | None:
    """The latest meeting of the secretary's branch that has begun and can be reported."""
    if not request.person.branch_ids:
        return None
    begun = await meetings_db.meetings_of_branches(
        request.session, request.person.branch_ids, request.now - REPORT_DAYS, request.now
    )
    open_ones = [m for m in begun if m.state in (MeetingState.PLANNED, MeetingState.HELD)]
    return open_ones[-1] if open_ones else None


async def _about_visits(request: Request) -> Reply | None:
    """A cadre's own words about visits ahead: one is meant, several are asked back."""
    ahead = [v for v in await upcoming(request) if v.meeting.starts_at < request.now + NEAR]
    understood = understand(request.text, Expected.NOTHING)
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


def _named(visit: VisitFacts, text: str) -> bool:
    """Whether the text names the village of the visit."""
    village = fold(visit.meeting.branch.village).split()
    return village[-1] in fold(text).split()
