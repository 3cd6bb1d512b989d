"""Searches for stand-ins that go on: when each is looked at next, and how many were asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from db.among import among
from db.base import Session
from db.branches import Branch
from db.meetings import MEETING, Meeting, meeting_of_columns
from db.prepared import Bind, prepared
from db.substitutions import Substitution, SubstitutionAsk
from db.units import Unit
from domain.ids import MeetingId, PersonId
from domain.meetings import MeetingFacts
from domain.substitution import LIVING, SubstitutionState


@dataclass(frozen=True, slots=True)
class Search:
    """A search that goes on; `deadline` is of whoever may answer first, None: nobody is asked."""

    id: int
    state: SubstitutionState
    looked_at: datetime
    deadline: datetime | None
    meeting: MeetingFacts


async def going_on(session: Session) -> tuple[Search, ...]:
    """Every search that goes on, oldest first."""
    return tuple(
        Search(number, SubstitutionState(state), looked_at, deadline, meeting_of_columns(about))
        for number, state, looked_at, deadline, *about in await session.execute(_going_on())
    )


@prepared
def _going_on() -> Select[*tuple[Any, ...]]:
    waiting = SubstitutionAsk.substitution_id == Substitution.id, SubstitutionAsk.ended_at.is_(None)
    deadline = select(func.min(SubstitutionAsk.deadline)).where(*waiting).scalar_subquery()
    return (
        select(Substitution.id, Substitution.state, Substitution.looked_at, deadline, *MEETING)
        .join(Meeting, Meeting.id == Substitution.meeting_id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .join(Unit, Unit.id == Branch.unit_id)
        .where(Substitution.state.in_(LIVING))
        .order_by(Substitution.id)
    )


async def asked_about(
    session: Session, meeting_ids: Collection[MeetingId]
) -> dict[tuple[MeetingId, PersonId], int]:
    """How many people were asked about each gap of some meetings, by meeting and absent cadre."""
    rows = await session.execute(_asked_about(), {"meetings": list(meeting_ids)})
    return {
        (MeetingId(meeting), PersonId(person)): count
        for meeting, person, count in rows
        if meeting is not None
    }


@prepared
def _asked_about(meetings: Bind) -> Select[int | None, int, int]:
    return (
        select(Substitution.meeting_id, Substitution.person_id, func.count(SubstitutionAsk.id))
        .join(SubstitutionAsk, SubstitutionAsk.substitution_id == Substitution.id)
        .where(among(Substitution.meeting_id, meetings), Substitution.state.in_(LIVING))
        .group_by(Substitution.meeting_id, Substitution.person_id)
    )
