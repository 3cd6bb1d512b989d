"""The outbox: every message to be sent, what became of it, and the occasions it is for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Insert,
    Select,
    String,
    Text,
    Update,
    desc,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db import calls, homes, questions
from db.among import among
from db.attached import stored
from db.base import Base, Session, insert_new, insert_row
from db.calls import CallReason
from db.prepared import Bind, prepared
from db.rounds import Round
from db.work import delivery_of, note_work
from domain import timing
from domain.ids import MeetingId, OutgoingId, PersonId
from domain.messages import Address, Ask, OutgoingState, Why, Words


class OutgoingRow(Base):
    """One message. `key` is unique: the same message is queued once, ever."""

    __tablename__ = "outgoing"
    __table_args__ = (
        # in the order in which a claim takes them, so that many that wait do not slow it
        Index("ix_outgoing_next", "state", "channel", "bot", desc("urgent"), "due_at", "id"),
        Index(None, "state", "lapses_at"),
        Index(None, "channel", "bot", "chat", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str | None] = mapped_column(String(20))  # None: the person has no address
    bot: Mapped[str | None] = mapped_column(String(40))
    chat: Mapped[str | None] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    options: Mapped[list[Any]]  # [[value, label], ...]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)
    urgent: Mapped[bool] = mapped_column(default=False)  # answers go before reminders
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lapses_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(20))
    state_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(30))
    attempts: Mapped[int] = mapped_column(default=0)
    network_id: Mapped[str | None] = mapped_column(String(80))
    delivered_at: Mapped[datetime | None]  # where the network tells
    seen_at: Mapped[datetime | None]
    round_id: Mapped[int | None] = mapped_column(ForeignKey(Round.id), index=True)
    # the key of a file made when it is sent, with its caption; never the file
    file: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class OutgoingEvent(Base):
    """One change of state of one message: when, to what, why. Append-only."""

    __tablename__ = "outgoing_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(30))
    attempt: Mapped[int]
    at: Mapped[datetime]


class Occasion(Base):
    """What a message is for, `<kind>:<meeting>:<version>:<person>`; several may share one."""

    __tablename__ = "occasions"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing.id"), index=True)
    lapses_at: Mapped[datetime | None]  # of its own, where a message is for several


@dataclass(frozen=True, slots=True)
class ForWhat:
    """One occasion of a message about a meeting. A changed meeting makes new occasions."""

    kind: str
    meeting_id: MeetingId
    version: int
    about: PersonId | None = None  # whom it is about, when not the person it is said to
    lapses_at: datetime | None = None  # when the message may still be good for another one

    def key(self, person_id: PersonId) -> str:
        key = f"{self.kind}:{self.meeting_id}:{self.version}:{person_id}"
        return key if self.about is None else f"{key}:{self.about}"


async def queue(
    session: Session,
    *,
    key: str,
    kind: str,
    person_id: PersonId,
    content: Words | Ask,
    now: datetime,
    due_at: datetime | None = None,
    lapses_at: datetime | None = None,
    occasions: Sequence[ForWhat] = (),
    withheld: Why | None = None,
    round_id: int | None = None,
) -> OutgoingId | None:
    """Queue a message to a person's main address, after quiet hours; None when the key exists.

    `withheld` ends it from the start: it was due, and for this reason is not said. `round_id`: the
    mass send it belongs to.

    Somebody who cannot be reached gets a row that says so, and the office is asked to phone.
    """
    home, why = await homes.of(session, person_id)
    outgoing_id = await _insert(
        session,
        key=key,
        kind=kind,
        person_id=person_id,
        address=home,
        content=content,
        now=now,
        due_at=due_at or timing.audible(now),
        lapses_at=lapses_at,
        refused=why,
        withheld=None if why else withheld,
        round_id=round_id,
    )
    if outgoing_id is not None:
        if why:
            await calls.ask_to_phone(session, CallReason.UNREACHABLE, person_id, now)
        elif withheld is Why.TOO_LATE:
            await calls.ask_to_phone(session, CallReason.UNDELIVERED, person_id, now)
        for what in occasions:
            await insert_row(
                session,
                Occasion,
                key=what.key(person_id),
                kind=what.kind,
                person_id=person_id,
                meeting_id=what.meeting_id,
                outgoing_id=outgoing_id,
                lapses_at=what.lapses_at,
            )
    return outgoing_id


async def queue_answer(
    session: Session,
    *,
    key: str,
    person_id: PersonId | None,
    address: Address,
    content: Words | Ask,
    now: datetime,
    kind: str = "answer",
) -> OutgoingId | None:
    """Queue the answer to a message: to the chat it came from, at once, whatever the hour.

    The id of the first message: an answer may be several.
    """
    words = content.words if isinstance(content, Ask) else content
    first: OutgoingId | None = None
    for number, one in enumerate((content, *words.then)):
        new_id = await _insert(
            session,
            key=f"then{number}:{key}" if number else key,
            kind=kind,
            person_id=person_id,
            address=address,
            content=one,
            now=now,
            due_at=now,
            lapses_at=None,
            refused=None,
            urgent=True,
        )
        first = first or new_id
    return first


async def _insert(
    session: Session,
    *,
    key: str,
    kind: str,
    person_id: PersonId | None,
    address: Address | None,
    content: Words | Ask,
    now: datetime,
    due_at: datetime,
    lapses_at: datetime | None,
    refused: Why | None,
    withheld: Why | None = None,
    urgent: bool = False,
    round_id: int | None = None,
) -> OutgoingId | None:
    words = content.words if isinstance(content, Ask) else content
    state, why = OutgoingState.WAITING, refused or withheld
    if why:
        ends = OutgoingState.LAPSED if why is Why.TOO_LATE else OutgoingState.WITHDRAWN
        state = OutgoingState.REFUSED if refused else ends
    new_id = await insert_new(
        session,
        OutgoingRow,
        ("key",),
        key=key,
        kind=kind,
        person_id=person_id,
        channel=address.channel if address else None,
        bot=address.bot if address else None,
        chat=address.chat if address else None,
        text=words.lines(),
        options=[[option.value, option.label] for option in words.options],
        urgent=urgent,
        queued_at=now,
        due_at=due_at,
        lapses_at=lapses_at,
        state=state,
        state_at=now,
        reason=why,
        attempts=0,
        round_id=round_id,
        file=stored(words.file),
    )
    if new_id is None:
        return None
    await note_state(session, OutgoingId(new_id))
    if address and state == OutgoingState.WAITING and due_at <= now:
        note_work(session, delivery_of(address.channel, address.bot))
    if isinstance(content, Ask) and person_id is not None and not why:
        question_id = await questions.add(session, person_id, content, now)
        await session.execute(_asks(), {"message": new_id, "question": question_id})
    return OutgoingId(new_id)


_OUTGOING = Base.metadata.tables[OutgoingRow.__tablename__]
_EVENTS = Base.metadata.tables[OutgoingEvent.__tablename__]


async def note_state(session: Session, message: OutgoingId) -> None:
    """Keep the state a message is in now."""
    await session.execute(_event(), {"message": message})


@prepared
def _event(message: Bind) -> Insert:
    row = _OUTGOING.c
    present = select(row.id, row.state, row.reason, row.attempts, row.state_at)
    columns = ["outgoing_id", "state", "reason", "attempt", "at"]
    return insert(_EVENTS).from_select(columns, present.where(row.id == message))


@prepared
def _asks(message: Bind, question: Bind) -> Update:
    return update(_OUTGOING).where(_OUTGOING.c.id == message).values(question_id=question)


async def told(session: Session, person_id: PersonId, content: Words, *, prefix: str) -> bool:
    """Whether a message of theirs whose key begins so, and that stands, has the same words."""
    found = select(OutgoingRow.id).where(
        OutgoingRow.person_id == person_id,
        func.substr(OutgoingRow.key, 1, len(prefix)) == prefix,
        OutgoingRow.text == content.text,
        OutgoingRow.state != OutgoingState.WITHDRAWN,
    )
    return (await session.scalars(found)).first() is not None


async def taken(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Those of the occasion keys that already have a message."""
    return frozenset(await session.scalars(_taken(), {"keys": list(keys)}) if keys else ())


@prepared
def _taken(keys: Bind) -> Select[str]:
    return select(Occasion.key).where(among(Occasion.key, keys))
