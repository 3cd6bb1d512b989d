"""People whom messages were for and whom no channel reaches: how many messages, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from db.among import among
from db.base import Session
from db.outbox import OutgoingRow
from db.people import PersonRow, joined
from db.prepared import Bind, prepared
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
    asked = {"people": list(person_ids), "since": since}
    counts = dict(iter(await session.execute(_refused(), asked)))
    if not counts:
        return ()
    rows = (await session.execute(_last_of(), {"messages": list(counts)})).all()
    reached = await joined(session, [PersonId(row.person) for row in rows])
    return tuple(
        Untold(PersonId(row.person), row.name, row.code, counts[row.id], Why(row.reason))
        for row in rows
        if row.reason and (row.silent or PersonId(row.person) not in reached)
    )


@prepared
def _refused(people: Bind, since: Bind) -> Select[int, int]:
    return (
        select(func.max(OutgoingRow.id), func.count())
        .where(
            among(OutgoingRow.person_id, people),
            OutgoingRow.state == OutgoingState.REFUSED,
            OutgoingRow.reason.in_(NOWHERE),
            OutgoingRow.queued_at > since,
        )
        .group_by(OutgoingRow.person_id)
    )


@prepared
def _last_of(messages: Bind) -> Select[*tuple[Any, ...]]:
    who = PersonRow.id.label("person"), PersonRow.name, PersonRow.code, PersonRow.silent
    return (
        select(OutgoingRow.id, OutgoingRow.reason, *who)
        .join(PersonRow, PersonRow.id == OutgoingRow.person_id)
        .where(among(OutgoingRow.id, messages))
        .order_by(PersonRow.name_fold, PersonRow.code)
    )
