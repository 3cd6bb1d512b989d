"""What a year's review is made of: meetings, visits, and when each branch first reported."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from db import facts, planner_settings
from db.base import Session
from db.meetings import MeetingResult
from db.people import PersonRow, Post
from domain.attendance import MeetingOutcome
from domain.calendar import local_date
from domain.ids import BranchId, PersonId, UnitId
from domain.meetings import PersonName
from domain.messages import Source
from domain.people import Role
from domain.reports.facts import Figure, MeetingRow, VisitRow
from domain.reports.periods import Period
from domain.reports.year import CommendRules, Told, rules_on

NEVER = timedelta(days=3650)  # after so long nothing is in time


async def rules(session: Session, period: Period, today: date) -> CommendRules:
    """The rule as it holds on the last day of the year, or today while it lasts."""
    return rules_on(await planner_settings.changes(session), min(period.last, today))


async def meetings(
    session: Session,
    roots: Collection[UnitId],
    period: Period,
    now: datetime,
    branch_id: BranchId | None = None,
) -> tuple[MeetingRow, ...]:
    """Meetings of the year in the subtree, or of one branch."""
    about = await facts.scope(session, roots, period.since, period.until, now)
    return await facts.meeting_rows(session, about, Figure.MEETINGS, branch_id=branch_id)


async def visits(
    session: Session,
    roots: Collection[UnitId],
    period: Period,
    now: datetime,
    person_id: PersonId | None = None,
) -> tuple[VisitRow, ...]:
    """Visits due in the year in the subtree, or those of one cadre."""
    about = await facts.scope(session, roots, period.since, period.until, now)
    return await facts.visit_rows(session, about, Figure.DUE, person_id=person_id)


async def told(session: Session, rows: Sequence[MeetingRow]) -> tuple[Told, ...]:
    """For each meeting that took place or should have: the secretary of its day, the first report.

    A branch without a secretary on that day is nobody's omission.
    """
    due = [row for row in rows if row.standing in ("held", "unreported")]
    ids = [row.meeting.id for row in due]
    first = await _first_reports(session, ids)
    holders = await _secretaries(session, {row.meeting.branch.id for row in due})
    found = []
    for row in due:
        day = local_date(row.meeting.starts_at)
        names = [
            name
            for branch, since, until, name in holders
            if branch == row.meeting.branch.id and since <= day and (until is None or day < until)
        ]
        if names:
            at, source = first.get(row.meeting.id, (row.meeting.starts_at + NEVER, Source.TEXT))
            after = at - row.meeting.starts_at
            found.append(Told(names[-1], row.meeting.branch, after, source))
    return tuple(found)


async def _first_reports(
    session: Session, ids: Collection[int]
) -> dict[int, tuple[datetime, Source]]:
    """The first report that a meeting was held, unless it was taken back."""
    rows = await session.scalars(
        select(MeetingResult)
        .where(
            MeetingResult.meeting_id.in_(ids),
            MeetingResult.outcome == MeetingOutcome.HELD,
            MeetingResult.withdrawn_at.is_(None),
        )
        .order_by(MeetingResult.id.desc())
    )
    return {row.meeting_id: (row.at, Source(row.source)) for row in rows}


_Held = tuple[BranchId, date, date | None, PersonName]


async def _secretaries(session: Session, branches: Collection[BranchId]) -> list[_Held]:
    rows = await session.execute(
        select(Post, PersonRow.name)
        .join(PersonRow, PersonRow.id == Post.person_id)
        .where(Post.branch_id.in_(branches), Post.role == Role.SECRETARY)
        .order_by(Post.valid_from, Post.id)
    )
    return [
        (
            BranchId(post.branch_id),
            post.valid_from,
            post.valid_to,
            PersonName(PersonId(post.person_id), name),
        )
        for post, name in rows
        if post.branch_id is not None
    ]
