"""Messages kept from people while reminders rest: withdrawn by a pause, freed after it.

They stay in the outbox as withdrawn, so that what was not said can be shown and counted.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select

from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.outbox import Occasion, OutgoingRow
from db.people import PersonRow, Post
from db.prepared import Bind, prepared
from db.settling import settle
from domain.ids import PersonId, UnitId
from domain.messages import OutgoingState, Why
from domain.pausing import Pause, Pauses

# what the clock says by itself; news of somebody's act and answers are never held back
SCHEDULED = ("reminder:", "stand_in:", "availability:")


async def withdraw(session: Session, pauses: Pauses, now: datetime) -> int:
    """Take back what waits and rests from now on; how many messages.

    What such a message also said about meetings that do not rest is said anew by the next tick.
    """
    rows = await session.scalars(
        select(OutgoingRow)
        .where(
            OutgoingRow.state.in_((OutgoingState.WAITING, OutgoingState.SENDING)),
            or_(*(OutgoingRow.key.startswith(prefix) for prefix in SCHEDULED)),
        )
        .order_by(OutgoingRow.id)
    )
    waiting, count = rows.all(), 0
    about = await _occasions(session, [row.id for row in waiting])
    for row in waiting:
        occasions = about.get(row.id, ())
        if not await _rests(session, row, occasions, pauses):
            continue
        if row.state == OutgoingState.SENDING:
            row.lapses_at = now  # being sent: too late, but it is not tried a second time
            continue
        await settle(session, row, OutgoingState.WITHDRAWN, now, Why.PAUSED)
        await _drop(session, occasions, row, pauses)
        count += 1
    await session.flush()
    return count


async def free(session: Session, ended: Pause, still: Pauses, now: datetime) -> set[PersonId]:
    """A pause is over: what it kept may be said again while it makes sense. Who missed something.

    `still`: the pauses that are in force after it.
    """
    missed = set()
    for row, occasions in await _kept_since(session, ended.since):
        if not await _rests(session, row, occasions, Pauses((ended,))) or row.person_id is None:
            continue
        missed.add(PersonId(row.person_id))
        if row.lapses_at is not None and row.lapses_at > now:
            await _drop(session, occasions, row, still)
    await session.flush()
    return missed


async def count(session: Session, pause: Pause) -> int:
    """How many messages a pause has kept from people so far."""
    kept = await _kept_since(session, pause.since)
    return sum([await _rests(session, row, about, Pauses((pause,))) for row, about in kept])


_Found = tuple[Occasion, UnitId | None]


async def _kept_since(
    session: Session, since: datetime
) -> Sequence[tuple[OutgoingRow, Sequence[_Found]]]:
    """Messages withdrawn by any pause since then, with what they are for."""
    kept = (
        select(OutgoingRow)
        .where(
            OutgoingRow.state == OutgoingState.WITHDRAWN,
            OutgoingRow.reason == Why.PAUSED,
            OutgoingRow.state_at >= since,
        )
        .order_by(OutgoingRow.id)
    )
    rows = (await session.scalars(kept)).all()
    about = await _occasions(session, [row.id for row in rows])
    return [(row, about.get(row.id, ())) for row in rows]


async def _occasions(session: Session, outgoing_ids: Collection[int]) -> dict[int, list[_Found]]:
    """What each message is for, with the commune of each meeting."""
    rows = await session.execute(
        select(Occasion, Branch.unit_id)
        .outerjoin(Meeting, Meeting.id == Occasion.meeting_id)
        .outerjoin(Branch, Branch.id == Meeting.branch_id)
        .where(Occasion.outgoing_id.in_(outgoing_ids))
    )
    found: dict[int, list[_Found]] = {}
    for occasion, unit in rows:
        commune = None if unit is None else UnitId(unit)
        found.setdefault(occasion.outgoing_id, []).append((occasion, commune))
    return found


async def _rests(
    session: Session, row: OutgoingRow, occasions: Sequence[_Found], pauses: Pauses
) -> bool:
    """Whether any part of a message rests; one about no meeting rests with its person's units."""
    if row.person_id is None:
        return False
    person = PersonId(row.person_id)
    if not occasions:
        return pauses.of(person, await units_of(session, person))
    return any(_covered(person, unit, pauses) for _, unit in occasions)


def _covered(person: PersonId, unit: UnitId | None, pauses: Pauses) -> bool:
    return pauses.of(person, frozenset() if unit is None else frozenset([unit]))


async def _drop(
    session: Session,
    occasions: Sequence[_Found],
    row: OutgoingRow,
    pauses: Pauses,
) -> None:
    """Forget the occasions that do not rest, so that the next tick finds them anew."""
    assert row.person_id is not None
    for occasion, unit in occasions:
        if not _covered(PersonId(row.person_id), unit, pauses):
            await session.delete(occasion)


async def units_of(session: Session, person_id: PersonId) -> frozenset[UnitId]:
    """Units a person belongs to: the office, units of posts, communes of branches answered for."""
    rows = await session.scalars(_units_of(), {"person": person_id})
    return frozenset(UnitId(row) for row in rows if row is not None)


@prepared
def _units_of(person: Bind) -> Select[int]:
    office = select(PersonRow.office_id.label("unit")).where(PersonRow.id == person)
    posts = select(Post.unit_id).where(Post.person_id == person, Post.valid_to.is_(None))
    communes = (
        select(Branch.unit_id)
        .join(Post, Post.branch_id == Branch.id)
        .where(Post.person_id == person, Post.valid_to.is_(None))
    )
    return select(office.union(posts, communes).subquery().c.unit)
