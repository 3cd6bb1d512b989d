"""The outbox: every message to be sent, what became of it, and the occasions it is for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, and_, exists, select, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from db import questions
from db.base import Base, Session, insert_new
from db.people import AddressRow, PersonRow, main_address
from domain import timing
from domain.ids import MeetingId, OutgoingId, PersonId, QuestionId
from domain.messages import (
    Address,
    Ask,
    Option,
    Outgoing,
    OutgoingState,
    Why,
    Words,
)


class OutgoingRow(Base):
    """One message. `key` is unique: the same message is queued once, ever."""

    __tablename__ = "outgoing"
    __table_args__ = (
        Index(None, "state", "channel", "bot", "due_at"),
        Index(None, "channel", "bot", "chat", "id"),
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


@dataclass(frozen=True, slots=True)
class ForWhat:
    """One occasion of a message about a meeting. A changed meeting makes new occasions."""

    kind: str
    meeting_id: MeetingId
    version: int
    about: PersonId | None = None  # whom it is about, when not the person it is said to

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
) -> OutgoingId | None:
    """Queue a message to a person's main address, after quiet hours; None when the key exists.

    Somebody who cannot be reached gets a row that says so, because "could not be told" is an
    answer the office needs.
    """
    row = await session.get_one(PersonRow, person_id)
    home = None if row.silent else await main_address(session, person_id)
    why = Why.STOPPED if row.silent else (Why.NOT_JOINED if home is None else None)
    outgoing_id = await _insert(
        session,
        key=key,
        kind=kind,
        person_id=person_id,
        address=Address(home.channel, home.bot, home.chat) if home else None,
        content=content,
        now=now,
        due_at=due_at or timing.audible(now),
        lapses_at=lapses_at,
        refused=why,
    )
    if outgoing_id is not None:
        session.add_all(
            Occasion(
                key=what.key(person_id),
                kind=what.kind,
                person_id=person_id,
                meeting_id=what.meeting_id,
                outgoing_id=outgoing_id,
            )
            for what in occasions
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
) -> OutgoingId | None:
    """Queue the answer to a message: to the chat it came from, at once, whatever the hour."""
    return await _insert(
        session,
        key=key,
        kind="answer",
        person_id=person_id,
        address=address,
        content=content,
        now=now,
        due_at=now,
        lapses_at=None,
        refused=None,
        urgent=True,
    )


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
    urgent: bool = False,
) -> OutgoingId | None:
    words = content.words if isinstance(content, Ask) else content
    state = OutgoingState.REFUSED if refused else OutgoingState.WAITING
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
        reason=refused,
        attempts=0,
    )
    if new_id is None:
        return None
    session.add(OutgoingEvent(outgoing_id=new_id, state=state, reason=refused, attempt=0, at=now))
    if isinstance(content, Ask) and person_id is not None and not refused:
        question_id = await questions.add(session, person_id, content, now)
        await session.execute(
            update(OutgoingRow).where(OutgoingRow.id == new_id).values(question_id=question_id)
        )
    return OutgoingId(new_id)


async def taken(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Those of the occasion keys that already have a message."""
    rows = await session.scalars(select(Occasion.key).where(Occasion.key.in_(keys)))
    return frozenset(rows)


async def withdraw(
    session: Session,
    now: datetime,
    why: Why,
    *,
    meeting_id: MeetingId | None = None,
    person_id: PersonId | None = None,
) -> None:
    """Take back what waits for a meeting, for a person, or for both.

    A waiting message that also served other occasions gives them free: the next tick says them
    again from the facts as they are then.
    """
    query = select(OutgoingRow).where(
        OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.kind != "answer"
    )
    if meeting_id is not None:
        about = select(Occasion.outgoing_id).where(Occasion.meeting_id == meeting_id)
        query = query.where(OutgoingRow.id.in_(about))
    if person_id is not None:
        query = query.where(OutgoingRow.person_id == person_id)
    for row in await session.scalars(query):
        await settle(session, row, OutgoingState.WITHDRAWN, now, why)
        others = select(Occasion).where(
            Occasion.outgoing_id == row.id, Occasion.meeting_id.is_distinct_from(meeting_id)
        )
        if meeting_id is not None:
            for occasion in await session.scalars(others):
                await session.delete(occasion)


async def settle(
    session: Session,
    row: OutgoingRow,
    state: OutgoingState,
    now: datetime,
    why: Why | None = None,
    *,
    network_id: str | None = None,
    due_at: datetime | None = None,
) -> None:
    """Change the state of a message and keep the change."""
    row.state, row.state_at, row.reason = state, now, why
    row.network_id = network_id or row.network_id
    row.due_at = due_at or row.due_at
    session.add(
        OutgoingEvent(outgoing_id=row.id, state=state, reason=why, attempt=row.attempts, at=now)
    )
    gone = (OutgoingState.LAPSED, OutgoingState.WITHDRAWN, OutgoingState.REFUSED)
    if state in gone and row.question_id is not None:
        questions.close(await session.get_one(questions.Question, row.question_id), now)


async def claim(
    session: Session, channel: str, bot: str, now: datetime, *, most: int
) -> tuple[Outgoing, ...]:
    """Take messages to send now, at most one a chat, answers first; the late ones lapse here.

    A chat whose earlier message is being sent, or waits to be tried again, waits behind it, so
    that everybody hears things in order.
    """
    earlier = aliased(OutgoingRow)
    behind = exists().where(
        earlier.channel == OutgoingRow.channel,
        earlier.bot == OutgoingRow.bot,
        earlier.chat == OutgoingRow.chat,
        earlier.id != OutgoingRow.id,
        (earlier.state == OutgoingState.SENDING)
        | and_(
            earlier.state == OutgoingState.WAITING,
            earlier.attempts > 0,
            earlier.id < OutgoingRow.id,
        ),
    )
    query = (
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
            OutgoingRow.due_at <= now,
            ~behind,
        )
        .order_by(OutgoingRow.urgent.desc(), OutgoingRow.due_at, OutgoingRow.id)
        .limit(most * 4)
        .with_for_update(skip_locked=True, of=OutgoingRow)
    )
    claimed: dict[str | None, Outgoing] = {}
    for row in await session.scalars(query):
        if row.lapses_at is not None and row.lapses_at <= now:
            await settle(session, row, OutgoingState.LAPSED, now, Why.TOO_LATE)
        elif row.chat not in claimed and len(claimed) < most:
            row.attempts += 1
            await settle(session, row, OutgoingState.SENDING, now)
            if row.question_id is not None:
                await questions.opened(session, QuestionId(row.question_id), now)
            claimed[row.chat] = message(row)
    return tuple(claimed.values())


def message(row: OutgoingRow) -> Outgoing:
    """A row as a channel sends it."""
    return Outgoing(
        id=OutgoingId(row.id),
        key=row.key,
        address=Address(row.channel or "", row.bot or "", row.chat or ""),
        text=row.text,
        options=tuple(Option(value, label) for value, label in row.options),
        question_id=None if row.question_id is None else QuestionId(row.question_id),
        person_id=None if row.person_id is None else PersonId(row.person_id),
    )


async def next_due(session: Session) -> datetime | None:
    """When the next waiting message is due."""
    query = (
        select(OutgoingRow.due_at)
        .where(OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.channel.is_not(None))
        .order_by(OutgoingRow.due_at)
        .limit(1)
    )
    found: datetime | None = await session.scalar(query)
    return found


async def left_sending(session: Session, channel: str, bot: str) -> Sequence[OutgoingRow]:
    """Messages a dead process was sending."""
    rows = await session.scalars(
        select(OutgoingRow).where(
            OutgoingRow.state == OutgoingState.SENDING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
        )
    )
    return rows.all()


async def refused_by_chat(session: Session, address: Address, now: datetime) -> AddressRow | None:
    """A network says a chat refuses us: mark it, and move what waits to another chat or refuse it.

    Returns the address when this is news.
    """
    rows = await session.scalars(
        select(AddressRow).where(
            AddressRow.channel == address.channel,
            AddressRow.bot == address.bot,
            AddressRow.chat == address.chat,
            AddressRow.ended_at.is_(None),
            AddressRow.blocked_at.is_(None),
        )
    )
    blocked = rows.first()
    if blocked is not None:
        blocked.blocked_at = now
        await session.flush()
    waiting = await session.scalars(
        select(OutgoingRow).where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == address.channel,
            OutgoingRow.bot == address.bot,
            OutgoingRow.chat == address.chat,
        )
    )
    for row in waiting:
        home = await main_address(session, PersonId(row.person_id)) if row.person_id else None
        if home is None:
            await settle(session, row, OutgoingState.REFUSED, now, Why.BLOCKED)
        else:
            row.channel, row.bot, row.chat = home.channel, home.bot, home.chat
    return blocked
