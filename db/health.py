"""Figures about the house itself, for health checks and metrics; no personal data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from db.base import Session
from db.inbox import IncomingRow
from db.outbox import OutgoingRow
from db.questions import Question, QuestionState
from domain.messages import OutgoingState


@dataclass(frozen=True, slots=True)
class Figures:
    """How many rows there are of each kind."""

    outgoing: Mapping[str, int]  # by state
    incoming: Mapping[str, int]  # by state
    open_questions: int


async def revision(session: Session) -> str | None:
    """The migration a migrated database is at. Raises when it has never been migrated."""
    found: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


async def oldest_waiting(session: Session, now: datetime) -> timedelta:
    """How long the oldest message that could be sent has been due; zero when none waits."""
    due: datetime | None = await session.scalar(
        select(OutgoingRow.due_at)
        .where(
            OutgoingRow.state == OutgoingState.WAITING,
            OutgoingRow.channel.is_not(None),
            OutgoingRow.due_at <= now,
        )
        .order_by(OutgoingRow.due_at)
        .limit(1)
    )
    return timedelta() if due is None else now - due


async def figures(session: Session) -> Figures:
    """Counts of messages by state and of open questions."""
    outgoing = await session.execute(
        select(OutgoingRow.state, func.count()).group_by(OutgoingRow.state)
    )
    incoming = await session.execute(
        select(IncomingRow.state, func.count()).group_by(IncomingRow.state)
    )
    questions = await session.scalar(
        select(func.count()).where(Question.state == QuestionState.OPEN)
    )
    return Figures(
        dict(iter(outgoing)),
        dict(iter(incoming)),
        questions or 0,
    )
