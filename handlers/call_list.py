"""The call list as the coordinator works through it: a page of tasks, and one task at a time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from db import attempts, audit, calls, searches, visible
from db import untold as untold_db
from db.calls import CallFacts, CallReason
from domain import asks
from domain.ids import BranchId, MeetingId, PersonId
from domain.messages import Ask, Option, Words
from handlers.answering_for import everybody
from handlers.base import Request
from texts import calls as words

PAGE = 5  # so that each has room for its number, the last contact and what to say


async def listed(request: Request) -> tuple[CallFacts, ...]:
    """Tasks about what the coordinator sees; whoever was phoned just now, in vain or not, is last.

    After them what is about the coordinator themself, whom a colleague would have to phone.
    """
    seen = await visible.visible_branches(request.session, request.person, request.today)
    here = {branch.id for branch in seen}
    found = await calls.open_calls(request.session, request.now)
    known = await visible.visible_people(request.session, request.person, request.today)
    people_here = {*known, *await everybody(request)}
    mine = [
        call
        for call in found
        if (call.person.id in people_here if call.meeting is None else _here(call, here))
    ]
    contacts = await attempts.last_contacts(request.session, [c.person.id for c in mine])
    untried = datetime.min.replace(tzinfo=UTC)
    own = request.person.id
    return tuple(
        sorted(mine, key=lambda c: (c.person.id == own, contacts[c.person.id].tried_at or untried))
    )


def _here(call: CallFacts, here: set[BranchId]) -> bool:
    return call.meeting is not None and call.meeting.branch.id in here


async def page(request: Request, tasks: Sequence[CallFacts], number: int = 0) -> Ask | None:
    """One page of the list with its telephone numbers; each look at them is logged."""
    shown = tasks[number * PAGE : (number + 1) * PAGE]
    if not shown:
        return None
    await audit.note(
        request.session,
        request.now,
        request.actor_id,
        "phones.seen",
        calls=[c.id for c in shown],
        people=sorted({c.person.id for c in shown}),
    )
    options = [Option(f"call:{c.id}", words.option(c.person.name, c.reason)) for c in shown]
    if len(tasks) > (number + 1) * PAGE:
        options.append(Option(f"page:{number + 1}", words.further(len(tasks))))
    text = words.page(await lines(request, shown), len(tasks))
    return asks.call_list(Words(text, tuple(options)))


async def lines(request: Request, shown: Sequence[CallFacts]) -> list[str]:
    """Each task: who, which number, what it is about, the last contact, what to say."""
    contacts = await attempts.last_contacts(request.session, [c.person.id for c in shown])
    about = [c.meeting.id for c in shown if c.meeting is not None]
    asked = await searches.asked_about(request.session, about)
    nowhere = [c.person.id for c in shown if c.reason is CallReason.UNREACHABLE]
    untold = (
        await untold_db.untold(request.session, nowhere, request.now - untold_db.RECENT)
        if nowhere
        else ()
    )
    why = {one.person_id: one.why for one in untold}
    return [
        words.task(
            c.person.name,
            c.phone,
            c.reason,
            c.meeting,
            contacts[c.person.id],
            _asked(c, asked),
            why.get(c.person.id) if c.reason is CallReason.UNREACHABLE else None,
        )
        for c in shown
    ]


def _asked(call: CallFacts, asked: Mapping[tuple[MeetingId, PersonId], int]) -> int:
    """How many were asked to stand in for a gap so far."""
    if call.meeting is None or call.reason is not CallReason.DECLINED:
        return 0
    return asked.get((call.meeting.id, call.person.id), 0)
