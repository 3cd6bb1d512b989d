"""What truly happened in a simulated year: the journal that checkers of invariants read.

Nothing here comes from the house's own tables: networks, people and the machine write it. A
checker compares it with the database, which it reads through a connection of its own.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol


class Told(StrEnum):
    """What the network told the house about one attempt to send."""

    OK = "ok"
    PERMANENT = "permanent"  # this chat refuses you; it did not arrive
    BAD_MESSAGE = "bad_message"  # this text is refused; it did not arrive
    PASSING = "passing"  # surely not delivered
    QUOTA = "quota"  # 429 with a pause; it did not arrive
    UNKNOWN = "unknown"  # a timeout or a reset: it may have arrived or not


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened. `event` counts from 1 and is the number `--until-event` takes.

    `at` is the true instant, `host` what the machine's clock showed (they differ after a jump);
    both aware UTC.
    """

    event: int
    at: datetime
    host: datetime

    def __reduce__(self) -> tuple[Any, ...]:
        """For who looks on in another process; what the language does here is slow."""
        return type(self), _values(type(self))(self)  # type: ignore[arg-type]


@cache
def _values(kind: Any) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*(one.name for one in fields(kind)))


@dataclass(frozen=True, slots=True)
class OnNetwork(Record):
    """Something in one chat of one network; `person` is the roster code of who holds the phone."""

    network: str
    bot: str
    chat: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Arrived(OnNetwork):
    """The network has a message for a phone. `attempt` is the number of the send behind it.

    `outgoing` and `key` are those of the house's row; `message_id` is the network's. `question`
    is set when an answer is asked for. A message cut in several by the network is one record.
    """

    attempt: int
    outgoing: int
    key: str
    message_id: str
    text: str
    question: int | None


@dataclass(frozen=True, slots=True)
class Answered(OnNetwork):
    """The network told the house how an attempt went. Missing when the process died before."""

    attempt: int
    outgoing: int
    key: str
    told: Told
    pause: timedelta | None = None  # with QUOTA


@dataclass(frozen=True, slots=True)
class Said(OnNetwork):
    """A person sent something. `key` is the network's id of it; a button names its `question`."""

    key: str
    text: str
    question: int | None


@dataclass(frozen=True, slots=True)
class Carried(OnNetwork):
    """The network hands the message to the house; the second time and later are `copies`."""

    key: str
    copy: int  # 0 for the first time


@dataclass(frozen=True, slots=True)
class Confirmed(OnNetwork):
    """The house confirmed the message to the network: it will not be brought again on its own."""

    key: str


@dataclass(frozen=True, slots=True)
class Consented(OnNetwork):
    """The person said yes to the consent text in this chat, after a code of their own."""


@dataclass(frozen=True, slots=True)
class Stopped(OnNetwork):
    """The person asked for silence and heard it confirmed."""


@dataclass(frozen=True, slots=True)
class Blocked(OnNetwork):
    """The person blocked the bot, or (`ended`) let it write again."""

    ended: bool = False


@dataclass(frozen=True, slots=True)
class NoSignal(Record):
    """The person's phone is without signal, or (`ended`) has it again; messages wait."""

    person: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Replaced(Record):
    """From today `now` holds the posts of `before`, as the office's roster says."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class HumanTold(Record):
    """A human of the office read that somebody has to be phoned, or that something failed.

    `person` is who read it, `about` the roster code it is about, or "" when about no person.
    """

    person: str
    about: str
    what: str


@dataclass(frozen=True, slots=True)
class Phoned(Record):
    """The office phoned `about`; `reached` says whether they spoke, `answer` what was entered."""

    person: str
    about: str
    reached: bool
    answer: str


@dataclass(frozen=True, slots=True)
class Outage(Record):
    """A network is away, or (`ended`) back."""

    network: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class ClockJumped(Record):
    """The machine's clock jumped by so much (backwards when negative)."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Crashed(Record):
    """The process died: between which two steps, for people who look for the cause."""

    where: str


@dataclass(frozen=True, slots=True)
class Restarted(Record):
    """The process is up again on the same database."""


@dataclass(frozen=True, slots=True)
class Defect(Record):
    """The house logged an error: what it said, and the kind of the exception ("" for none)."""

    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class DayEnded(Record):
    """Local midnight of a simulated day."""


@dataclass(frozen=True, slots=True)
class Header:
    """What repeats a run: the same header gives the same journal."""

    seed: int
    months: int
    faults: str  # none, normal, storm
    start: datetime
    branches: int


@dataclass(slots=True)
class Journal:
    """Everything that happened so far, in order; only ever appended to."""

    header: Header
    database: Path
    records: list[Record] = field(default_factory=list)

    @property
    def next_event(self) -> int:
        """The number the next record must carry."""
        return len(self.records) + 1

    def add(self, record: Record) -> None:
        """Append. The record carries `next_event`."""
        if record.event != self.next_event:
            raise ValueError(f"event {record.event} is not {self.next_event}")
        self.records.append(record)

    def since(self, event: int) -> Iterator[Record]:
        """Records after the one with this number; 0 gives all."""
        for index in range(event, len(self.records)):
            yield self.records[index]

    def digest(self) -> str:
        """A fingerprint of everything that happened: equal for equal headers."""
        whole = hashlib.sha256()
        for record in self.records:
            parts = [str(getattr(record, one.name)) for one in fields(record)]
            whole.update("\x1f".join([type(record).__name__, *parts, "\n"]).encode())
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that did not hold: which, at which event, and what a reader must know."""

    invariant: str
    event: int
    at: datetime
    what: str


class Checker(Protocol):
    """Looks at what happened while it happens. Keeps its own notes of what it has read.

    `database` is a read-only sqlite3 connection of its own, in autocommit, on the house's file.
    """

    invariant: str

    def look(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """After each simulated hour in which something happened: what is broken."""

    def finish(self, journal: Journal, database: sqlite3.Connection) -> Sequence[Broken]:
        """Once at the end, after some quiet days without faults: what never came right."""
