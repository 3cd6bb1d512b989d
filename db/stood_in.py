"""What searches for stand-ins came to: who took which visit, and how often."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from db.among import among
from db.base import Session
from db.meetings import Meeting
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.substitutions import Substitution
from db.visits import Visit
from domain.ids import MeetingId, PersonId, VisitId
from domain.meetings import PersonName
from domain.substitution import SubstitutionKind, SubstitutionState


async def filled(session: Session, visit_ids: Collection[VisitId]) -> dict[VisitId, PersonName]:
    """Who took each of the visits that somebody else took."""
    if not visit_ids:
        return {}
    return {
        VisitId(visit_id): PersonName(PersonId(person), name)
        for visit_id, person, name in (
            await session.execute(_filled(), {"visits": list(visit_ids)})
        )
        if visit_id is not None
    }


@prepared
def _filled(visits: Bind) -> Select[int | None, int, str]:
    return (
        select(Substitution.visit_id, PersonRow.id, PersonRow.name)
        .join(PersonRow, PersonRow.id == Substitution.filled_by)
        .where(among(Substitution.visit_id, visits), Substitution.state == SubstitutionState.FILLED)
        .order_by(Substitution.id)
    )


async def replaced(session: Session, meeting_id: MeetingId) -> tuple[tuple[str, str], ...]:
    """Names of those who do not come to a meeting, each with who comes for them."""
    rows = await session.execute(_replaced(), {"meeting": meeting_id})
    return tuple((gone, came) for gone, came in rows)


@prepared
def _replaced(meeting: Bind) -> Select[str, str]:
    absent, present = aliased(PersonRow), aliased(PersonRow)
    return (
        select(absent.name, present.name)
        .join(Substitution, Substitution.person_id == absent.id)
        .join(present, present.id == Substitution.filled_by)
        .join(Visit, Visit.id == Substitution.visit_id)
        .where(
            Visit.meeting_id == meeting,
            Visit.ended_at.is_not(None),
            Substitution.state == SubstitutionState.FILLED,
        )
        .order_by(Substitution.id)
    )


async def given_away(
    session: Session, person_id: PersonId, since: datetime, until: datetime
) -> tuple[Substitution, ...]:
    """Searches that relieved a person of a meeting starting in `[since, until)`."""
    values = {"person": person_id, "since": since, "until": until}
    return tuple(await session.scalars(_given_away(), values))


@prepared
def _given_away(person: Bind, since: Bind, until: Bind) -> Select[Substitution]:
    return (
        select(Substitution)
        .join(Visit, Visit.id == Substitution.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            Substitution.person_id == person,
            Substitution.state == SubstitutionState.FILLED,
            Visit.ended_at.is_not(None),
            Meeting.starts_at >= since,
            Meeting.starts_at < until,
        )
        .order_by(Meeting.starts_at)
    )


async def turns(
    session: Session, person_ids: Collection[PersonId], since: datetime
) -> dict[PersonId, int]:
    """How often each person stood in for a decline or at a colleague's wish since then."""
    asked = {"people": list(person_ids), "since": since}
    return {
        PersonId(person): count
        for person, count in await session.execute(_turns(), asked)
        if person is not None
    }


@prepared
def _turns(people: Bind, since: Bind) -> Select[int | None, int]:
    return (
        select(Substitution.filled_by, func.count())
        .where(
            among(Substitution.filled_by, people),
            Substitution.kind != SubstitutionKind.TRADE,
            Substitution.state == SubstitutionState.FILLED,
            Substitution.ended_at >= since,
        )
        .group_by(Substitution.filled_by)
    )
