"""What a reminder and a chore declare; the clock does the rest.

A reminder says when it is due for a meeting, until when it makes sense, whom it is for and in
which words. It keeps no state: what was said is an occasion in the outbox.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.base import Session
from db.calls import CallReason
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.messages import Ask, Words
from domain.people import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say to one person about one meeting.

    `about`: whom it is about, when that is not the person it is said to.
    """

    person_id: PersonId
    meeting: MeetingFacts
    visit: VisitFacts | None = None
    about: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Information that ends in a question: said in full even when another question comes first."""

    text: str
    then: Ask


Content = Words | Ask | Told


@dataclass(frozen=True, slots=True)
class Reminder:
    """A kind of message about meetings.

    `due` and `lapses` are instants computed from the meeting's start; a reminder whose instant
    came before the meeting was published is not said. `notices` reads the facts as they are now.
    `compose` gets all notices of one family for one person: several become one message. Families
    with a lower `rank` come first, and only the first question of a message is asked.
    """

    kind: str
    family: str
    rank: int
    due: Callable[[datetime], datetime]
    lapses: Callable[[datetime], datetime]
    notices: Callable[[Session, Sequence[MeetingFacts], datetime], Awaitable[Sequence[Notice]]]
    compose: Callable[[Session, Sequence[Notice], datetime], Awaitable[Content]]
    states: tuple[MeetingState, ...] = (MeetingState.PLANNED,)
    # what saying it puts on the call list, about whom the notice is about
    opens: CallReason | None = None
    # how far from its start a meeting can be while this reminder is due
    before: timedelta = timedelta(days=0)
    after: timedelta = timedelta(days=0)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something the calendar asks for: `cron` is five fields, local time.

    Run once for each of its times; after a longer sleep only for the latest of them that is not
    older than `lapses`. `run` gets the time it runs for, and now.
    """

    name: str
    cron: str
    lapses: timedelta
    run: Callable[[Session, datetime, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of one item: when it is due (a past instant is due now), and about what."""

    item: int
    due: datetime
    meeting: MeetingFacts | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that goes on step by step as rows say, each step when it is due.

    `steps` names the next step of every item that still goes on; `run` does the step of one of
    them, in a transaction of its own.
    """

    name: str
    steps: Callable[[Session, datetime], Awaitable[Sequence[NextStep]]]
    run: Callable[[Session, int, datetime], Awaitable[None]]


async def for_each_person(
    session: Session, everybody: Iterable[Person], work: Callable[[Person], Awaitable[None]]
) -> None:
    """Do the work for each person in a savepoint: one bad record leaves out one, not all."""
    for person in everybody:
        try:
            async with session.begin_nested():
                await work(person)
        except Exception:
            log.exception("chore failed for a person", extra={"person": person.id})
