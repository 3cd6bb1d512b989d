"""Delivering the outbox: which messages go next, and what a refusing chat means for the others."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from db import beats, questions, recall, settling
from db.attached import attached
from db.base import Session
from db.calls import CallReason
from db.homes import Home, addresses, main_address
from db.outbox import OutgoingRow
from db.people import AddressRow
from db.prepared import Bind, lasting, prepared
from db.settling import settle
from domain.ids import OutgoingId, PersonId, QuestionId
from domain.messages import Address, Option, Outgoing, OutgoingState, Why

ALLOWANCE = "allowance"  # the kind of what tells the office about a bot
PRESSING = (ALLOWANCE, "moved")  # kinds that still go out then, besides answers


async def claim(
    session: Session,
    channel: str,
    bot: str,
    now: datetime,
    *,
    most: int,
    pressing_only: bool = False,
    by: "By | None" = None,
) -> tuple[Outgoing, ...]:
    """Take messages to send now, at most one a chat, answers first; the late ones lapse here.

    Each message taken counts an attempt, is `sending` from here on, and opens its question.
    `by` does each step for each row, and may guard it (see `bot/claiming.py`).
    """
    by = by or _plainly
    for number in await _late(session, now):
        await by(session, number, now, _lapse(session, number, now))
    next_ones = _pressing_next() if pressing_only else _next()
    values = {"of": channel, "by": bot, "now": now, "most": most}
    claimed: list[Outgoing] = []
    while not claimed and (rows := (await session.execute(next_ones, values)).all()):
        if by is _plainly:
            claimed = [taken for row in rows if (taken := await _take(session, row, now))]
            await _open(session, claimed, now)
        else:
            steps = [(row.id, _take_and_open(session, row, now)) for row in rows]
            claimed = [m for number, step in steps if (m := await by(session, number, now, step))]
    return tuple(claimed)


Waiting = Row[*tuple[Any, ...]]
_WAITING = (
    OutgoingRow.id,
    OutgoingRow.key,
    OutgoingRow.channel,
    OutgoingRow.bot,
    OutgoingRow.chat,
    OutgoingRow.text,
    OutgoingRow.options,
    OutgoingRow.question_id,
    OutgoingRow.person_id,
    OutgoingRow.file,
)


@prepared
def _next(of: Bind, by: Bind, now: Bind, most: Bind) -> Select[*tuple[Any, ...]]:
    return (
        select(*_WAITING)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == of,
            OutgoingRow.bot == by,
            OutgoingRow.due_at <= now,
            ~_behind(now),
        )
        .order_by(OutgoingRow.urgent.desc(), OutgoingRow.due_at, OutgoingRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=OutgoingRow)
    )


@cache
def _pressing_next() -> Select[*tuple[Any, ...]]:
    return lasting(_next().where(_pressing()))


async def _open(session: Session, claimed: Sequence[Outgoing], now: datetime) -> None:
    asked = [m.question_id for m in claimed if m.question_id is not None]
    if asked:
        await questions.opened(session, asked, now)


async def _take_and_open(session: Session, row: Waiting, now: datetime) -> Outgoing | None:
    taken = await _take(session, row, now)
    if taken is not None:
        await _open(session, [taken], now)
    return taken


async def _take(session: Session, row: Waiting, now: datetime) -> Outgoing | None:
    """Take one message; None when nobody can read its row, which is then refused."""
    try:
        taken = message(row)
    except (KeyError, TypeError, ValueError):  # a row nobody can read stops nobody else
        unread = await session.get_one(OutgoingRow, row.id)
        await settling.give_up(session, unread, OutgoingState.REFUSED, Why.BAD_MESSAGE, now)
        return None
    await settling.sending(session, taken.id, now)
    return taken


Work = Awaitable[Outgoing | None]
By = Callable[[Session, OutgoingId, datetime, Work], Work]


async def _plainly(_s: Session, _n: OutgoingId, _now: datetime, work: Work) -> Outgoing | None:
    return await work


async def spared(
    session: Session, channel: str, bot: str, now: datetime, *, most: int
) -> Sequence[OutgoingRow]:
    """Messages of a bot that are due and not pressing, oldest first."""
    rows = await session.scalars(
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
            OutgoingRow.due_at <= now,
            ~_pressing(),
        )
        .order_by(OutgoingRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return rows.all()


def _pressing() -> ColumnElement[bool]:
    return or_(OutgoingRow.urgent, OutgoingRow.kind.in_(PRESSING))


async def other_home(session: Session, person_id: PersonId, channel: str, bot: str) -> Home | None:
    """An address of the person that is not with this bot and does not refuse us, main first."""
    for row in await addresses(session, person_id):
        if row.blocked_at is None and (row.channel, row.bot) != (channel, bot):
            return row
    return None


async def _late(session: Session, now: datetime) -> Sequence[OutgoingId]:
    """What came too late, on every channel: also on those that nobody serves any more."""
    return [OutgoingId(number) for number in await session.scalars(_too_late(), {"now": now})]


@prepared
def _too_late(now: Bind) -> Select[int]:
    return (
        select(OutgoingRow.id)
        .where(OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.lapses_at <= now)
        .order_by(OutgoingRow.id)
        .with_for_update(skip_locked=True)
    )


async def _lapse(session: Session, number: OutgoingId, now: datetime) -> None:
    row = await session.get_one(OutgoingRow, number)
    await recall.lapse(session, row, now)
    await beats.seen(session, beats.LAPSED, now)


def _behind(now: Bind) -> ColumnElement[bool]:
    """Whether another message of the chat goes first, so that everybody hears things in order.

    That is one being sent; or one queued earlier that is due, or waits to be tried again. Answers
    go before everything else, also before what waits to be tried again. (The order is by answer
    and id alone, because two messages that wait for each other would wait for ever.)
    """
    other = aliased(OutgoingRow)
    first = or_(
        other.urgent > OutgoingRow.urgent,
        and_(other.urgent == OutgoingRow.urgent, other.id < OutgoingRow.id),
    )
    stands = or_(other.due_at <= now, other.attempts > 0)
    return exists().where(
        other.channel == OutgoingRow.channel,
        other.bot == OutgoingRow.bot,
        other.chat == OutgoingRow.chat,
        other.id != OutgoingRow.id,
        other.state.in_((OutgoingState.SENDING, OutgoingState.WAITING)),
        or_(other.state == OutgoingState.SENDING, and_(first, stands)),
    )


def message(row: OutgoingRow | Waiting) -> Outgoing:
    """A row as a channel sends it.

    Raises KeyError, TypeError or ValueError on a row that was damaged.
    """
    return Outgoing(
        id=OutgoingId(row.id),
        key=row.key,
        address=Address(row.channel or "", row.bot or "", row.chat or ""),
        text=row.text,
        options=tuple(Option(value, label) for value, label in row.options),
        question_id=None if row.question_id is None else QuestionId(row.question_id),
        person_id=None if row.person_id is None else PersonId(row.person_id),
        file=attached(row.file),
    )


async def left_sending(session: Session, channel: str, bot: str) -> Sequence[OutgoingRow]:
    """Messages a dead process was sending."""
    rows = await session.scalars(
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.SENDING,
            OutgoingRow.channel == channel,
            OutgoingRow.bot == bot,
        )
        .order_by(OutgoingRow.id)
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
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel == address.channel,
            OutgoingRow.bot == address.bot,
            OutgoingRow.chat == address.chat,
        )
        .order_by(OutgoingRow.id)
    )
    for row in waiting.all():
        home = await main_address(session, PersonId(row.person_id)) if row.person_id else None
        if home is None:
            ends, task = OutgoingState.REFUSED, CallReason.UNREACHABLE
            await settling.give_up(session, row, ends, Why.BLOCKED, now, task=task)
            continue
        row.channel, row.bot, row.chat = home.channel, home.bot, home.chat
        row.attempts = 0
        await settle(session, row, OutgoingState.WAITING, now, Why.BLOCKED)
    return blocked


async def state_of(session: Session, key: str) -> OutgoingState | None:
    """What became of the message with this key; None when there never was one."""
    state = await session.scalar(select(OutgoingRow.state).where(OutgoingRow.key == key))
    return None if state is None else OutgoingState(state)


async def on_its_way(session: Session, key: str) -> bool:
    """Whether the message with this key was sent, or may have been."""
    left = (OutgoingState.SENDING, OutgoingState.SENT, OutgoingState.UNKNOWN)
    return await state_of(session, key) in left
