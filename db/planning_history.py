"""What earlier months leave to the planner: field weeks, places in the cycle, last meetings."""

from datetime import date, datetime

from sqlalchemy import Select, func, select

from db.base import Session
from db.meetings import Meeting
from db.plans import FieldPhase, FieldWeek, PlanRow, PlanState
from db.prepared import Bind, prepared
from domain.calendar import Month, local_date
from domain.meetings import MeetingState


async def last_field_weeks(session: Session, month: Month) -> dict[int, date]:
    """The newest published field week of each cadre before the month, however long ago."""
    return dict(iter(await session.execute(_newest_weeks(), {"of": str(month)})))


@prepared
def _newest_weeks(of: Bind) -> Select[int, date]:
    return (
        select(FieldWeek.person_id, func.max(FieldWeek.monday))
        .join(PlanRow, FieldWeek.plan_id == PlanRow.id)
        .where(PlanRow.month < of, PlanRow.state == PlanState.APPROVED)
        .group_by(FieldWeek.person_id)
    )


async def last_phases(session: Session, month: Month) -> dict[int, int]:
    """Each cadre's place in the cycle in the newest published plan that gave one."""
    return dict(iter(await session.execute(_newest_phases(), {"of": str(month)})))


@prepared
def _newest_phases(of: Bind) -> Select[int, int]:
    newest = (
        select(FieldPhase.person_id, func.max(FieldPhase.plan_id).label("plan_id"))
        .join(PlanRow, FieldPhase.plan_id == PlanRow.id)
        .where(PlanRow.month < of, PlanRow.state == PlanState.APPROVED)
        .group_by(FieldPhase.person_id)
        .subquery()
    )
    of_newest = (FieldPhase.person_id == newest.c.person_id) & (
        FieldPhase.plan_id == newest.c.plan_id
    )
    return select(FieldPhase.person_id, FieldPhase.phase).join(newest, of_newest)


async def last_meetings(session: Session, month: Month) -> dict[int, date]:
    """The day on which each branch meets in the month before."""
    rows = await session.execute(_latest_meetings(), {"of": str(month.previous)})
    return {branch: local_date(starts_at) for branch, starts_at in rows}


@prepared
def _latest_meetings(of: Bind) -> Select[int, datetime]:
    stands = Meeting.state.in_((MeetingState.PLANNED, MeetingState.HELD))
    return (
        select(Meeting.branch_id, func.max(Meeting.starts_at))
        .where(Meeting.month == of, stands)
        .group_by(Meeting.branch_id)
    )
