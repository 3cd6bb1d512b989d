"""The newest facts of a database and how many there are: what a restored copy is judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.base import Session
from db.branches import Branch
from db.inbox import IncomingRow
from db.meetings import Meeting, MeetingResult
from db.outbox import OutgoingRow
from db.people import PersonRow
from db.visits import PromiseRow

COUNTED = {
    "branches": Branch,
    "people": PersonRow,
    "meetings": Meeting,
    "promises": PromiseRow,
    "results": MeetingResult,
    "incoming": IncomingRow,
    "outgoing": OutgoingRow,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows by table, and when anything was last said or heard; None in an empty database."""

    rows: Mapping[str, int]
    newest: datetime | None


async def contents(session: Session) -> Contents:
    """Count, and find the newest."""
    rows = {
        name: int(await session.scalar(select(func.count()).select_from(table)) or 0)
        for name, table in COUNTED.items()
    }
    instants = [
        await session.scalar(select(func.max(column)))
        for column in (IncomingRow.received_at, OutgoingRow.state_at, PromiseRow.at)
    ]
    return Contents(rows, max((at for at in instants if at is not None), default=None))
