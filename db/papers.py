"""What is printed of a plan: its lines, and once approved the meetings as they stand now."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from db import visits
from db.base import Session
from db.branches import Branch
from db.meetings import Meeting, meetings_by_id
from db.plans import LineFacts, PlanRow, PlanState
from domain import habits
from domain.calendar import Month, local_date
from domain.ids import BranchId, MeetingId
from domain.meetings import MeetingFacts, MeetingState, PersonName
from domain.reports.plan_sheet import PaperLine, PlanPaper, Standing

_STANDINGS = {
    MeetingState.PLANNED: Standing.DATED,
    MeetingState.HELD: Standing.DATED,
    MeetingState.POSTPONED: Standing.POSTPONED,
    MeetingState.NOT_HELD: Standing.NOT_HELD,
}


async def plan_paper(
    session: Session, plan: PlanRow, lines: Sequence[LineFacts], printed_on: date
) -> PlanPaper:
    """These lines of a plan as printed on a day; moved meetings stand where they moved."""
    month = Month.parse(plan.month)
    approved = plan.state == PlanState.APPROVED
    meetings: dict[BranchId, MeetingFacts] = {}
    guests: dict[MeetingId, list[PersonName]] = {}
    if approved:
        meetings = {m.branch.id: m for m in await _meetings(session, plan)}
        for duty in await visits.visits_of_meetings(session, [m.id for m in meetings.values()]):
            guests.setdefault(duty.meeting.id, []).append(duty.cadre)
    moved = [m.branch.id for m in meetings.values() if _moved(m, lines)]
    habitual = await _habits(session, moved)
    made = []
    for line in lines:
        meeting = meetings.get(line.branch.id)
        if meeting is None:
            made.append(_planned(line))
            continue
        usual = line.habitual
        if meeting.branch.id in habitual:
            days = habits.target_dates(habitual[meeting.branch.id], month)
            usual = local_date(meeting.starts_at) in days
        made.append(_announced(line, meeting, guests.get(meeting.id, ()), usual))
    return PlanPaper(month, approved, printed_on, tuple(made))


async def _meetings(session: Session, plan: PlanRow) -> tuple[MeetingFacts, ...]:
    ids = await session.scalars(select(Meeting.id).where(Meeting.plan_id == plan.id))
    return await meetings_by_id(session, [MeetingId(row) for row in ids])


def _moved(meeting: MeetingFacts, lines: Sequence[LineFacts]) -> bool:
    return any(
        line.branch.id == meeting.branch.id and line.starts_at != meeting.starts_at
        for line in lines
    )


async def _habits(
    session: Session, branch_ids: Collection[BranchId]
) -> dict[BranchId, habits.Habit | None]:
    rows = await session.scalars(select(Branch).where(Branch.id.in_(branch_ids)))
    return {BranchId(row.id): habits.parse(row.habit) for row in rows}


def _planned(line: LineFacts) -> PaperLine:
    return PaperLine(
        code=line.branch.code,
        village=line.branch.village,
        commune_id=line.branch.commune_id,
        commune=line.branch.commune,
        place=line.branch.place,
        starts_at=line.starts_at,
        standing=Standing.UNDATED if line.starts_at is None else Standing.DATED,
        habitual=line.habitual,
        pinned=line.pinned,
        guests=tuple(guest.name for guest in line.guests),
    )


def _announced(
    line: LineFacts, meeting: MeetingFacts, guests: Sequence[PersonName], habitual: bool
) -> PaperLine:
    standing = _STANDINGS[meeting.state]
    dated = standing is Standing.DATED
    return PaperLine(
        code=line.branch.code,
        village=line.branch.village,
        commune_id=line.branch.commune_id,
        commune=line.branch.commune,
        place=meeting.place,
        starts_at=meeting.starts_at if dated else None,
        standing=standing,
        habitual=dated and habitual,
        pinned=line.pinned,
        guests=tuple(guest.name for guest in guests),
    )
