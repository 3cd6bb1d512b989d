"""When each person answered what they were asked about a version of a meeting, or about a month."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from db.among import among
from db.availability import AvailabilityRow
from db.base import Session
from db.meetings import Confirmation, Meeting, MeetingChange, MeetingResult
from db.prepared import Bind, lasting, prepared
from db.visits import PresenceRow, PromiseRow, Visit
from domain.ids import MeetingId, PersonId
from domain.ledger import Subject

Key = tuple[Subject, int, int, int]  # what, which meeting, which version of it, by whom
ANYBODY = 0  # a new date answers for whoever is asked for one


async def about_meetings(
    session: Session, meeting_ids: Collection[MeetingId]
) -> dict[Key, datetime]:
    """The first answer of each kind, by person and version of the meeting."""
    found: dict[Key, datetime] = {}
    asked = {"meetings": meeting_ids}
    for subject, said in (
        (Subject.VISIT, _promised()),
        (Subject.DATE, _said(Confirmation)),
        (Subject.RESULT, _said(MeetingResult)),
    ):
        for meeting, version, person, at in await session.execute(said, asked):
            found[subject, meeting, version, person] = at
    return {**found, **await _witnessed(session, meeting_ids), **await _moved(session, meeting_ids)}


Rows = Select[*tuple[Any, ...]]


@prepared
def _promised(meetings: Bind) -> Rows:
    who = Visit.meeting_id, PromiseRow.version, Visit.person_id
    return (
        select(*who, func.min(PromiseRow.at))
        .join(Visit, Visit.id == PromiseRow.visit_id)
        .where(among(Visit.meeting_id, meetings))
        .group_by(*who)
    )


@cache
def _said(table: type[Confirmation] | type[MeetingResult]) -> Rows:
    who = table.meeting_id, table.version, table.person_id
    these = among(table.meeting_id, bindparam("meetings"))
    return lasting(select(*who, func.min(table.at)).where(these).group_by(*who))


async def _witnessed(session: Session, meeting_ids: Collection[MeetingId]) -> dict[Key, datetime]:
    """A cadre tells of their own visit; a branch tells of its guests."""
    rows = await session.execute(_presences(), {"meetings": meeting_ids})
    return {
        (Subject.PRESENCE if who == cadre else Subject.GUESTS, meeting, version, who): at
        for meeting, cadre, version, who, at in rows
    }


@prepared
def _presences(meetings: Bind) -> Rows:
    said = PresenceRow.version, PresenceRow.witness_id, PresenceRow.at
    return (
        select(Visit.meeting_id, Visit.person_id, *said)
        .join(PresenceRow, PresenceRow.visit_id == Visit.id)
        .where(among(Visit.meeting_id, meetings))
        .order_by(PresenceRow.id.desc())
    )


async def _moved(session: Session, meeting_ids: Collection[MeetingId]) -> dict[Key, datetime]:
    """Every version before the present one has its new date."""
    rows = await session.execute(_changed(), {"meetings": meeting_ids})
    return {
        (Subject.NEW_DATE, meeting, earlier, ANYBODY): at
        for meeting, version, at in rows
        for earlier in range(1, version)
    }


@prepared
def _changed(meetings: Bind) -> Rows:
    return (
        select(Meeting.id, Meeting.version, func.max(MeetingChange.at))
        .join(MeetingChange, MeetingChange.meeting_id == Meeting.id)
        .where(among(Meeting.id, meetings))
        .group_by(Meeting.id, Meeting.version)
    )


async def about_months(
    session: Session, months: Collection[str]
) -> dict[tuple[str, PersonId], datetime]:
    """When each person first said which days of a month are taken."""
    rows = await session.execute(_free(), {"months": months})
    return {(month, PersonId(person)): at for month, person, at in rows}


@prepared
def _free(months: Bind) -> Rows:
    whose = AvailabilityRow.month, AvailabilityRow.person_id
    these = among(AvailabilityRow.month, months)
    return select(*whose, func.min(AvailabilityRow.at)).where(these).group_by(*whose)
