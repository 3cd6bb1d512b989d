"""What was promised, witnessed and reported, as read: columns, because objects take five times
as long.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from db.among import among
from db.base import Session, columns_of
from db.meetings import Meeting, MeetingResult
from db.prepared import Bind, prepared
from db.visits import PresenceRow, PromiseRow, Rows, Visit
from domain.attendance import SixNumbers
from domain.ids import MeetingId, VisitId


class Promised(NamedTuple):
    """What counts of a `PromiseRow`, once it is written."""

    visit_id: int
    version: int
    actor_id: int
    promise: str
    reason: str
    minutes_late: int | None
    source: str
    at: datetime


class Witnessed(NamedTuple):
    """What counts of a `PresenceRow`, once it is written."""

    visit_id: int
    version: int
    witness_id: int
    actor_id: int
    presence: str
    held: bool
    source: str
    at: datetime


class Reported(NamedTuple):
    """What counts of a `MeetingResult`, once it is written."""

    meeting_id: int
    version: int
    actor_id: int
    outcome: str
    reason: str
    new_starts_at: datetime | None
    total: int | None
    present: int | None
    excused: int | None
    unexcused: int | None
    exempt: int | None
    minutes: int | None
    source: str
    at: datetime


PROMISED = columns_of(PromiseRow, Promised._fields)
WITNESSED = columns_of(PresenceRow, Witnessed._fields)
REPORTED = columns_of(MeetingResult, Reported._fields)


@prepared
def _latest_results(meetings: Bind) -> Rows:
    newest = (
        select(func.max(MeetingResult.id))
        .where(among(MeetingResult.meeting_id, meetings), MeetingResult.withdrawn_at.is_(None))
        .group_by(MeetingResult.meeting_id)
    )
    return select(*REPORTED).where(MeetingResult.id.in_(newest))


async def latest_results(
    session: Session, meeting_ids: Collection[MeetingId]
) -> dict[MeetingId, Reported]:
    """The result that counts of each meeting that has one."""
    if not meeting_ids:
        return {}
    rows = await session.execute(_latest_results(), {"meetings": list(meeting_ids)})
    return {MeetingId(row.meeting_id): row for row in map(Reported._make, rows)}


@prepared
def _latest_reports(visits: Bind) -> Rows:
    newest = (
        select(func.max(PresenceRow.id))
        .join(Visit, Visit.id == PresenceRow.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(among(PresenceRow.visit_id, visits), PresenceRow.version == Meeting.version)
        .group_by(PresenceRow.visit_id, PresenceRow.witness_id)
    )
    return select(*WITNESSED).where(PresenceRow.id.in_(newest)).order_by(PresenceRow.id)


async def presences(
    session: Session, visit_ids: Collection[VisitId]
) -> dict[VisitId, tuple[Witnessed, ...]]:
    """Each witness's latest report of each visit that has one, of its meeting as it now stands."""
    if not visit_ids:
        return {}
    found: dict[VisitId, list[Witnessed]] = {}
    rows = await session.execute(_latest_reports(), {"visits": list(visit_ids)})
    for row in map(Witnessed._make, rows):
        found.setdefault(VisitId(row.visit_id), []).append(row)
    return {visit_id: tuple(rows) for visit_id, rows in found.items()}


def numbers_of(result: Reported | None) -> SixNumbers | None:
    """The six numbers of a report that has them."""
    if result is None or result.total is None:
        return None
    return SixNumbers(
        result.total,
        result.present or 0,
        result.excused or 0,
        result.unexcused or 0,
        result.exempt or 0,
        result.minutes or 0,
    )
