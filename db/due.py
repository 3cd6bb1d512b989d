"""When something is next due: a waiting message of one bot or of any, or a meeting."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from db.base import Session
from db.meetings import Meeting
from db.outbox import OutgoingRow
from db.prepared import Bind, prepared
from domain.messages import OutgoingState


@prepared
def _waiting() -> Select[datetime]:
    return select(func.min(OutgoingRow.due_at)).where(
        OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.channel.is_not(None)
    )


async def next_message(session: Session) -> datetime | None:
    """When the next waiting message is due; it may be now."""
    found: datetime | None = await session.scalar(_waiting())
    return found


def _first(urgent: bool, *more: ColumnElement[bool]) -> ColumnElement[datetime]:
    """The first due of a bot's that waits: one step into the index that claims are taken from."""
    of_bot = OutgoingRow.channel == bindparam("channel"), OutgoingRow.bot == bindparam("bot")
    found = select(func.min(OutgoingRow.due_at)).where(
        OutgoingRow.state == OutgoingState.WAITING, *of_bot, OutgoingRow.urgent.is_(urgent), *more
    )
    return found.scalar_subquery()


@prepared
def _of_bot(now: Bind) -> Select[*tuple[Any, ...]]:
    ahead = OutgoingRow.due_at > now
    return select(_first(True, ahead), _first(False, ahead))


async def next_of_bot(session: Session, channel: str, bot: str, now: datetime) -> datetime | None:
    """When the next message of a bot falls due after now; None when nothing waits for its time."""
    values = {"channel": channel, "bot": bot, "now": now}
    return _earliest(*(await session.execute(_of_bot(), values)).one())


@prepared
def _look(now: Bind) -> Select[*tuple[Any, ...]]:
    late = exists().where(OutgoingRow.state == OutgoingState.WAITING, OutgoingRow.lapses_at <= now)
    return select(_first(True), _first(False), late)


async def look(
    session: Session, channel: str, bot: str, now: datetime
) -> tuple[datetime | None, bool]:
    """When a message of a bot is due, at the earliest; and whether any, of anybody, is too late."""
    values = {"channel": channel, "bot": bot, "now": now}
    *first, late = (await session.execute(_look(), values)).one()
    return _earliest(*first), late


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((one for one in instants if one is not None), default=None)


@prepared
def _starts(since: Bind, until: Bind) -> Select[datetime]:
    found = select(Meeting.starts_at).where(Meeting.starts_at >= since, Meeting.starts_at < until)
    return found.distinct().order_by(Meeting.starts_at)


async def starts_between(
    session: Session, since: datetime, until: datetime
) -> tuple[datetime, ...]:
    """When meetings start in `[since, until)`, whatever their state; each instant once."""
    return tuple(await session.scalars(_starts(), {"since": since, "until": until}))
