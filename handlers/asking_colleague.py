"""A cadre asks a colleague by name: to take one visit, or to trade field weeks."""

from collections.abc import Sequence

from db import people, substitutions
from db.planning import cadre_key
from db.stand_ins import StandIn, colleagues, stand_ins
from domain import asks, naming
from domain.errors import NothingToDo, SeveralFound
from domain.ids import PersonId
from domain.meetings import VisitFacts
from domain.planning.stand_ins import Ranked
from domain.substitution import SubstitutionKind, Tie
from handlers import substituting, trading
from handlers.base import Reply, Request, told
from handlers.pending import upcoming
from handlers.search_step import deadline, step_of
from handlers.trade_facts import trade_of
from texts import asking_colleague as words
from texts import trades

OFFERED = 4


async def _found(request: Request, visit: VisitFacts) -> tuple[StandIn, ...]:
    if await substitutions.living(request.session, visit_id=visit.id):
        raise NothingToDo(words.under_way(visit.meeting))
    return await stand_ins(
        request.session, visit.meeting, visit.cadre.id, request.today, again=True
    )


async def offer(request: Request, visit: VisitFacts) -> Reply:
    """Those who are free, best first, as numbered options."""
    free = [one for one in await _found(request, visit) if one.ranked.free][:OFFERED]
    if not free:
        raise NothingToDo(words.nobody_free(visit.meeting))
    shown = [(one.person.id, one.person.name, one.ranked) for one in free]
    return asks.choose_stand_in(words.choose_colleague(visit.meeting, shown), visit.id)


async def ask_named(request: Request, visit: VisitFacts, name: str) -> Reply:
    """The one eligible colleague of that name or code. Raises SeveralFound, NothingToDo."""
    found = await _found(request, visit)
    return await ask_person(
        request, visit, await _one(request, [one.person.id for one in found], name)
    )


async def _one(request: Request, among: Sequence[PersonId], asked: str) -> PersonId:
    """By code, by the whole name, else by words of it. Raises SeveralFound, NothingToDo."""
    found = naming.named(asked, await people.persons(request.session, among, request.today))
    if not found:
        raise NothingToDo(words.not_eligible(asked))
    if len(found) > 1:
        raise SeveralFound(asked, tuple(f"{one.code} {one.name}" for one in found[:6]))
    return found[0].id


async def ask_person(request: Request, visit: VisitFacts, person_id: PersonId) -> Reply:
    """Ask this colleague, unless a rule stands in the way or it is too late."""
    step, meeting = step_of(request), visit.meeting
    chosen = [one for one in await _found(request, visit) if one.person.id == person_id]
    if not chosen:
        raise NothingToDo(words.not_eligible((await people.name(step.session, person_id)).name))
    who = chosen[0]
    if who.ranked.obstacle is not None:
        raise NothingToDo(words.clash(meeting, who.person.name, who.ranked.obstacle))
    until = await deadline(step, meeting)
    if until is None:
        raise NothingToDo(words.too_late(meeting))
    search = await substitutions.open_search(
        step.session,
        SubstitutionKind.NAMED,
        visit.cadre.id,
        meeting.month,
        step.now,
        visit_id=visit.id,
        meeting_id=meeting.id,
        version=meeting.version,
    )
    await substituting.ask(step, search, who, meeting, until)
    return told(words.request_sent(meeting, who.person.name, until))


async def check_trade(request: Request, name: str) -> Reply:
    """The consequences of trading weeks with a colleague of the same office, to be confirmed."""
    ahead = await upcoming(request)
    if not ahead:
        raise NothingToDo(trades.no_trade("weeks"))
    month = ahead[0].meeting.month
    found = await colleagues(request.session, request.person.id, request.today)
    second = await _one(request, [p.id for p in found], name)
    problem = await trading.problem(request, month, request.person.id, second)
    if problem is not None:
        raise NothingToDo(trades.no_trade(problem))
    trade = await trade_of(request.session, month, request.person.id, second)
    assert trade is not None
    text = trades.check(trade.second.name, trade.first_side, trade.second_side)
    return asks.trade(text, second, month)


async def propose_trade(request: Request, month: str, second: PersonId) -> Reply:
    """Ask the colleague, after checking once more."""
    problem = await trading.problem(request, month, request.person.id, second)
    if problem is not None:
        raise NothingToDo(trades.no_trade(problem))
    trade = await trade_of(request.session, month, request.person.id, second)
    assert trade is not None
    step, meeting = step_of(request), trade.visits[0].meeting
    until = await deadline(step, meeting)
    if until is None:
        raise NothingToDo(words.too_late(meeting))
    search = await substitutions.open_search(
        step.session,
        SubstitutionKind.TRADE,
        request.person.id,
        month,
        step.now,
        meeting_id=meeting.id,
        version=meeting.version,
    )
    who = StandIn(trade.second, Ranked(cadre_key(second), Tie.OFFICE, 0, 0, None))
    await substituting.ask(step, search, who, meeting, until)
    return told(trades.sent(trade.second.name, until))
