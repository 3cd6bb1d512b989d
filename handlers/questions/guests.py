"""Who of those assigned came? The branch's side of what happened with each visit."""

from db import visits
from domain import asks
from domain.asks import AskKind
from domain.attendance import Presence
from domain.ids import VisitId
from domain.meetings import VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.witnesses import missed
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.reconciling import compare
from texts import answers, refusals
from texts import witnesses as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """One: came or not; several: all, none, only one, or one by one."""
    about = await visits.visits(request.session, [VisitId(v) for v in asked.payload["visits"]])
    if not about:
        return await and_next(request, refusals.stale())
    if value == words.EACH.value:
        return asks.guests(words.guests_asked(about[:1]), about[:1])
    came = [visit for visit in about if _came(visit, value)]
    absent = [visit for visit in about if visit not in came]
    for visit in came:
        record(request, visit, Presence.PRESENT)
    for visit in absent:
        record(request, visit, missed(visit))
    await compare(request, about[0].meeting)
    return await and_next(request, words.guests_recorded(came, absent))


def _came(visit: VisitFacts, value: str) -> bool:
    return value in (words.ALL_CAME, answers.CAME.value, f"only:{visit.id}")


def record(
    request: Request, visit: VisitFacts, presence: Presence, version: int | None = None
) -> None:
    """Add the branch's report about one visit."""
    visits.record_presence(
        request.session,
        visit,
        presence,
        held=True,
        witness=request.person.id,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
        version=version,
    )


async def read(request: Request, asked: Asked) -> Reply | None:
    """Free text about one guest: only a sure "came" or "did not come"."""
    understood = understand(request.text, Expected.RESULT)
    if len(asked.payload["visits"]) != 1 or understood.confidence is not Confidence.SURE:
        return None
    if understood.label in (Label.ATTEND, Label.LATE):
        return await choose(request, asked, answers.CAME.value)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await choose(request, asked, answers.NOT_CAME.value)
    return None


READER = Reader(AskKind.GUESTS, choose, read)
