"""How does the branch grade its meeting, and was it thematic?"""

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.ids import MeetingId
from domain.reports.facts import Grade
from handlers import remarking
from handlers.base import Asked, Reader, Reply, Request


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """First the grade, then yes or no."""
    meeting_id = MeetingId(asked.payload["meeting"])
    if "grade" in asked.payload:
        grade = Grade(asked.payload["grade"])
        return await remarking.recorded(request, meeting_id, grade, value)
    meeting = await meetings_db.meeting(request.session, meeting_id)
    return remarking.ask_thematic(meeting, Grade(value))


READER = Reader(AskKind.REMARK, choose)
