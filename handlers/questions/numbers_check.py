"""The total differs from the roster: right all the same?"""

from db import meetings as meetings_db
from domain.asks import AskKind
from domain.attendance import SixNumbers
from domain.ids import MeetingId
from domain.reply_numbers import six_numbers
from handlers import reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.questions import numbers


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Record as said, or ask again."""
    meeting = await meetings_db.meeting(request.session, MeetingId(asked.payload["meeting"]))
    if value == "again":
        return reporting.ask_numbers(meeting)
    said = SixNumbers(*asked.payload["numbers"])
    return await reporting.numbers(request, meeting, said, sure=True)


async def read(request: Request, asked: Asked) -> Reply | None:
    """A new line of six numbers replaces the doubtful one."""
    if six_numbers(request.text) is None:
        return None
    return await numbers.read(request, asked)


READER = Reader(AskKind.NUMBERS_CHECK, choose, read)
