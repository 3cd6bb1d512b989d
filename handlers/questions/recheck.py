"""The other side says otherwise: a second look by one side, kept beside what both had said."""

from db import witnesses
from db.witnesses import Recheck
from domain.asks import AskKind
from domain.attendance import MeetingOutcome, Presence
from domain.ids import VisitId
from domain.replies import Asked as Expected
from domain.replies import Confidence, Label, understand
from domain.reply_results import understand_result
from domain.witnesses import Difference, Side, VisitRecord, difference, missed
from handlers import reporting
from handlers.base import Asked, Reader, Reply, Request
from handlers.pending import and_next
from handlers.questions import guests, presence
from handlers.reconciling import compare
from texts import answers, refusals
from texts import witnesses as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """The side keeps what it said or says something else; the office sees both."""
    record = await _record(request, asked)
    about, side = Difference(asked.payload["about"]), Side(asked.payload["side"])
    if record is None or difference(record) is not about:
        return await and_next(request, refusals.stale())
    keeps = _keeps(record, about, side, value)
    request.session.add(_row(request, record, about, side, keeps))
    if side is Side.SECRETARY and about is Difference.HELD and not keeps:
        await request.session.flush()
        return await reporting.outcome(request, record.visit.meeting, MeetingOutcome(value))
    if side is Side.CADRE:
        presence.record(request, record.visit, value, record.version)
    elif about is Difference.PRESENCE:
        came = Presence.PRESENT if value == answers.CAME.value else missed(record.visit)
        guests.record(request, record.visit, came, record.version)
    await compare(request, record.visit.meeting)
    said = words.kept(record) if keeps else words.changed(record, words.said_by(side, value))
    return await and_next(request, said)


async def _record(request: Request, asked: Asked) -> VisitRecord | None:
    visit = VisitId(asked.payload["visit"])
    found = await witnesses.records_of_visits(request.session, [visit])
    return next((r for r in found if r.version == asked.payload["version"]), None)


def _keeps(record: VisitRecord, about: Difference, side: Side, value: str) -> bool:
    """Whether the answer leaves the difference as it is."""
    assert record.secretary is not None
    assert record.cadre is not None
    if side is Side.CADRE and about is Difference.HELD:
        return record.cadre.held == (value != answers.NO_MEETING.value)
    if side is Side.CADRE:
        return record.cadre.came == (value == answers.PRESENT.value)
    if about is Difference.HELD:
        return record.secretary.held == (value == MeetingOutcome.HELD)
    return record.secretary.came == (value == answers.CAME.value)


def _row(
    request: Request, record: VisitRecord, about: Difference, side: Side, keeps: bool
) -> Recheck:
    return Recheck(
        visit_id=record.visit.id,
        version=record.version,
        about=about,
        side=side,
        person_id=request.person.id,
        actor_id=request.actor_id,
        kept=keeps,
        source=request.source,
        at=request.now,
    )


async def read(request: Request, asked: Asked) -> Reply | None:
    """Only a sure answer in words."""
    side = Side(asked.payload["side"])
    if side is Side.SECRETARY and asked.payload["about"] == Difference.HELD:
        found = understand_result(request.text)
        sure = found.confidence is Confidence.SURE and found.outcome is not None
        return await choose(request, asked, str(found.outcome)) if sure else None
    understood = understand(request.text, Expected.RESULT)
    if understood.confidence is not Confidence.SURE:
        return None
    yes, no = (answers.PRESENT, answers.MISSED)
    if side is Side.SECRETARY:
        yes, no = (answers.CAME, answers.NOT_CAME)
    if understood.label in (Label.ATTEND, Label.LATE):
        return await choose(request, asked, yes.value)
    if understood.label in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return await choose(request, asked, no.value)
    return None


READER = Reader(AskKind.RECHECK, choose, read)
