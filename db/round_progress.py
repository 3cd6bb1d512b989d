"""How far each mass send has come, for those that nobody was told the outcome of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from db.base import Session
from db.outbox import OutgoingRow
from db.prepared import prepared
from db.rounds import Round
from domain.messages import OutgoingState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mass send has come; `settled_at`: the last change of any of its messages."""

    id: int
    messages: int
    open: int
    first_due: datetime  # a message that is tried again gets a later one
    settled_at: datetime


OPEN = (OutgoingState.WAITING, OutgoingState.SENDING)


@prepared
def _unsummed() -> Select[*tuple[Any, ...]]:
    going = func.sum(OutgoingRow.state.in_(OPEN).cast(OutgoingRow.id.type))
    times = func.min(OutgoingRow.due_at), func.max(OutgoingRow.state_at)
    return (
        select(Round.id, func.count(OutgoingRow.id), going, *times)
        .join(OutgoingRow, OutgoingRow.round_id == Round.id)
        .where(Round.summed_at.is_(None))
        .group_by(Round.id)
        .order_by(Round.id)
    )


async def unsummed(session: Session) -> tuple[Progress, ...]:
    """Mass sends that nobody was told the outcome of, oldest first."""
    return tuple(Progress(*row) for row in await session.execute(_unsummed()))
