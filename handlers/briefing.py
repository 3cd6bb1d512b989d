"""The decision brief, and what its numbers do: by the same rules and rights as every other way.

A press is checked anew: the matter must still wait, and the person must still have the right.
"""

from db import briefing, calls, facts, outbox, substitutions, visible
from db.calls import CallReason
from db.stand_ins import stand_ins
from domain import asks, rights
from domain.asks import AskKind
from domain.attendance import MeetingOutcome
from domain.ids import PersonId
from domain.messages import Ask, Words
from domain.reports.brief import Action, Item, Matter, actions
from domain.rights import Act
from domain.substitution import SubstitutionState
from handlers import call_list, moving, reach, substituting
from handlers.answering_for import as_person
from handlers.base import Reply, Request, before, text_of, told
from handlers.search_step import deadline, step_of
from handlers.standing_in import decided
from texts import meetings as meeting_words
from texts.reports import brief as words


async def shown(request: Request) -> Reply:
    """The brief of everything the person sees, as it stands now."""
    roots, coordinates = facts.roots_for(request.person), _coordinates(request)
    items = await briefing.brief(request.session, roots, request.now, coordinates=coordinates)
    unit = ", ".join(await reach.own(request))
    return asks.brief(words.brief(items, unit, coordinates=coordinates))


def _coordinates(request: Request) -> bool:
    return request.person.holds(*rights.ROLES[Act.COORDINATE])


async def done(request: Request, value: str) -> Reply:
    """One action on one matter; then what is left."""
    action, matter, number, *_ = value.split(":")
    item = await _item(request, Matter(matter), int(number))
    may = item is not None and Action(action) in actions(item, coordinates=_coordinates(request))
    if item is None or not may or not await _reaches(request, item, Action(action)):
        return before(words.done_already(), await shown(request))
    reply = await _act(request, item, Action(action))
    if isinstance(reply, Ask) and Action(action) is Action.CALL:
        return reply
    return before(text_of(reply).text, await shown(request))


async def _item(request: Request, matter: Matter, number: int) -> Item | None:
    """The matter, if it still waits."""
    items = await briefing.waiting(request.session, facts.roots_for(request.person), request.now)
    return next((item for item in items if (item.matter, item.id) == (matter, number)), None)


async def _reaches(request: Request, item: Item, action: Action) -> bool:
    act = Act.LOOK if action is Action.OFFICE else Act.COORDINATE
    units = await visible.visible_units(request.session, request.person, request.today, act)
    return item.meeting.branch.commune_id in units


async def _act(request: Request, item: Item, action: Action) -> Reply:
    if action in (Action.APPROVE, Action.REFUSE):
        reply = await decided(request, item.id, approves=action is Action.APPROVE)
        return told(text_of(reply).text)
    if action is Action.RESERVE:
        return await _ask_reserve(request, item)
    if action is Action.ASK:
        return await _ask_branch(request, item)
    return await (_call if action is Action.CALL else _pass_on)(request, item)


async def _ask_reserve(request: Request, item: Item) -> Reply:
    """The reserve is asked like everybody before; nobody is sent without a yes."""
    assert item.absent is not None
    assert item.stand_in is not None
    step, meeting = step_of(request), item.meeting
    search = await substitutions.locked(request.session, item.id)
    until = await deadline(step, meeting)
    found = await stand_ins(request.session, meeting, item.absent.id, request.today)
    who = next((one for one in found if one.person.id == item.stand_in.id), None)
    if search.state != SubstitutionState.GIVEN_UP or who is None or not who.ranked.free:
        return told(words.done_already())
    if until is None:
        return told(words.too_late())
    await substituting.ask(step, search, who, meeting, until)
    return told(words.asked_to_stand_in(item))


async def _ask_branch(request: Request, item: Item) -> Reply:
    """The secretary gets the question that is owed, once a day."""
    assert item.secretary is not None
    await outbox.queue(
        request.session,
        key=f"brief:{item.matter}:{item.id}:{item.meeting.version}:{request.today}",
        kind="brief_ask",
        person_id=item.secretary.id,
        content=words.in_name_of(
            request.person.name, await _question(request, item, item.secretary.id)
        ),
        now=request.now,
    )
    return told(words.asked(item))


async def _question(request: Request, item: Item, secretary: PersonId) -> Ask:
    if item.matter is Matter.NO_REPORT:
        text = meeting_words.result_asked_again(item.meeting)
        return asks.meeting(AskKind.RESULT, text, item.meeting.id)
    if item.matter is Matter.NO_REASON:
        outcome = MeetingOutcome.NOT_HELD
        text = meeting_words.outcome_reason_asked(item.meeting, outcome)
        return asks.outcome_reason(text, item.meeting.id, outcome, version=item.meeting.version)
    theirs = await as_person(request, secretary)
    return await moving.ask_date(theirs, item.meeting)


async def _call(request: Request, item: Item) -> Reply:
    """The telephone number with what to say, and the entry of the answer."""
    who = item.secretary or item.absent
    assert who is not None
    reason = {
        Matter.GAP: CallReason.DECLINED,
        Matter.NO_DATE: CallReason.NEW_DATE,
    }.get(item.matter, CallReason.NOT_REPORTED)
    await calls.reopen(request.session, reason, who.id, item.meeting, request.now)
    await request.session.flush()
    tasks = [
        task
        for task in await call_list.listed(request)
        if task.person.id == who.id and task.meeting and task.meeting.id == item.meeting.id
    ]
    return await call_list.page(request, tasks) or told(words.done_already())


async def _pass_on(request: Request, item: Item) -> Reply:
    """A leader decides that the office acts: its coordinators are told."""
    office = await visible.coordinators_of(
        request.session, item.meeting.branch.commune_id, request.today
    )
    if not office:
        return told(words.nobody_to_pass_to())
    for coordinator in office:
        await outbox.queue(
            request.session,
            key=f"{briefing.office_key(item.matter, item.id, request.today)}{coordinator.id}",
            kind="brief_office",
            person_id=coordinator.id,
            content=Words(words.from_leader(request.person.name, item)),
            now=request.now,
        )
    return told(words.passed_on())
