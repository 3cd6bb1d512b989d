"""A visit changes hands: the duty, the consent given for it, and what waited to be said of it."""

from db import recall, visits
from db.substitutions import SubstitutionAnswer
from domain.attendance import Promise, ReasonCategory
from domain.ids import PersonId
from domain.meetings import VisitFacts
from domain.messages import Source, Why
from handlers.base import Request


async def hand_over(
    request: Request, visit: VisitFacts, to: PersonId, consent: SubstitutionAnswer | None
) -> VisitFacts:
    """The visit as its new holder has it.

    `consent`: how they agreed, recorded as their promise; None gives a visit back to somebody
    whose own earlier answers hold again.
    """
    new = await visits.hand_over(request.session, visit, to, request.now)
    if consent is not None:
        source = Source(consent.source)
        await visits.record_promise(
            request.session,
            new,
            Promise.COMING,
            reason=ReasonCategory.NONE,
            minutes_late=None,
            actor=PersonId(consent.actor_id) if source is Source.ON_BEHALF else to,
            source=source,
            now=request.now,
        )
    for person in (visit.cadre.id, to):
        await recall.withdraw(
            request.session,
            request.now,
            Why.REPLACED,
            meeting_id=visit.meeting.id,
            person_id=person,
        )
    await request.session.flush()
    return (await visits.visits(request.session, [new.id]))[0]
