"""What somebody supposes about a plan, with the people and branches it names found, as plain data.

The same changes serve a what-if, which touches nothing, and a repair, which records them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db import people, visible
from db.base import Session
from db.branches import Branch
from db.plan_facts import PlanFacts
from db.planning import branch_key, cadre_key, part
from domain.calendar import Month, at, days_between, local
from domain.errors import NothingFound, NotUnderstood, SeveralFound
from domain.fold import fold
from domain.ids import BranchId, PersonId
from domain.meetings import BranchFacts
from domain.naming import named
from domain.people import Person, Role
from domain.planning import suppositions
from domain.planning.agreed import Agreed, allowing
from domain.planning.facts import Month as MonthKey
from domain.planning.facts import PlannedMeeting, PlanningFacts, Span
from domain.reply_times import read_time
from domain.suppositions import Supposed, Supposition, read_supposition
from handlers.base import Request
from texts import say
from texts import supposing as words


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what the planner knows; the fields its kind needs are given.

    AWAY: a person or a branch for days `first` to `last`; CLOSED: the days; INSTEAD: `person` is
    assigned to `branch` in the place of `other`; MOVED: the meeting of `branch` is at `starts_at`.
    """

    kind: Supposed
    person: PersonId | None = None
    other: PersonId | None = None
    branch: BranchId | None = None
    first: date | None = None
    last: date | None = None
    starts_at: datetime | None = None

    def stored(self) -> dict[str, Any]:
        """As kept with a question to the planner."""
        found: dict[str, Any] = {"kind": self.kind.value}
        for name in ("person", "other", "branch"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name)
        for name in ("first", "last", "starts_at"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name).isoformat()
        return found


def kept(stored: dict[str, Any]) -> Change:
    """A change as it was stored."""
    days = {name: date.fromisoformat(stored[name]) for name in ("first", "last") if name in stored}
    starts = stored.get("starts_at")
    return Change(
        Supposed(stored["kind"]),
        person=stored.get("person"),
        other=stored.get("other"),
        branch=stored.get("branch"),
        first=days.get("first"),
        last=days.get("last"),
        starts_at=datetime.fromisoformat(starts) if starts else None,
    )


def applied(facts: PlanningFacts, change: Change) -> PlanningFacts:
    """The facts with the change made."""
    match change.kind:
        case Supposed.AWAY if change.person is not None:
            return suppositions.person_away(cadre_key(change.person), _span(change))(facts)
        case Supposed.AWAY:
            assert change.branch is not None
            return suppositions.branch_blocked(branch_key(change.branch), _span(change))(facts)
        case Supposed.CLOSED:
            span = _span(change)
            for day in days_between(span.first, span.last):
                facts = suppositions.day_closed(day, "")(facts)
            return facts
        case Supposed.INSTEAD:
            assert change.branch is not None
            assert change.other is not None
            assert change.person is not None
            return suppositions.assignment_changed(
                branch_key(change.branch), cadre_key(change.other), cadre_key(change.person)
            )(facts)
        case Supposed.MOVED:
            raise ValueError(change.kind)  # a move is no change of what is known


def _span(change: Change) -> Span:
    assert change.first is not None
    assert change.last is not None
    return Span(change.first, change.last)


def moved_to(about: PlanFacts, change: Change) -> tuple[PlanningFacts, PlannedMeeting]:
    """The meeting of a MOVED change where it would be, and the facts that allow its hour."""
    assert change.branch is not None
    assert change.starts_at is not None
    when, key = local(change.starts_at), branch_key(change.branch)
    hour = part(when.time())
    opened = allowing(about.facts, [Agreed(key, when.date(), hour)])
    now = next((x for x in about.plan.meetings if x.branch == key), None)
    attend = now.attend if now else next(x.required for x in opened.branches if x.id == key)
    month = MonthKey(str(Month.of(when.date())))
    return opened, PlannedMeeting(key, month, when.date(), hour.id, attend)


def months_of(changes: Sequence[Change]) -> tuple[Month, ...]:
    """The months the changes speak of, in order; none when they name no day."""
    days: list[date] = []
    for change in changes:
        if change.first is not None and change.last is not None:
            days += [change.first, change.last]
        if change.starts_at is not None:
            days.append(local(change.starts_at).date())
    return tuple(sorted({Month.of(day) for day in days}))


async def described(session: Session, changes: Sequence[Change]) -> str:
    """The changes in words; of many branches the first is named."""
    first = changes[0]
    branch = None if first.branch is None else await session.get_one(Branch, first.branch)
    who = await _name(session, first.person)
    match first.kind:
        case Supposed.AWAY:
            subject = say.comrade(who) if branch is None else branch.village
            assert first.first is not None
            assert first.last is not None
            more = words.several(subject, len(changes))
            return words.away(more, first.first, first.last)
        case Supposed.CLOSED:
            assert first.first is not None
            assert first.last is not None
            return words.closed(first.first, first.last)
        case Supposed.INSTEAD:
            assert branch is not None
            return words.instead(who, await _name(session, first.other), branch.village)
        case Supposed.MOVED:
            assert branch is not None
            assert first.starts_at is not None
            return words.moved(branch.village, first.starts_at)


async def _name(session: Session, person: PersonId | None) -> str:
    return "" if person is None else (await people.name(session, person)).name


async def changes_in(request: Request, example: str) -> tuple[Change, ...]:
    """The changes the text of a request names. Raises NotUnderstood, NothingFound, SeveralFound."""
    read = read_supposition(request.text, request.today)
    if read is None:
        raise NotUnderstood(words.what(), example)
    match read.kind:
        case Supposed.CLOSED:
            return (_closed(read),)
        case Supposed.AWAY:
            return await _away(request, read)
        case Supposed.INSTEAD:
            return (await _instead(request, read),)
        case Supposed.MOVED:
            return (await _set(request, read),)


def _closed(read: Supposition) -> Change:
    assert read.days is not None
    return Change(Supposed.CLOSED, first=read.days.first, last=read.days.last)


async def _away(request: Request, read: Supposition) -> tuple[Change, ...]:
    """A cadre by name or code; else a branch; else every branch of a commune."""
    assert read.days is not None
    first, last = read.days.first, read.days.last
    cadres = await _cadres(request, read.who)
    if len(cadres) == 1:
        return (Change(Supposed.AWAY, person=cadres[0].id, first=first, last=last),)
    if cadres:
        raise SeveralFound(read.who, tuple(f"{one.code} {one.name}" for one in cadres[:6]))
    branches = await _commune(request, read.who) or [await _branch(request, read.who)]
    return tuple(
        Change(Supposed.AWAY, branch=branch.id, first=first, last=last) for branch in branches
    )


async def _instead(request: Request, read: Supposition) -> Change:
    branch = await _branch(request, read.where)
    new, old = await _cadre(request, read.who), await _cadre(request, read.instead_of)
    return Change(Supposed.INSTEAD, person=new, other=old, branch=branch.id)


async def _set(request: Request, read: Supposition) -> Change:
    assert read.days is not None
    branch = await _branch(request, read.where)
    usual = (await request.session.get_one(Branch, branch.id)).habit_time
    hour = read_time(read.rest) or usual
    return Change(Supposed.MOVED, branch=branch.id, starts_at=at(read.days.first, hour))


async def _cadre(request: Request, asked: str) -> PersonId:
    found = await _cadres(request, asked)
    if not found:
        raise NothingFound(asked)
    if len(found) > 1:
        raise SeveralFound(asked, tuple(f"{one.code} {one.name}" for one in found[:6]))
    return found[0].id


async def _cadres(request: Request, asked: str) -> tuple[Person, ...]:
    """Cadres by code, by whole name, else by words of the name."""
    everybody = await people.holders(request.session, [Role.CADRE], request.today)
    return named(fold(asked).removeprefix("d/c ").strip(), everybody)


async def _branch(request: Request, asked: str) -> BranchFacts:
    found = await visible.find_branches(request.session, request.person, asked, request.today)
    if not found:
        raise NothingFound(asked)
    if len(found) > 1:
        raise SeveralFound(asked, tuple(f"{b.code} {say.village(b)}" for b in found[:6]))
    return found[0]


async def _commune(request: Request, asked: str) -> list[BranchFacts]:
    name = fold(asked)
    if not name.startswith("xa "):
        return []
    seen = await visible.visible_branches(request.session, request.person, request.today)
    return [b for b in seen if fold(b.commune).removeprefix("xa ") == name.removeprefix("xa ")]
