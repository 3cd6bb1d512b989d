"""Putting a repair of a published plan into effect: what happened is kept, meetings move, and
everybody concerned gets one message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db import audit, blackouts, days, outbox, people, plans, visible, visits
from db import meetings as meetings_db
from db.absences import Absence
from db.blackouts import BranchBlackout
from db.branches import Branch
from db.planning_runs import PlanningRun
from domain import asks
from domain.attendance import ReasonCategory
from domain.calendar import Month, days_between
from domain.ids import BranchId, MeetingId, PersonId, PlanId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask, Words
from domain.suppositions import Supposed
from handlers import moving, supposing
from handlers.base import Reply, Request, told
from handlers.pending import secretary_of
from handlers.supposing import Change
from texts import meetings as meeting_words
from texts import supposing as words
from texts import visits as visit_words


@dataclass(slots=True)
class _News:
    """What one person hears: plain lines, and visits whose answer is asked again."""

    lines: list[str] = field(default_factory=list)
    visits: list[VisitFacts] = field(default_factory=list)
    about: list[MeetingFacts] = field(default_factory=list)


async def stands(request: Request, run: PlanningRun) -> bool:
    """Whether every meeting that would move is still as it was when the repair was computed."""
    assert run.answer is not None
    for move in run.answer["moves"]:
        meeting = await meetings_db.meeting(request.session, MeetingId(move["meeting"]))
        if meeting.version != move["version"] or meeting.state is not MeetingState.PLANNED:
            return False
    return True


async def mend(request: Request, run: PlanningRun) -> Reply:
    """Record the changes, move the meetings, tell everybody once."""
    assert run.answer is not None
    news: dict[PersonId, _News] = {}
    for one in run.question["changes"]:
        await _record(request, supposing.kept(one), news)
    weeks = await _move_weeks(request, run)
    moved: list[tuple[MeetingFacts, MeetingFacts]] = []
    for number, move in enumerate(run.answer["moves"]):
        old = await meetings_db.meeting(request.session, MeetingId(move["meeting"]))
        new = await moving.relocate(
            request,
            old,
            datetime.fromisoformat(move["to"]),
            reason=ReasonCategory.OTHER,
            weeks=weeks if number == 0 else None,
        )
        moved.append((old, new))
    for old, new in moved:
        await _hear(request, old, new, news)
    for person_id, heard in sorted(news.items()):
        await _queue(request, run, person_id, heard)
    await audit.note(request.session, request.now, request.actor_id, "plan.mend", moved=len(moved))
    if not moved:
        return told(words.noted())
    lines = [
        words.other_line(new.branch.code, new.branch.village, old.starts_at, new.starts_at)
        for old, new in moved
    ]
    return told(words.mended(Month.parse(run.month), lines, len(news)))


async def _move_weeks(request: Request, run: PlanningRun) -> Mapping[PersonId, date]:
    """Give the new field weeks; the old ones of those who had one."""
    assert run.answer is not None
    assert run.plan_id is not None
    given: dict[str, list[str | None]] = run.answer["weeks"]
    for person, (_, new) in given.items():
        assert new is not None
        await plans.place_field_week(
            request.session,
            PlanId(run.plan_id),
            PersonId(int(person)),
            date.fromisoformat(new),
        )
    return {PersonId(int(p)): date.fromisoformat(old) for p, (old, _) in given.items() if old}


async def _record(request: Request, change: Change, news: dict[PersonId, _News]) -> None:
    """Keep what happened, so that every later plan knows it."""
    assert change.first is not None
    assert change.last is not None
    by, session = request.person.name, request.session
    if change.kind is Supposed.CLOSED:
        for day in days_between(change.first, change.last):
            await days.set_day(session, day, off=True, name=words.day_off_name())
    elif change.person is not None:
        session.add(
            Absence(
                person_id=change.person,
                first=change.first,
                last=change.last,
                reason=ReasonCategory.OTHER,
                noted_at=request.now,
            )
        )
        text = words.absence_noted(change.first, change.last, by).text
        news.setdefault(change.person, _News()).lines.append(text)
    elif change.branch is not None:
        await _close_branch(request, change.branch, change.first, change.last, news)


async def _close_branch(
    request: Request, branch_id: BranchId, first: date, last: date, news: dict[PersonId, _News]
) -> None:
    session = request.session
    if await blackouts.noted(session, branch_id, first, last):
        return
    session.add(
        BranchBlackout(
            branch_id=branch_id,
            first=first,
            last=last,
            reason=ReasonCategory.OTHER,
            noted_by=request.actor_id,
            noted_at=request.now,
        )
    )
    secretary = (await people.answering_for(session, [branch_id], request.today)).get(branch_id)
    if secretary is not None and secretary.id != request.person.id:
        branch = await session.get_one(Branch, branch_id)
        text = words.blackout_noted(branch.village, first, last, request.person.name).text
        news.setdefault(secretary.id, _News()).lines.append(text)


async def _hear(
    request: Request, old: MeetingFacts, new: MeetingFacts, news: dict[PersonId, _News]
) -> None:
    """What guests, secretary and the other coordinators hear of one move."""
    plain = meeting_words.moved_for_secretary(new, old.starts_at, request.person.name).text
    for duty in await visits.visits_of_meetings(request.session, [new.id]):
        heard = news.setdefault(duty.cadre.id, _News())
        heard.visits.append(duty)
        heard.lines.append(plain)
        heard.about.append(new)
    secretary = await secretary_of(request, new)
    office = await visible.coordinators_of(request.session, new.branch.commune_id, request.today)
    others = {one.id for one in office} | ({secretary} if secretary is not None else set())
    for person_id in sorted(others - {request.person.id}):
        heard = news.setdefault(person_id, _News())
        heard.lines.append(plain)
        heard.about.append(new)


async def _queue(request: Request, run: PlanningRun, to: PersonId, heard: _News) -> None:
    text = "\n".join(heard.lines)
    content: Words | Ask = Words(text)
    if heard.visits:
        asked = visit_words.asked(heard.visits)
        content = asks.visits(Words(f"{text}\n{asked.text}", asked.options), heard.visits)
    about: Sequence[Any] = list(dict.fromkeys(heard.about))
    await outbox.queue(
        request.session,
        key=f"mended:{run.id}:{to}",
        kind="mended",
        person_id=to,
        content=content,
        now=request.now,
        lapses_at=max((m.starts_at for m in about), default=None),
        occasions=[outbox.ForWhat("moved", m.id, m.version) for m in about],
    )
