"""People whom messages were for and whom no channel reaches: how many messages, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from db.base import Session
from db.outbox import OutgoingRow
from db.people import PersonRow, joined
from domain.ids import PersonId
from domain.messages import OutgoingState, Why

RECENT = timedelta(days=7)  # after that it is old news, and reminders have come anew
NOWHERE = (Why.NOT_JOINED, Why.BLOCKED, Why.STOPPED)


@dataclass(frozen=True, slots=True)
class Untold:
    """One person, how many messages did not reach them, and the reason of the last one."""

    person_id: PersonId
    name: str
    code: str
    count: int
    why: Why


async def untold(
    session: Session, person_ids: Collection[PersonId], since: datetime
) -> tuple[Untold, ...]:
    """Those of the people who are still reached by nothing, by name."""
    last = (
        select(func.max(OutgoingRow.id), func.count())
        .where(
            OutgoingRow.person_id.in_(person_ids),
            OutgoingRow.state == OutgoingState.REFUSED,
            OutgoingRow.reason.in_(NOWHERE),
            OutgoingRow.queued_at > since,
        )
        .group_by(OutgoingRow.person_id)
    )
    counts = {row[0]: row[1] for row in await session.execute(last)}
    rows = await session.execute(
        select(OutgoingRow.id, OutgoingRow.reason, PersonRow)
        .join(PersonRow, PersonRow.id == OutgoingRow.person_id)
        .where(OutgoingRow.id.in_(counts))
        .order_by(PersonRow.name_fold, PersonRow.code)
    )
    found = rows.all()
    reached = await joined(session, [PersonId(person.id) for _, _, person in found])
    return tuple(
        Untold(PersonId(person.id), person.name, person.code, counts[row], Why(reason))
        for row, reason, person in found
        if reason and (person.silent or PersonId(person.id) not in reached)
    )
