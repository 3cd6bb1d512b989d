"""Figures about the house itself, for health checks and metrics; no personal data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from db.base import Session
from db.branches import Branch
from db.inbox import IncomingRow
from db.outbox import OutgoingRow
from db.people import AddressRow, PersonRow
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


async def clock(session: Session) -> datetime:
    """What time it is on the database's machine (PostgreSQL)."""
    return (await session.execute(select(func.now()))).scalar_one()


async def roster(session: Session) -> tuple[int, int, int]:
    """How many branches and people there are, and how many have joined on a chat."""
    branches = await session.scalar(select(func.count()).select_from(Branch))
    people = await session.scalar(select(func.count()).where(PersonRow.erased_at.is_(None)))
    joined = await session.scalar(
        select(func.count(func.distinct(AddressRow.person_id))).where(AddressRow.ended_at.is_(None))
    )
    return branches or 0, people or 0, joined or 0


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
