"""Days somebody is away: kept for the planner, and held against what is drafted or published."""

from collections.abc import Sequence

from db import outbox, plans, visible, visits
from db.absences import Absence
from db.plans import PlanState
from domain import asks
from domain.attendance import ReasonCategory
from domain.availability import Availability, month_asked
from domain.calendar import Month, local_date
from domain.ids import PlanId
from domain.messages import Ask
from domain.reply_dates import DateRange
from domain.reply_ranges import read_range
from handlers import availability
from handlers.base import Request
from texts import availability as words
from texts import visits as visit_words


async def note(request: Request, spans: Sequence[DateRange], reason: ReasonCategory) -> None:
    """Keep days somebody is away; the office hears of drafts that count on these days."""
    for span in spans:
        request.session.add(
            Absence(
                person_id=request.person.id,
                first=span.first,
                last=span.last,
                reason=reason,
                noted_at=request.now,
            )
        )
    await request.session.flush()
    for month in sorted({Month.of(day) for span in spans for day in (span.first, span.last)}):
        await _warn_of_draft(request, month, spans)


async def _warn_of_draft(request: Request, month: Month, spans: Sequence[DateRange]) -> None:
    plan = await plans.current(request.session, str(month))
    if plan is None or plan.state != PlanState.DRAFT:
        return
    lines = [
        line
        for line in await plans.lines(request.session, PlanId(plan.id))
        if line.starts_at is not None
        and request.person.id in [guest.id for guest in line.guests]
        and any(span.first <= local_date(line.starts_at) <= span.last for span in spans)
    ]
    office = {
        coordinator.id
        for line in lines
        for coordinator in await visible.coordinators_of(
            request.session, line.branch.commune_id, request.today
        )
    }
    stamp = int(request.now.timestamp())
    days = [(span.first, span.last) for span in spans]
    for person_id in sorted(office):
        await outbox.queue(
            request.session,
            key=f"away_in_draft:{plan.id}:{request.person.id}:{stamp}:{person_id}",
            kind="away_in_draft",
            person_id=person_id,
            content=words.drafted(month, request.person.name, days, len(lines)),
            now=request.now,
        )


async def clashing(request: Request, spans: Sequence[DateRange]) -> Ask | None:
    """Published visits on those days that were not declined: will they come all the same?"""
    found = [
        visit
        for visit in await visits.visits_of_person(
            request.session,
            request.person.id,
            request.now,
            Month.of(max(span.last for span in spans)).until,
        )
        if (visit.coming or not visit.answered)
        and any(s.first <= local_date(visit.meeting.starts_at) <= s.last for s in spans)
    ]
    return asks.visits(visit_words.asked(found), found) if found else None


async def counts_as_answer(request: Request, spans: Sequence[DateRange]) -> None:
    """Days told of one's own accord answer the question about that month."""
    month = month_asked(request.today, request.policy.campaign)
    if month is None or await availability.planned(request, month):
        return
    if any(span.first <= month.last and span.last >= month.first for span in spans):
        await availability.record(request, month, Availability.AWAY)


def read_days(request: Request) -> tuple[DateRange, ...] | None:
    """One span, or several with "và", commas or semicolons between; None when one is unreadable."""
    whole = read_range(request.text, request.today)
    if whole is not None:
        return (whole,) if whole.last >= request.today else None
    parts = [part for part in words.SEPARATORS.split(request.text) if part.strip()]
    read = [read_range(part, request.today) for part in parts]
    found = [span for span in read if span is not None and span.last >= request.today]
    return tuple(found) if found and len(found) == len(read) else None
