"""Which days of next month are taken? "None" is an answer of its own."""

from datetime import date

from domain import asks
from domain.asks import AskKind
from domain.attendance import ReasonCategory
from domain.availability import Availability
from domain.calendar import Month
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.reply_dates import DateRange
from handlers import availability, days_away
from handlers.base import Asked, Reader, Reply, Request, before
from handlers.pending import and_next
from texts import availability as words

BUSY = (Label.ABSENT, Label.ABSENT_WITH_REASON)


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """1 no day, 2 some; or the days a doubtful reply named."""
    month = Month.parse(asked.payload["month"])
    if await availability.planned(request, month):
        return await and_next(request, words.closed(month))
    if value == words.FREE.value:
        await availability.record(request, month, Availability.FREE)
        return await and_next(request, words.free(month))
    if value == words.AWAY.value:
        return asks.more_days(words.which_days(month), month)
    _, first, last = value.split(":")
    span = DateRange(date.fromisoformat(first), date.fromisoformat(last))
    return await note(request, month, (span,), ReasonCategory.OTHER)


async def read(request: Request, asked: Asked) -> Reply | None:
    """Free words: nothing is taken, some days are, or the days themselves."""
    month = Month.parse(asked.payload["month"])
    if await availability.planned(request, month):
        return await and_next(request, words.closed(month))
    understood = understand(request.text, Expected.AVAILABILITY)
    spans = days_away.read_days(request)
    sure = understood.confidence is Confidence.SURE
    if spans is None:
        if sure and understood.label is Label.ATTEND:
            return await choose(request, asked, words.FREE.value)
        if sure and understood.label in BUSY:
            return asks.more_days(words.which_days(month), month)
        return None
    if sure and understood.label is not Label.ATTEND:
        return await note(request, month, spans, understood.reason)
    return asks.availability(words.unclear(month, spans[0].first, spans[-1].last), month)


async def note(
    request: Request, month: Month, spans: tuple[DateRange, ...], reason: ReasonCategory
) -> Reply:
    """Keep the days, and ask whether there are more; a published meeting on them comes first."""
    await days_away.note(request, spans, reason)
    await availability.record(request, month, Availability.AWAY)
    said = words.more([(span.first, span.last) for span in spans], reason)
    clash = await days_away.clashing(request, spans)
    return asks.more_days(said, month) if clash is None else before(said.text, clash)


READER = Reader(AskKind.AVAILABILITY, choose, read)
