"""When each person answered what they were asked about a version of a meeting, or about a month."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from db.availability import AvailabilityRow
from db.base import Session
from db.meetings import Confirmation, Meeting, MeetingChange, MeetingResult
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
    promises = (
        select(Visit.meeting_id, PromiseRow.version, Visit.person_id, func.min(PromiseRow.at))
        .join(Visit, Visit.id == PromiseRow.visit_id)
        .where(Visit.meeting_id.in_(meeting_ids))
        .group_by(Visit.meeting_id, PromiseRow.version, Visit.person_id)
    )
    for meeting, version, person, at in await session.execute(promises):
        found[Subject.VISIT, meeting, version, person] = at
    for table, subject in ((Confirmation, Subject.DATE), (MeetingResult, Subject.RESULT)):
        said = (
            select(table.meeting_id, table.version, table.person_id, func.min(table.at))
            .where(table.meeting_id.in_(meeting_ids))
            .group_by(table.meeting_id, table.version, table.person_id)
        )
        for meeting, version, person, at in await session.execute(said):
            found[subject, meeting, version, person] = at
    return {**found, **await _witnessed(session, meeting_ids), **await _moved(session, meeting_ids)}


async def _witnessed(session: Session, meeting_ids: Collection[MeetingId]) -> dict[Key, datetime]:
    """A cadre tells of their own visit; a branch tells of its guests."""
    rows = await session.execute(
        select(Visit.meeting_id, Visit.person_id, PresenceRow)
        .join(PresenceRow, PresenceRow.visit_id == Visit.id)
        .where(Visit.meeting_id.in_(meeting_ids))
        .order_by(PresenceRow.id.desc())
    )
    return {
        (
            Subject.PRESENCE if said.witness_id == cadre else Subject.GUESTS,
            meeting,
            said.version,
            said.witness_id,
        ): said.at
        for meeting, cadre, said in rows
    }


async def _moved(session: Session, meeting_ids: Collection[MeetingId]) -> dict[Key, datetime]:
    """Every version before the present one has its new date."""
    rows = await session.execute(
        select(Meeting.id, Meeting.version, func.max(MeetingChange.at))
        .join(MeetingChange, MeetingChange.meeting_id == Meeting.id)
        .where(Meeting.id.in_(meeting_ids))
        .group_by(Meeting.id, Meeting.version)
    )
    return {
        (Subject.NEW_DATE, meeting, earlier, ANYBODY): at
        for meeting, version, at in rows
        for earlier in range(1, version)
    }


async def about_months(
    session: Session, months: Collection[str]
) -> dict[tuple[str, PersonId], datetime]:
    """When each person first said which days of a month are taken."""
    rows = await session.execute(
        select(AvailabilityRow.month, AvailabilityRow.person_id, func.min(AvailabilityRow.at))
        .where(AvailabilityRow.month.in_(months))
        .group_by(AvailabilityRow.month, AvailabilityRow.person_id)
    )
    return {(month, PersonId(person)): at for month, person, at in rows}
