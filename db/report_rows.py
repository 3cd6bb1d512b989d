"""The rows a figure of a report opens to: meetings, visits and branches as they were on the day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, func, or_, select

from db.base import Session
from db.branches import Branch
from db.meetings import Meeting, MeetingResult, numbers_of
from db.outbox import Occasion
from db.pasts import BranchPast
from db.people import PersonRow
from db.report_scope import Scope
from db.report_visits import LATEST_PROMISE, paused
from db.stood_in import filled
from db.visits import PromiseRow, Visit
from domain.attendance import MeetingOutcome, Promise, ReasonCategory
from domain.ids import BranchId, MeetingId, PersonId, UnitId, VisitId
from domain.meetings import (
    BranchFacts,
    MeetingFacts,
    MeetingKind,
    MeetingState,
    PersonName,
    VisitFacts,
)
from domain.reports.facts import (
    BranchRow,
    CadreRow,
    Figures,
    Grade,
    MeetingRow,
    Standing,
    VisitRow,
    VisitStanding,
)
from domain.witnesses import Surprise

ASKS_RESULT = ("result_asked", "result_chased", "result_chased_again")
ASKS_PROMISE = ("publish", "visit_first_call", "visit_second_call", "visit_last_word")


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the rows: so many from a place on, perhaps of one branch, unit or person."""

    limit: int | None = None
    offset: int = 0
    branch_id: BranchId | None = None
    unit_id: UnitId | None = None
    person_id: PersonId | None = None

    def of(self, query: Select[Any], view: Subquery) -> Select[Any]:
        """The query for this page."""
        if self.branch_id is not None:
            query = query.where(Branch.id == self.branch_id)
        if self.unit_id is not None:
            query = query.where(view.c.unit_id == self.unit_id)
        if self.person_id is not None:
            query = query.where(view.c.person_id == self.person_id)
        return query.limit(self.limit).offset(self.offset)


async def meetings(
    session: Session,
    about: Scope,
    view: Subquery,
    conditions: Sequence[ColumnElement[bool]],
    page: Page,
) -> tuple[MeetingRow, ...]:
    """Rows of the meetings view that meet any of the conditions."""
    query = (
        select(Meeting, Branch, MeetingResult, *view.c)
        .join(view, view.c.id == Meeting.id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .outerjoin(MeetingResult, MeetingResult.id == view.c.result_id)
        .where(or_(*conditions))
        .order_by(view.c.unit_id, Meeting.starts_at, Meeting.id)
    )
    rows = (await session.execute(page.of(query, view))).all()
    asked = await _asked_for_results(session, [row.Meeting.id for row in rows])
    return tuple(_meeting(about, row, asked.get(row.Meeting.id, 0)) for row in rows)


def _meeting(about: Scope, row: Row[Any], reminders: int) -> MeetingRow:
    result: MeetingResult | None = row.MeetingResult
    return MeetingRow(
        meeting=_meeting_facts(about, row),
        kind=MeetingKind(row.Meeting.kind),
        standing=Standing(row.standing),
        outcome=MeetingOutcome(result.outcome) if result else None,
        reason=ReasonCategory(result.reason) if result else ReasonCategory.NONE,
        numbers=numbers_of(result) if row.numbered else None,
        moved_from=row.left_at,
        thematic=bool(row.thematic),
        grade=Grade(row.grade) if row.grade else None,
        low_turnout=bool(row.low),
        under_norm=bool(row.short),
        reminders=reminders,
    )


def _meeting_facts(about: Scope, row: Row[Any]) -> MeetingFacts:
    meeting: Meeting = row.Meeting
    return MeetingFacts(
        id=MeetingId(meeting.id),
        branch=_branch(about, row, row.left_at or meeting.starts_at),
        month=meeting.month,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=MeetingState(meeting.state),
        version=meeting.version,
        published_at=meeting.published_at,
    )


def _branch(about: Scope, row: Row[Any], instant: datetime) -> BranchFacts:
    """The branch as it was at an instant."""
    branch: Branch = row.Branch
    unit = UnitId(row.unit_id)
    return BranchFacts(
        id=BranchId(branch.id),
        code=branch.code,
        village=row.village,
        commune_id=unit,
        commune=about.tree.name_at(unit, instant),
        place=branch.meeting_place,
        members=row.members,
        exempt=row.exempt,
    )


async def _asked_for_results(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How often somebody was asked for the result of each meeting."""
    query = (
        select(Occasion.meeting_id, func.count())
        .where(Occasion.meeting_id.in_(ids), Occasion.kind.in_(ASKS_RESULT))
        .group_by(Occasion.meeting_id)
    )
    return {found: count for found, count in await session.execute(query) if found is not None}


async def visits(
    session: Session,
    about: Scope,
    planned: Subquery,
    view: Subquery,
    conditions: Sequence[ColumnElement[bool]],
    page: Page,
) -> tuple[VisitRow, ...]:
    """Rows of a view of visits to the planned meetings that meet any of the conditions."""
    query = (
        select(
            Visit, Meeting, Branch, PersonRow, PromiseRow, view.c.standing, view.c.surprise,
            *(planned.c[name] for name in ("unit_id", "village", "members", "exempt", "left_at")),
        )
        .join(view, view.c.id == Visit.id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(planned, planned.c.id == Meeting.id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .join(PersonRow, PersonRow.id == Visit.person_id)
        .outerjoin(PromiseRow, PromiseRow.id == LATEST_PROMISE)
        .order_by(planned.c.unit_id, Meeting.starts_at, Visit.id)
    )  # fmt: skip
    if conditions:
        query = query.where(or_(*conditions))
    rows = (await session.execute(page.of(query, view))).all()
    asked = await _asked_to_come(session, [row.Meeting.id for row in rows])
    taken = await filled(session, [VisitId(row.Visit.id) for row in rows])
    found = []
    for row in rows:
        visit = _visit(about, row)
        found.append(
            VisitRow(
                visit=visit,
                standing=VisitStanding(row.standing),
                surprise=Surprise(row.surprise) if row.surprise else None,
                substitute=taken.get(visit.id),
                reminders=asked.get((visit.meeting.id, visit.cadre.id), 0),
            )
        )
    return tuple(found)


def _visit(about: Scope, row: Row[Any]) -> VisitFacts:
    said: PromiseRow | None = row.PromiseRow
    return VisitFacts(
        id=VisitId(row.Visit.id),
        meeting=_meeting_facts(about, row),
        cadre=PersonName(PersonId(row.PersonRow.id), row.PersonRow.name),
        promise=Promise(said.promise) if said else None,
        reason=ReasonCategory(said.reason) if said else ReasonCategory.NONE,
        minutes_late=said.minutes_late if said else None,
    )


async def _asked_to_come(
    session: Session, ids: Collection[int]
) -> dict[tuple[MeetingId, PersonId], int]:
    """How often each cadre was asked whether they come to each meeting."""
    query = (
        select(Occasion.meeting_id, Occasion.person_id, func.count())
        .where(Occasion.meeting_id.in_(ids), Occasion.kind.in_(ASKS_PROMISE))
        .group_by(Occasion.meeting_id, Occasion.person_id)
    )
    return {
        (MeetingId(meeting), PersonId(person)): count
        for meeting, person, count in await session.execute(query)
        if meeting is not None
    }


async def silent(session: Session, ahead: Scope) -> int:
    """Unanswered visits of meetings ahead that no pause in force now lets rest."""
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    begins = Meeting.starts_at
    past = and_(
        BranchPast.branch_id == Branch.id, BranchPast.since <= begins, BranchPast.until > begins
    )
    query = (
        select(func.count(Visit.id))
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .outerjoin(BranchPast, past)
        .outerjoin(PromiseRow, PromiseRow.id == LATEST_PROMISE)
        .where(
            Meeting.state == MeetingState.PLANNED,
            begins >= ahead.since,
            begins < ahead.until,
            Visit.ended_at.is_(None),
            func.coalesce(PromiseRow.promise, Promise.UNSURE.value) == Promise.UNSURE.value,
            ahead.tree.holds(unit, begins),
            ~paused(ahead, unit, ahead.now),
        )
    )
    return await session.scalar(query) or 0


async def branches(
    session: Session, about: Scope, view: Subquery, condition: ColumnElement[bool], page: Page
) -> tuple[BranchRow, ...]:
    """Rows of the branches view that meet the condition."""
    query = (
        select(Branch, *view.c)
        .join(view, view.c.id == Branch.id)
        .where(condition)
        .order_by(view.c.unit_id, Branch.code)
    )
    rows = await session.execute(page.of(query, view))
    return tuple(
        BranchRow(_branch(about, row, about.as_of), row.held, row.thematic) for row in rows
    )


async def cadres(session: Session, found: Mapping[PersonId, Figures]) -> tuple[CadreRow, ...]:
    """Their names to figures, by name."""
    rows = await session.execute(
        select(PersonRow.id, PersonRow.name)
        .where(PersonRow.id.in_(found))
        .order_by(PersonRow.name_fold, PersonRow.id)
    )
    return tuple(
        CadreRow(PersonName(PersonId(number), name), found[PersonId(number)])
        for number, name in rows
    )
