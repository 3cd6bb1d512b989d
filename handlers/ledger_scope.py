"""What part of the ledger is looked at: a day, a person, a meeting, or one mass send."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db import ledger, people, visible
from db import meetings as meetings_db
from db.base import Session
from db.rounds import Round
from domain.calendar import at_midnight
from domain.errors import NothingFound
from domain.fold import fold
from domain.ids import MeetingId, PersonId
from domain.ledger import Entry
from domain.meetings import BranchFacts, MeetingFacts
from domain.naming import by_code, by_name
from domain.reply_dates import read_date
from handlers.base import Request
from handlers.seen import people_seen
from texts import ledger as words

AROUND = timedelta(days=31)
LATELY = timedelta(days=3)
AHEAD = timedelta(days=62)
SAYS_DAY = re.compile(r"\d|^(hom|ngay) ")


@dataclass(frozen=True, slots=True)
class Scope:
    """`of`: day, person, meeting or round; `which`: an ISO date or an id."""

    of: str
    which: str

    def payload(self) -> dict[str, Any]:
        """As it is kept with a question."""
        return {"of": self.of, "which": self.which}


def scope_of(payload: dict[str, Any]) -> Scope:
    """The scope kept with a question."""
    return Scope(str(payload["of"]), str(payload["which"]))


def of_day(day: date) -> Scope:
    """Everything due on one local day."""
    return Scope("day", day.isoformat())


async def title(session: Session, scope: Scope) -> str:
    """The heading of what is looked at."""
    if scope.of == "day":
        return words.of_day(date.fromisoformat(scope.which))
    if scope.of == "person":
        return words.of_person((await people.name(session, PersonId(int(scope.which)))).name)
    if scope.of == "meeting":
        return words.of_meeting(await meetings_db.meeting(session, MeetingId(int(scope.which))))
    return words.of_round((await session.get_one(Round, int(scope.which))).begun_at)


async def seen(request: Request, scope: Scope) -> tuple[Entry, ...]:
    """Its occasions, as far as they concern people whom the office sees."""
    known = await people_seen(request.session, request.person, request.now)
    session, which = request.session, scope.which
    found: tuple[Entry, ...]
    if scope.of == "day":
        since = at_midnight(date.fromisoformat(which))
        found = await ledger.entries(session, since=since, until=since + timedelta(days=1))
    elif scope.of == "person":
        span = (request.now - AROUND, request.now + AROUND)
        whom = [PersonId(int(which))]
        found = await ledger.entries(session, persons=whom, since=span[0], until=span[1])
    elif scope.of == "meeting":
        found = await ledger.entries(session, meetings=[MeetingId(int(which))])
    else:
        found = await ledger.of_round(session, int(which))
    return tuple(entry for entry in found if entry.person.id in known)


async def named(request: Request) -> list[tuple[Scope, str]]:
    """What the words of a command may mean, with a label each; a code before a day before a name.

    Raises NothingFound.
    """
    asked, session = request.text.strip(), request.session
    known = await people.persons(
        session, await people_seen(session, request.person, request.now), request.today
    )
    branches = await visible.find_branches(session, request.person, asked, request.today)
    coded = [b for b in branches if fold(b.code) == fold(asked)]
    persons = by_code(asked, known)
    if not coded and not persons:
        day = _day(asked, request.today)
        if day is not None:
            return [(of_day(day), "")]
        persons = by_name(asked, known)
    found = [
        (Scope("meeting", str(meeting.id)), words.of_meeting(meeting))
        for branch in coded or branches
        if (meeting := await nearest(request, branch)) is not None
    ]
    found += [(Scope("person", str(p.id)), words.person_choice(p.name, p.code)) for p in persons]
    if not found:
        raise NothingFound(asked)
    return found


def _day(asked: str, today: date) -> date | None:
    """A day of the last months or of the coming weeks: the ledger looks back more than ahead."""
    day = read_date(asked, today) if SAYS_DAY.search(fold(asked)) else None
    if day is not None and day > today + AHEAD:
        return _year_before(day)
    return day


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


async def nearest(request: Request, branch: BranchFacts) -> MeetingFacts | None:
    """The meeting ahead or of the last days, else the last one before."""
    found = await meetings_db.meetings_of_branches(
        request.session, [branch.id], request.now - AROUND, request.now + AROUND * 2
    )
    ahead = [m for m in found if m.starts_at >= request.now - LATELY]
    return ahead[0] if ahead else found[-1] if found else None
