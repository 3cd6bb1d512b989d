"""The questions of a search for a stand-in, composed from its rows: asked, asked again, owed."""

from dataclasses import dataclass

from db import meetings as meetings_db
from db import people, substitutions, visible
from db.base import Session
from db.planning import cadre_key
from db.substitutions import Substitution, SubstitutionAsk
from domain import asks
from domain.calendar import local_date
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts, PersonName
from domain.messages import Ask
from domain.people import Role
from domain.planning.stand_ins import Ranked
from domain.substitution import SubstitutionKind, SubstitutionState, Tie
from handlers.base import Request
from handlers.trade_facts import Trade, trade_of
from texts import asking_colleague as colleague_words
from texts import substitutions as words
from texts import trades


@dataclass(frozen=True, slots=True)
class About:
    """A search of one visit: the meeting, who is absent, who is asked and why."""

    meeting: MeetingFacts
    absent: PersonName
    asked: PersonName
    ranked: Ranked


async def about(session: Session, search: Substitution, asked: SubstitutionAsk) -> About:
    """What the words of an ask are made of, as it stands now."""
    assert search.meeting_id is not None
    return About(
        await meetings_db.meeting(session, MeetingId(search.meeting_id)),
        await people.name(session, PersonId(search.person_id)),
        await people.name(session, PersonId(asked.person_id)),
        Ranked(cadre_key(asked.person_id), Tie(asked.tie), asked.minutes, asked.turns, None),
    )


async def stand_in(session: Session, search: Substitution, asked: SubstitutionAsk) -> Ask | None:
    """Will you stand in, or trade? None when the trade it is about is gone."""
    if search.kind == SubstitutionKind.TRADE:
        trade = await _trade(session, search, asked)
        if trade is None:
            return None
        text = trades.asked(trade.first.name, trade.first_side, trade.second_side, asked.deadline)
        return asks.stand_in(text, asked.id)
    it = await about(session, search, asked)
    if search.kind == SubstitutionKind.NAMED:
        text = colleague_words.asked(it.meeting, it.absent.name, asked.deadline)
    else:
        text = words.asked(it.meeting, it.absent.name, it.ranked, asked.deadline)
    return asks.stand_in(text, asked.id)


async def approval(session: Session, search: Substitution, asked: SubstitutionAsk) -> Ask | None:
    """The coordinator's question about somebody who agreed."""
    if search.kind == SubstitutionKind.TRADE:
        trade = await _trade(session, search, asked)
        if trade is None:
            return None
        text = trades.approve_asked(
            trade.first.name, trade.second.name, trade.first_side, trade.second_side
        )
        return asks.approve_stand_in(text, asked.id)
    it = await about(session, search, asked)
    why = words.why_them(it.ranked)
    text = words.approve_asked(it.meeting, it.absent.name, it.asked.name, why)
    return asks.approve_stand_in(text, asked.id)


async def _trade(session: Session, search: Substitution, asked: SubstitutionAsk) -> Trade | None:
    return await trade_of(
        session, search.month, PersonId(search.person_id), PersonId(asked.person_id)
    )


async def owed(request: Request) -> Ask | None:
    """An ask this person may still answer, or an approval they owe; the nearest deadline first."""
    session = request.session
    for search, asked in await substitutions.open_asks(session, request.person.id):
        if search.state == SubstitutionState.ASKING and await _seen(request, search):
            found = await stand_in(session, search, asked)
            if found is not None:
                return found
    if not request.person.holds(Role.COORDINATOR):
        return None
    for search, asked in await substitutions.open_asks(session):
        if search.state == SubstitutionState.APPROVING and request.person.id in await approvers(
            session, search, request
        ):
            return await approval(session, search, asked)
    return None


async def _seen(request: Request, search: Substitution) -> bool:
    """Whether the search is about a meeting, of a branch that may be touched."""
    if search.meeting_id is None or request.within is None:
        return search.meeting_id is not None
    meeting = await meetings_db.meeting(request.session, MeetingId(search.meeting_id))
    return request.sees(meeting.branch.id)


async def approvers(
    session: Session, search: Substitution, request: Request
) -> tuple[PersonId, ...]:
    """Coordinators who see the search's meeting."""
    assert search.meeting_id is not None
    meeting = await meetings_db.meeting(session, MeetingId(search.meeting_id))
    office = await visible.coordinators_of(
        session, meeting.branch.commune_id, local_date(request.now)
    )
    return tuple(person.id for person in office)
