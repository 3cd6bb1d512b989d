"""Two witnesses: after each report the other side is asked to look again where the two differ."""

from datetime import timedelta

from db import outbox, visible, witnesses
from db.recall import recall
from domain.ids import PersonId
from domain.meetings import MeetingFacts
from domain.messages import Why
from domain.witnesses import Side, VisitRecord, asked_again
from handlers.base import Request
from handlers.pending import AHEAD, secretary_of
from handlers.witness_asks import look_again

ANSWER_WITHIN = timedelta(days=3)
BACK = timedelta(days=31)


async def compare(request: Request, meeting: MeetingFacts) -> None:
    """Ask the side that has not just spoken, once; take back what no longer needs an answer.

    Whoever has just spoken gets the question with the answer to what they said.
    """
    await request.session.flush()
    for record in await witnesses.records_of_meetings(request.session, [meeting.id]):
        for side in Side:
            to = await _who(request, record, side)
            if to is not None and to != request.person.id:
                await _ask(request, record, side, to)


async def _who(request: Request, record: VisitRecord, side: Side) -> PersonId | None:
    if side is Side.CADRE:
        return record.visit.cadre.id
    return await secretary_of(request, record.visit.meeting)


async def _ask(request: Request, record: VisitRecord, side: Side, to: PersonId) -> None:
    about, key = asked_again(record, side), f"recheck:{record.visit.id}:{record.version}:{side}:"
    if about is None:
        await recall(request.session, request.now, Why.ANSWERED, prefix=key)
        return
    await outbox.queue(
        request.session,
        key=f"{key}{about}",
        kind="recheck",
        person_id=to,
        content=look_again(record, about, side),
        now=request.now,
        lapses_at=request.now + ANSWER_WITHIN,
    )


async def records_seen(request: Request, *, disputed: bool = False) -> tuple[VisitRecord, ...]:
    """Visits told of that the person sees: of the last month, or moved away from there.

    `disputed`: only where the two sides differ.
    """
    seen = await visible.visible_branches(request.session, request.person, request.today)
    read = witnesses.records_disputed if disputed else witnesses.records_told_of
    ids = [branch.id for branch in seen]
    return await read(request.session, ids, request.now - BACK, request.now + AHEAD)
