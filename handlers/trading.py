"""A trade of field weeks: whether it is possible, and doing it.

The two take each other's weeks and meetings of a published month; no village changes its date.
"""

from collections.abc import Sequence

from db import deeds, outbox, people, plans, substitutions, visible
from db.announced import announced
from db.planning import cadre_key
from db.substitutions import Substitution, SubstitutionAnswer
from domain.calendar import Month
from domain.deeds import DeedKind
from domain.ids import PersonId, PlanId
from domain.meetings import MeetingFacts, VisitFacts
from domain.messages import Words
from domain.planning import facts as planning
from domain.planning.stand_ins import trade_breaches
from handlers.base import Request
from handlers.handing_over import hand_over
from handlers.pending import secretary_of
from handlers.trade_facts import Trade, trade_of
from texts import substitutions as words
from texts import trades


async def problem(
    request: Request,
    month: str,
    first: PersonId,
    second: PersonId,
    *,
    among: Substitution | None = None,
) -> str | None:
    """Why the trade is impossible now, as a code of texts; None when it can be done.

    `among`: the search the trade belongs to; any other that concerns the two has to end first.
    """
    trade = await trade_of(request.session, month, first, second)
    if trade is None:
        return "weeks"
    if trade.first_side[0] == trade.second_side[0]:
        return "same"
    begun = min(trade.first_side[0], trade.second_side[0]) <= request.today
    if begun or any(visit.meeting.starts_at <= request.now for visit in trade.visits):
        return "begun"
    if not trade.visits:
        return "weeks"
    if await _waiting(request, (first, second), among):
        return "waiting"
    known = await announced(
        request.session, Month.parse(month), request.today, also=[first, second]
    )
    a, b = cadre_key(first), cadre_key(second)
    broken = trade_breaches(known.facts, known.plan, planning.Month(month), a, b)
    return "clash" if broken else None


async def _waiting(request: Request, both: Sequence[PersonId], among: Substitution | None) -> bool:
    living = [
        search
        for person in both
        for search in await substitutions.living(request.session, person_id=person)
    ]
    asked = [
        search
        for person in both
        for search, _ in await substitutions.open_asks(request.session, person)
    ]
    return any(among is None or search.id != among.id for search in (*living, *asked))


async def make(
    request: Request,
    month: str,
    first: PersonId,
    second: PersonId,
    approver: PersonId | None,
    consent: SubstitutionAnswer,
) -> None:
    """Exchange visits and weeks, and tell the two, the secretaries and the office."""
    trade = await trade_of(request.session, month, first, second)
    assert trade is not None
    moved = await exchange(request, trade, consent)
    deeds.note(
        request.session,
        DeedKind.TRADE,
        second,
        request.now,
        other=approver,
        month=month,
        first=first,
        second=second,
        visits=[v.id for v in moved],
        versions=[v.meeting.version for v in moved],
    )
    await _announce(request, month, trade, moved, approver)


async def exchange(
    request: Request, trade: Trade, consent: SubstitutionAnswer | None
) -> list[VisitFacts]:
    """Give each visit and each week to the other; the visits as they are then.

    Without `consent` a trade is taken back: the answers given before it hold again.
    """
    other = {trade.first.id: trade.second.id, trade.second.id: trade.first.id}
    moved = [await hand_over(request, v, other[v.cadre.id], consent) for v in trade.visits]
    plan = await plans.current(request.session, trade.month)
    assert plan is not None
    for person, side in (
        (trade.first.id, trade.second_side),
        (trade.second.id, trade.first_side),
    ):
        await plans.set_field_week(request.session, PlanId(plan.id), person, side[0])
    await request.session.flush()
    return moved


async def _announce(
    request: Request,
    month: str,
    trade: Trade,
    moved: Sequence[VisitFacts],
    approver: PersonId | None,
) -> None:
    stamp = int(request.now.timestamp())
    for person, colleague, side in (
        (trade.first, trade.second, trade.second_side),
        (trade.second, trade.first, trade.first_side),
    ):
        own = [v for v in moved if v.cadre.id == person.id]
        said = trades.traded(side[0], own, colleague.name)
        await tell(request, person.id, said, f"traded:{month}:{person.id}:{stamp}")
    old = {v.meeting.id: v.cadre.name for v in trade.visits}
    for visit in moved:
        said = words.secretary_told(visit.meeting, old[visit.meeting.id], visit.cadre.name)
        await tell_secretary(request, visit.meeting, said, f"traded_secretary:{visit.id}:{stamp}")
    if approver is None and moved:
        said = Words(trades.name(trade.first.name, trade.second.name))
        await tell_offices(request, moved, said, f"traded_office:{stamp}")


async def tell_secretary(request: Request, meeting: MeetingFacts, said: Words, key: str) -> None:
    """One message to whoever answers for the branch."""
    secretary = await secretary_of(request, meeting)
    if secretary is not None:
        await tell(request, secretary, said, f"{key}:{secretary}")


async def tell_offices(
    request: Request, about: Sequence[VisitFacts], said: Words, key: str
) -> None:
    """One message to each coordinator of any of the visits."""
    office = {
        coordinator.id
        for visit in about
        for coordinator in await visible.coordinators_of(
            request.session, visit.meeting.branch.commune_id, request.today
        )
    }
    for person_id in sorted(office - {request.person.id}):
        await tell(request, person_id, said, f"{key}:{person_id}")


async def tell(request: Request, to: PersonId, said: Words, key: str) -> None:
    """One message that is about more than one meeting."""
    await outbox.queue(
        request.session,
        key=key,
        kind=key.partition(":")[0],
        person_id=to,
        content=said,
        now=request.now,
    )


async def names(request: Request, first: PersonId, second: PersonId) -> tuple[str, str]:
    """The names of the two."""
    return (
        (await people.name(request.session, first)).name,
        (await people.name(request.session, second)).name,
    )
