"""What an invariant declares, and what it sees each time it looks: new records and new rows.

Invariants share nothing with the house: they read its database with SQL of their own through a
connection of their own, and the journal of what truly happened.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Protocol

from bot.simulation.observed import Journal, Record

# Written down here once more, so that a wrong zone in the house is seen from outside.
VILLAGE = timezone(timedelta(hours=7))
Row = tuple[Any, ...]  # columns as the query names them


@dataclass(frozen=True, slots=True)
class Found:
    """Something that does not hold: about which record (0: the latest), and what."""

    what: str
    event: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One row of `outgoing_events`, with its message as it stands now.

    `due` is when the message is due now: one that is tried again is due later than at first.
    """

    number: int
    outgoing: int
    state: str
    reason: str | None
    attempt: int
    at: datetime
    key: str
    kind: str
    person: int | None
    chat: tuple[str, str, str] | None
    urgent: bool
    queued: datetime
    due: datetime
    lapses: datetime | None


class Check(Protocol):
    """The state of one invariant in one run."""

    def look(self, look: "Look") -> Iterable[Found]:
        """What is broken by what is new."""

    def finish(self, look: "Look") -> Iterable[Found]:
        """What never came right, after the last quiet days."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A rule in one sentence, and how to begin checking it."""

    name: str
    says: str
    check: Callable[[], Check]


@dataclass(slots=True)
class Spans:
    """When something was so: a list of spans, the last of which may still go on."""

    known: list[tuple[datetime, datetime]] = field(default_factory=list)
    since: datetime | None = None

    def begin(self, at: datetime) -> None:
        """From now on it is so."""
        self.since = self.since or at

    def end(self, at: datetime) -> None:
        """It is over, if it was so."""
        if self.since is not None:
            self.known.append((self.since, at))
            self.since = None

    def touched(self, since: datetime, until: datetime) -> bool:
        """Whether it was so at any time in `[since, until]`."""
        if self.since is not None and self.since <= until:
            return True
        return any(begun <= until and ended >= since for begun, ended in self.known)


@dataclass(slots=True)
class Look:
    """What is new since the last look, and everything read so far that several rules need."""

    journal: Journal
    database: sqlite3.Connection
    records: Sequence[Record]
    changes: Sequence[Change]
    codes: dict[str, int]
    trouble: Spans  # a network, the machine or its clock was not itself

    @property
    def at(self) -> datetime:
        """The true instant."""
        return self.journal.records[-1].at

    @property
    def host(self) -> datetime:
        """What the machine's clock shows: the instants in the database are such."""
        return self.journal.records[-1].host

    def of(self, *kinds: type[Any]) -> Iterator[Any]:
        """New records of some kinds."""
        return (record for record in self.records if isinstance(record, kinds))

    def rows(self, query: str, *values: object) -> list[Row]:
        """Rows of the house's database, with instants as it stores them: text in UTC."""
        return self.database.execute(query, [_stored(value) for value in values]).fetchall()

    def one(self, query: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        row = self.database.execute(query, [_stored(value) for value in values]).fetchone()
        return None if row is None else row[0]


def _stored(value: object) -> object:
    return stored(value) if isinstance(value, datetime) else value


def stored(at: datetime) -> str:
    """An instant as the database writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def instant(text: str) -> datetime:
    """An instant as the database writes it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def maybe(text: str | None) -> datetime | None:
    """An instant that may be missing."""
    return None if text is None else instant(text)


def village_day(at: datetime) -> date:
    """The day in the villages."""
    return at.astimezone(VILLAGE).date()


def village(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in the villages."""
    return datetime.combine(day, time(hour, minute), VILLAGE)


def quiet(at: datetime) -> bool:
    """Whether nobody may be disturbed: 21:00-06:00."""
    hour = at.astimezone(VILLAGE).hour
    return hour >= 21 or hour < 6
