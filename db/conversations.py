"""What the web chat shows of messages: one conversation in order, and who heard last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true

from db.attached import attached
from db.base import Session
from db.inbox import IncomingRow
from db.outbox import OutgoingEvent, OutgoingRow
from db.questions import Question, QuestionState
from domain.exports import ExportFile
from domain.ids import OutgoingId, QuestionId
from domain.messages import Address, Attached, Option, OutgoingState
from domain.web_chats import BOT, CHANNEL

# A message being sent counts as heard: a page is told of it before the outbox has settled it.
HEARD = (OutgoingState.SENDING, OutgoingState.SENT, OutgoingState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation. `text` is None once it has been purged."""

    id: str  # `o<outgoing id>` when the person heard it, the message's own key when they said it
    heard: bool
    text: str | None
    at: datetime
    state: str
    options: tuple[Option, ...] = ()
    question_id: QuestionId | None = None
    question_open: bool = False
    answers: str | None = None  # the key of the message this one answers
    file: Attached | None = None  # goes in place of the text


@dataclass(frozen=True, slots=True)
class LastHeard:
    """The newest message one person heard in their web chat."""

    chat: str
    line_id: str
    text: str
    at: datetime


async def conversation(
    session: Session, chat: Address, *, since: datetime | None = None, limit: int = 200
) -> tuple[Line, ...]:
    """The newest messages of one chat, oldest first; `since` (inclusive) leaves older ones out."""
    said = await _said(session, chat, since, limit)
    heard = await _heard(session, chat, since, limit)
    return in_order(said, heard)[-limit:]


async def instant_of(session: Session, chat: Address, line_id: str) -> datetime | None:
    """When a message of the chat was said or heard; None for an id the chat does not have."""
    if line_id.startswith("o") and line_id[1:].isascii() and line_id[1:].isdecimal():
        heard = select(OutgoingRow.state_at).where(
            OutgoingRow.channel == chat.channel,
            OutgoingRow.bot == chat.bot,
            OutgoingRow.chat == chat.chat,
            OutgoingRow.id == min(int(line_id[1:]), 2**31 - 1),
        )
        found: datetime | None = await session.scalar(heard)
        return found
    said = select(IncomingRow.received_at).where(
        IncomingRow.channel == chat.channel,
        IncomingRow.bot == chat.bot,
        IncomingRow.chat == chat.chat,
        IncomingRow.key == line_id,
    )
    return await session.scalar(said)


async def _said(
    session: Session, chat: Address, since: datetime | None, limit: int
) -> tuple[Line, ...]:
    rows = await session.scalars(
        select(IncomingRow)
        .where(
            IncomingRow.channel == chat.channel,
            IncomingRow.bot == chat.bot,
            IncomingRow.chat == chat.chat,
            true() if since is None else IncomingRow.received_at >= since,
        )
        .order_by(IncomingRow.received_at.desc(), IncomingRow.id.desc())
        .limit(limit)
    )
    lines = (Line(row.key, False, row.text, row.received_at, row.state) for row in rows)
    return tuple(reversed(tuple(lines)))


async def _heard(
    session: Session, chat: Address, since: datetime | None, limit: int
) -> tuple[Line, ...]:
    rows = await session.execute(
        select(OutgoingRow, Question.state)
        .outerjoin(Question, Question.id == OutgoingRow.question_id)
        .where(
            OutgoingRow.channel == chat.channel,
            OutgoingRow.bot == chat.bot,
            OutgoingRow.chat == chat.chat,
            OutgoingRow.state.in_(HEARD),
            true() if since is None else OutgoingRow.state_at >= since,
        )
        .order_by(OutgoingRow.state_at.desc(), OutgoingRow.id.desc())
        .limit(limit)
    )
    return tuple(reversed([_heard_line(row, state) for row, state in rows]))


def _heard_line(row: OutgoingRow, question: str | None) -> Line:
    return Line(
        id=f"o{row.id}",
        heard=True,
        text=row.text,
        at=row.state_at,
        state=row.state,
        options=tuple(Option(value, label) for value, label in row.options),
        question_id=None if row.question_id is None else QuestionId(row.question_id),
        question_open=question in (QuestionState.WAITING, QuestionState.OPEN),
        answers=_answered_key(row.key),
        file=attached(row.file),
    )


async def file_of(
    session: Session, chat: Address, outgoing_id: OutgoingId, since: datetime
) -> ExportFile | None:
    """The file this chat heard as one of its messages, not before an instant."""
    row = await session.scalar(
        select(OutgoingRow).where(
            OutgoingRow.id == outgoing_id,
            OutgoingRow.channel == chat.channel,
            OutgoingRow.bot == chat.bot,
            OutgoingRow.chat == chat.chat,
            OutgoingRow.state.in_(HEARD),
            OutgoingRow.state_at > since,
        )
    )
    found = None if row is None else attached(row.file)
    return None if found is None else found.file


def _answered_key(key: str) -> str | None:
    """The key of the incoming message, of `answer:<channel>:<bot>:<key>`."""
    parts = key.split(":", 3)
    return parts[3] if parts[0] == "answer" and len(parts) == 4 else None


def in_order(said: Iterable[Line], heard: Iterable[Line]) -> tuple[Line, ...]:
    """Both sides of a conversation as one, each side keeping its own order.

    Instants alone do not order them, because a demo clock stands still between steps: at the same
    instant what was said comes before its own answer and after everything heard earlier.
    """
    waiting = list(said)
    merged: list[Line] = []
    for line in heard:
        keys = [other.id for other in waiting]
        upto = keys.index(line.answers) + 1 if line.answers in keys else 0
        while upto < len(waiting) and waiting[upto].at < line.at:
            upto += 1
        merged += [*waiting[:upto], line]
        del waiting[:upto]
    return (*merged, *waiting)


async def last_heard(session: Session, limit: int = 40) -> tuple[LastHeard, ...]:
    """The people who heard something in their web chat most recently, newest first."""
    # The events grow in the order of sending, which the ids of the messages do not.
    newest = (
        select(OutgoingRow.chat, func.max(OutgoingEvent.id).label("event_id"))
        .join(OutgoingRow, OutgoingRow.id == OutgoingEvent.outgoing_id)
        .where(
            OutgoingRow.channel == CHANNEL,
            OutgoingRow.bot == BOT,
            OutgoingRow.state.in_(HEARD),
            OutgoingEvent.state.in_(HEARD),
        )
        .group_by(OutgoingRow.chat)
        .order_by(func.max(OutgoingEvent.id).desc())
        .limit(limit)
        .subquery()
    )
    rows = await session.execute(
        select(newest.c.chat, OutgoingRow)
        .join(OutgoingEvent, OutgoingEvent.id == newest.c.event_id)
        .join(OutgoingRow, OutgoingRow.id == OutgoingEvent.outgoing_id)
        .order_by(newest.c.event_id.desc())
    )
    return tuple(LastHeard(chat, f"o{row.id}", row.text, row.state_at) for chat, row in rows)
