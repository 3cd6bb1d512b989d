"""Did the meeting take place, were you there? The cadre's side of what happened."""

from db import visits
from domain.asks import AskKind
from domain.attendance import Presence, Promise, ReasonCategory
from domain.ids import VisitId
from domain.meetings import VisitFacts
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from texts import refusals
from texts import visits as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered option: present, missed, or no meeting."""
    found = await visits.visits(request.session, [VisitId(asked.payload["visit"])])
    if not found:
        return await and_next(request, refusals.stale())
    visit = found[0]
    visits.record_presence(
        request.session,
        visit,
        presence(visit, value),
        held=value != "no_meeting",
        witness=visit.cadre.id,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
    )
    await request.session.flush()
    return await and_next(request, words.presence_recorded(visit, value))


def presence(visit: VisitFacts, value: str) -> Presence:
    """Present; else excused when a reason was given before, and absent when not."""
    if value == "present":
        return Presence.PRESENT
    reasoned = visit.promise is Promise.NOT_COMING and visit.reason is not ReasonCategory.NONE
    return Presence.EXCUSED if reasoned or value == "no_meeting" else Presence.ABSENT


async def read(request: Request, asked: Asked) -> Reply | None:
    """Free text: only a sure "I was there" or "I was not"."""
    understood = understand(request.text, Expected.RESULT)
    if understood.confidence is not Confidence.SURE:
        return None
    if understood.label in (Label.ATTEND, Label.LATE):
        return await choose(request, asked, "present")
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await choose(request, asked, "missed")
    return None


READER = Reader(AskKind.PRESENCE, choose, read)
