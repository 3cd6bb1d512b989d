"""Will you attend? Answers about one visit, or about several at once or one by one."""

from collections.abc import Sequence

from db import visits
from domain import asks
from domain.asks import AskKind
from domain.attendance import Promise
from domain.ids import VisitId
from domain.meetings import MeetingState, VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.search_step import taken_over
from handlers.visiting import record
from texts import refusals
from texts import visits as words

PROMISED = {
    Label.ATTEND: Promise.COMING,
    Label.ABSENT: Promise.NOT_COMING,
    Label.ABSENT_WITH_REASON: Promise.NOT_COMING,
    Label.LATE: Promise.LATE,
    Label.UNSURE: Promise.UNSURE,
}


async def still_open(request: Request, asked: Asked) -> tuple[VisitFacts, ...]:
    """The visits asked about that one can still answer."""
    found = await visits.visits(request.session, [VisitId(v) for v in asked.payload["visits"]])
    return tuple(
        v
        for v in found
        if v.meeting.state == MeetingState.PLANNED and v.meeting.starts_at > request.now
    )


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered option."""
    about = await still_open(request, asked)
    if not about:
        return await and_next(request, await why_closed(request, asked))
    if value == "each":
        return asks.visits(words.asked(about[:1]), about[:1])
    return await record(request, about, Promise(value.removeprefix("all:")))


async def read(request: Request, asked: Asked) -> Reply | None:
    """Free Vietnamese; two likely readings are asked back as two options."""
    about = await still_open(request, asked)
    if not about:
        return await and_next(request, await why_closed(request, asked))
    return await read_about(request, about)


async def why_closed(request: Request, asked: Asked) -> str:
    """Nothing left to answer: who took the visits over, if somebody did."""
    ids = [VisitId(v) for v in asked.payload["visits"]]
    return "\n".join(await taken_over(request.session, ids)) or refusals.stale()


async def read_about(request: Request, about: Sequence[VisitFacts]) -> Reply | None:
    """What free text says about some visits; None when it says nothing about them."""
    understood = understand(request.text, Expected.VISIT)
    if understood.confidence is Confidence.SURE and understood.label in PROMISED:
        return await record(
            request,
            about,
            PROMISED[understood.label],
            reason=understood.reason,
            minutes_late=understood.minutes_late,
        )
    readings = tuple(dict.fromkeys(PROMISED[r] for r in understood.readings if r in PROMISED))
    if understood.confidence is Confidence.ASK and readings:
        return asks.visits(words.unclear(about, _at_least_two(readings)), about)
    return None


def _at_least_two(readings: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """A choice of one is no choice: the opposite stands beside it."""
    if len(readings) > 1:
        return readings
    opposite = Promise.COMING if readings[0] is Promise.NOT_COMING else Promise.NOT_COMING
    return (*readings, opposite)


READER = Reader(AskKind.VISITS, choose, read)
