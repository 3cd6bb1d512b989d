"""The six numbers of a meeting, in one line."""

from db import meetings as meetings_db
from domain import asks
from domain.asks import AskKind
from domain.attendance import MeetingOutcome, SixNumbers
from domain.ids import MeetingId
from domain.meetings import MeetingFacts
from domain.replies import Confidence
from domain.reply_numbers import SixNumbersReading, six_numbers
from domain.reply_results import understand_result
from handlers import reporting
from handlers.base import Asked, Reader, Reply, Request
from texts import meetings as words


def completed(said: SixNumbersReading, meeting: MeetingFacts) -> SixNumbers | None:
    """Six numbers from what was said; the roster fills a missing total or exempt count.

    None while the number present, or any other the roster cannot know, is missing.
    """
    exempt = meeting.branch.exempt if said.exempt is None else said.exempt
    needed = (said.present, said.excused, said.unexcused, said.minutes)
    present, excused, unexcused, minutes = needed
    if present is None or excused is None or unexcused is None or minutes is None:
        return None
    total = meeting.branch.members if said.total is None else said.total
    return SixNumbers(total, present, excused, unexcused, exempt, minutes)


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The question has no numbered options; asked again."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    return reporting.ask_numbers(meeting)


async def read(request: Request, asked: Asked) -> Reply | None:
    """Six numbers; or a correction of the outcome ("nhầm, hoãn rồi")."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    said = six_numbers(request.text)
    complete = completed(said, meeting) if said is not None else None
    if complete is not None:
        return await reporting.numbers(request, meeting, complete)
    found = understand_result(request.text)
    sure = found.confidence is Confidence.SURE
    if sure and found.outcome not in (None, MeetingOutcome.HELD):
        return await reporting.outcome(request, meeting, found.outcome, reason=found.reason)
    return asks.meeting(AskKind.NUMBERS, words.numbers_unread(meeting), meeting.id)


READER = Reader(AskKind.NUMBERS, choose, read)
