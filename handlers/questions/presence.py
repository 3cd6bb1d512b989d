"""Did the meeting take place, were you there? The cadre's side of what happened."""

from db import visits
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
from texts import refusals
from texts import visits as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """A numbered option: present, missed, or no meeting; of the meeting as it was asked about."""
    found = await visits.visits(request.session, [VisitId(asked.payload["visit"])])
    if not found:
        return await and_next(request, refusals.stale())
    visit = found[0]
    version = int(asked.payload.get("version", visit.meeting.version))
    record(request, visit, value, version)
    await compare(request, visit.meeting)
    return await and_next(request, words.presence_recorded(visit, value))


def record(request: Request, visit: VisitFacts, value: str, version: int) -> None:
    """Add the cadre's own report. No meeting leaves nobody absent without leave."""
    presence = Presence.PRESENT if value == "present" else missed(visit)
    visits.record_presence(
        request.session,
        visit,
        Presence.EXCUSED if value == "no_meeting" else presence,
        held=value != "no_meeting",
        witness=visit.cadre.id,
        actor=request.actor_id,
        source=request.source,
        now=request.now,
        version=version,
    )


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
