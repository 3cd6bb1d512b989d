"""What people answer before a month is planned, and who still owes an answer.

Owed from the day of the question until the month is approved: whoever joins meanwhile is asked
too, and the office can enter what it hears on the telephone while it looks at the draft.
"""

from collections.abc import Collection
from datetime import date

from db import absences, availability, calls, decided
from db.base import Session
from db.calls import CallReason
from domain import asks
from domain.asks import AskKind
from domain.availability import Availability, asked_at, month_asked
from domain.calendar import Month
from domain.ids import BranchId, PersonId
from domain.messages import Ask
from handlers.base import Request
from texts import availability as words


async def owed(request: Request) -> Ask | None:
    """The question about next month this person has not answered; None when none is open."""
    rules = request.policy.campaign
    month = month_asked(request.today, rules)
    if month is None or request.now < asked_at(month, rules):
        return None
    if await planned(request, month):
        return None
    missing = await availability.silent(request.session, month, request.today, only=request.person)
    if missing.cadres:
        return asks.availability(words.asked(month), month)
    for about in missing.branches:
        if request.sees(about.branch.id):
            text = words.usual_asked(month, about.branch, about.habit)
            return asks.usual_day(AskKind.USUAL_DAY, text, month, about.branch.id)
    return None


async def planned(request: Request, month: Month) -> bool:
    """Whether the month is decided: nothing can be answered about it any more."""
    return await decided.is_approved(request.session, str(month))


async def record(
    request: Request,
    month: Month,
    answer: Availability,
    *,
    branch_id: BranchId | None = None,
    wanted: date | None = None,
) -> None:
    """Keep an answer; nobody has to phone this person about it any more."""
    availability.record(
        request.session,
        str(month),
        request.person.id,
        answer,
        branch_id=branch_id,
        wanted=wanted,
        actor_id=request.actor_id,
        source=request.source,
        now=request.now,
    )
    await calls.close_calls(
        request.session,
        request.now,
        by="answer",
        reasons=[CallReason.AVAILABILITY],
        person_id=request.person.id,
    )
    await request.session.flush()


async def days_named(request: Request, month: Month) -> bool:
    """Whether the person told of any day away that touches the month."""
    found = await absences.away(request.session, [request.person.id], month.first, month.last)
    return bool(found)


async def still_silent(
    session: Session, month: Month, today: date, seen: Collection[PersonId]
) -> str:
    """A line for the draft: whose days it does not know; empty when all, or nobody, was asked."""
    if not await availability.begun(session, month):
        return ""
    missing = await availability.silent(session, month, today)
    cadres = [cadre for cadre in missing.cadres if cadre.id in seen]
    branches = [about for about in missing.branches if about.person_id in seen]
    return words.still_silent(cadres, len(branches))
