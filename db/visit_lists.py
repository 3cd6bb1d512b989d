"""Visits of the branches somebody sees that wait for something: an answer, or the office's look."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, or_
from sqlalchemy.orm import aliased

from db.among import among
from db.base import Session
from db.meetings import Meeting, MeetingResult
from db.prepared import Bind, prepared
from db.visits import STANDING, PresenceRow, PromiseRow, Rows, Visit, read, rows
from domain.attendance import MeetingOutcome, Promise
from domain.ids import BranchId
from domain.meetings import MeetingState, VisitFacts


def _of_branches(branches: Bind, since: Bind, until: Bind) -> Rows:
    return rows().where(
        among(Meeting.branch_id, branches),
        Meeting.starts_at >= since,
        Meeting.starts_at < until,
        STANDING,
    )


@prepared
def _unanswered(branches: Bind, since: Bind, until: Bind) -> Rows:
    nothing = or_(PromiseRow.id.is_(None), PromiseRow.promise == Promise.UNSURE)
    planned = Meeting.state == MeetingState.PLANNED
    return _of_branches(branches, since, until).where(planned, nothing)


async def unanswered_visits(
    session: Session, branch_ids: Collection[BranchId], since: datetime, until: datetime
) -> tuple[VisitFacts, ...]:
    """Visits to planned meetings starting in `[since, until)` whose cadre is silent or unsure."""
    asked = {"branches": list(branch_ids), "since": since, "until": until}
    return await read(session, _unanswered(), **asked)


@prepared
def _told_of(branches: Bind, since: Bind, until: Bind) -> Rows:
    told = exists().where(PresenceRow.visit_id == Visit.id)
    return _of_branches(branches, since, until).where(told)


async def visits_told_of(
    session: Session, branch_ids: Collection[BranchId], since: datetime, until: datetime
) -> tuple[VisitFacts, ...]:
    """Visits of which somebody told what became of them, to meetings starting in `[since, until)`.

    Earliest first; also of a time the meeting was moved away from.
    """
    asked = {"branches": list(branch_ids), "since": since, "until": until}
    return await read(session, _told_of(), **asked)


@prepared
def _disputed(branches: Bind, since: Bind, until: Bind) -> Rows:
    """Also of what was corrected since: who asks looks closer at these few."""
    own, other = aliased(PresenceRow), aliased(PresenceRow)
    otherwise = exists().where(
        other.visit_id == own.visit_id,
        other.version == own.version,
        other.witness_id != own.witness_id,
        or_(other.presence != own.presence, other.held != own.held),
    )
    held = MeetingResult.outcome == MeetingOutcome.HELD
    reported = (
        exists()
        .where(
            MeetingResult.meeting_id == Visit.meeting_id,
            MeetingResult.version == own.version,
            held != own.held,
        )
        .correlate(Visit, own)
    )
    cadre = own.visit_id == Visit.id, own.witness_id == Visit.person_id
    return _of_branches(branches, since, until).where(
        exists().where(*cadre, or_(otherwise, reported))
    )


async def disputed_visits(
    session: Session, branch_ids: Collection[BranchId], since: datetime, until: datetime
) -> tuple[VisitFacts, ...]:
    """Of the visits somebody told of, those where the cadre ever said otherwise than the branch."""
    asked = {"branches": list(branch_ids), "since": since, "until": until}
    return await read(session, _disputed(), **asked)
