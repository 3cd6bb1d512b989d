"""The branch grades its latest held meeting and says whether it was thematic."""

from datetime import timedelta

from db import meetings as meetings_db
from db import remarks
from domain.asks import AskKind
from domain.errors import NothingToDo
from domain.ids import MeetingId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask
from domain.reports.facts import Grade
from handlers.base import Reply, Request
from handlers.pending import and_next
from texts.reports import remarks as words

BEHIND = timedelta(days=31)


async def latest(request: Request) -> MeetingFacts:
    """The latest held meeting of the person's branches. Raises NothingToDo."""
    begun = await meetings_db.meetings_of_branches(
        request.session, request.person.branch_ids, request.now - BEHIND, request.now
    )
    held = [m for m in begun if m.state is MeetingState.HELD]
    if not held:
        raise NothingToDo(words.nothing_held())
    return held[-1]


def ask_grade(meeting: MeetingFacts) -> Ask:
    """How good was it?"""
    return Ask(AskKind.REMARK, words.grade_asked(meeting), {"meeting": meeting.id})


def ask_thematic(meeting: MeetingFacts, grade: Grade) -> Ask:
    """Was it thematic?"""
    payload = {"meeting": meeting.id, "grade": grade}
    return Ask(AskKind.REMARK, words.thematic_asked(meeting), payload)


async def recorded(request: Request, meeting_id: MeetingId, grade: Grade, answer: str) -> Reply:
    """Both are known."""
    thematic = answer == words.YES
    remarks.record(
        request.session,
        meeting_id,
        grade,
        thematic=thematic,
        person=request.person.id,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
    )
    meeting = await meetings_db.meeting(request.session, meeting_id)
    return await and_next(request, words.recorded(meeting, grade, thematic=thematic))
