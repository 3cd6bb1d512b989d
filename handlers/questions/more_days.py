"""Which days, or which further days, of next month are taken?"""

from domain import asks
from domain.asks import AskKind
from domain.availability import Availability
from domain.calendar import Month
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers import availability, days_away
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.questions.availability import note
from texts import availability as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """No more."""
    return await _done(request, Month.parse(asked.payload["month"]))


async def read(request: Request, asked: Asked) -> Reply | None:
    """Days and perhaps a reason; or "no more"."""
    month = Month.parse(asked.payload["month"])
    if await availability.planned(request, month):
        return await and_next(request, words.closed(month))
    understood = understand(request.text, Expected.AVAILABILITY)
    spans = days_away.read_days(request)
    if spans is not None:
        return await note(request, month, spans, understood.reason)
    if understood.confidence is Confidence.SURE and understood.label is Label.ATTEND:
        return await _done(request, month)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return asks.more_days(words.not_read(month), month)
    return None


async def _done(request: Request, month: Month) -> Reply:
    """All days are known; who named none has not said that none is taken."""
    if await availability.days_named(request, month):
        return await and_next(request, words.done(month))
    await availability.record(request, month, Availability.AWAY)
    return await and_next(request, words.still_away(month))


READER = Reader(AskKind.MORE_DAYS, choose, read)
