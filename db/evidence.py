"""What was recorded about meetings until an instant, as digests; and what was recorded since.

Answers and reports are only ever added, so what was known when a month was closed can be read again
at any time; a digest that differs means that somebody changed or removed an old row.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from db.base import Session
from db.meetings import MeetingChange, MeetingResult
from db.people import PersonRow
from db.remarks import MeetingRemark
from db.visits import PresenceRow, PromiseRow, Visit
from db.witnesses import Recheck
from domain.closing import Event, Since

AT_ONCE = 5000  # ids in one question to the database
_OF_MEETINGS: tuple[Any, ...] = (MeetingResult, MeetingRemark, MeetingChange)
_OF_VISITS: tuple[Any, ...] = (PromiseRow, PresenceRow, Recheck)
_TAKEN_BACK = "withdrawn_at"  # set on an old row; an event of its own

Recorded = tuple[int, Any]  # the meeting, and a row about it


async def digests(session: Session, meetings: Collection[int], until: datetime) -> dict[str, str]:
    """A digest for each meeting of all that was recorded about it until the instant (inclusive)."""
    found = {meeting: sha256() for meeting in sorted(meetings)}
    for meeting, row in await _recorded(session, meetings):
        if row.at <= until:
            found[meeting].update(_written(row, until).encode())
    return {str(meeting): made.hexdigest() for meeting, made in found.items()}


async def since(session: Session, meetings: Collection[int], instant: datetime) -> dict[int, Since]:
    """The latest things recorded about each meeting after the instant, and by whom (code)."""
    found: dict[tuple[int, bool], tuple[datetime, int | None]] = {}
    for meeting, row in await _recorded(session, meetings):
        of_visit = isinstance(row, _OF_VISITS)
        for at in (row.at, getattr(row, _TAKEN_BACK, None)):
            if at is None or at <= instant:
                continue
            if (meeting, of_visit) not in found or at >= found[meeting, of_visit][0]:
                found[meeting, of_visit] = (at, getattr(row, "actor_id", None))
    codes = await _codes(session, {actor for _, actor in found.values() if actor is not None})
    events = {
        key: Event(at, "" if actor is None else codes[actor]) for key, (at, actor) in found.items()
    }
    return {
        meeting: Since(events.get((meeting, False)), events.get((meeting, True)))
        for meeting in {meeting for meeting, _ in events}
    }


async def _codes(session: Session, people: Collection[int]) -> dict[int, str]:
    rows = await session.scalars(select(PersonRow).where(PersonRow.id.in_(people)))
    return {row.id: row.code for row in rows}


async def _recorded(session: Session, meetings: Collection[int]) -> list[Recorded]:
    """Every row about the meetings, by table and id."""
    found: list[Recorded] = []
    for some in _batches(sorted(meetings)):
        for table in _OF_MEETINGS:
            query = select(table).where(table.meeting_id.in_(some)).order_by(table.id)
            found += [(row.meeting_id, row) for row in await session.scalars(query)]
        for table in _OF_VISITS:
            query = (
                select(Visit.meeting_id, table)
                .join(Visit, Visit.id == table.visit_id)
                .where(Visit.meeting_id.in_(some))
                .order_by(table.id)
            )
            found += [(meeting, row) for meeting, row in await session.execute(query)]
    return found


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def _written(row: Any, until: datetime) -> str:
    """A row as it was at the instant: what was taken back later had not been."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    taken_back = values.get(_TAKEN_BACK)
    if taken_back is not None and taken_back > until:
        values[_TAKEN_BACK] = None
    cells = [f"{name}={_cell(value)}" for name, value in sorted(values.items())]
    return f"{row.__table__.name}:{';'.join(cells)}\n"


def _cell(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)
