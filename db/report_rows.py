"""The rows a figure of a report opens to: meetings, visits and branches as they were on the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
)

from db.base import Session
from db.branches import Branch
from db.meetings import Meeting
from db.pasts import BranchPast
from db.people import PersonRow
from db.prepared import lasting, prepared
from db.report_asked import asked_for_results, asked_to_come
from db.report_branches import branch_conditions, branches_view
from db.report_given import NOW, SINCE, UNTIL, in_subtree
from db.report_meetings import NOT_OF_HELD, meeting_conditions, meetings_view
from db.report_scope import Scope
from db.report_visits import (
    LATEST_PROMISE,
    paused,
    substituted_view,
    visit_conditions,
    visits_view,
)
from db.stood_in import filled
from db.visits import PromiseRow, Visit
from domain.attendance import MeetingOutcome, Promise, ReasonCategory, SixNumbers
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
    Figure,
    Grade,
    MeetingRow,
    Standing,
    VisitRow,
    VisitStanding,
)
from domain.witnesses import Surprise


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the rows: so many from a place on, perhaps of one branch, unit or person."""

    limit: int | None = None
    offset: int = 0
    branch_id: BranchId | None = None
    unit_id: UnitId | None = None
    person_id: PersonId | None = None

    @property
    def values(self) -> dict[str, int]:
        """What is given, by the names that statements use."""
        given = {name: getattr(self, name) for name in _NARROWING}
        return {name: value for name, value in given.items() if value is not None}


_NARROWING = ("limit", "offset", "branch_id", "unit_id", "person_id")
_Shape = frozenset[str]  # which of them are given


def _narrowed(query: Select[Any], view: FromClause, shape: _Shape) -> Select[Any]:
    """Only the rows of a page."""
    for name in ("branch_id", "unit_id", "person_id"):
        if name in shape:
            query = query.where(view.c[name] == bindparam(name, type_=Integer()))
    if "limit" in shape:
        query = query.limit(bindparam("limit", type_=Integer()))
        query = query.offset(bindparam("offset", type_=Integer()))
    return query


async def meetings(
    session: Session, about: Scope, figures: tuple[Figure, ...], page: Page
) -> tuple[MeetingRow, ...]:
    """The meetings that any of the figures counts, by commune and time."""
    query, values = _meetings(figures, frozenset(page.values)), {**about.values, **page.values}
    rows = (await session.execute(query, values)).all()
    asked = await asked_for_results(session, [row.id for row in rows])
    return tuple(_meeting(about, row, asked.get(row.id, 0)) for row in rows)


@cache
def _meetings(figures: tuple[Figure, ...], shape: _Shape) -> Select[Any]:
    more = (Branch.code, Branch.meeting_place)
    view = meetings_view().add_columns(*more).subquery("meetings_of_report")
    conditions = meeting_conditions(view)
    wanted = or_(*(conditions[figure] for figure in figures))
    if NOT_OF_HELD.issuperset(figures):  # most meetings are held: they are left out at once
        wanted = and_(or_(view.c.left_at.is_not(None), view.c.state != MeetingState.HELD), wanted)
    query = (
        select(view, Meeting.month, Meeting.place, Meeting.published_at)
        .join(Meeting, Meeting.id == view.c.id)
        .where(wanted)
        .order_by(view.c.unit_id, view.c.starts_at, view.c.id)
    )
    return lasting(_narrowed(query, view, shape))


_OF_MEETING = (
    Meeting.month,
    Meeting.kind,
    Meeting.starts_at,
    Meeting.place,
    Meeting.state,
    Meeting.version,
    Meeting.published_at,
)


def _meeting(about: Scope, row: Row[Any], reminders: int) -> MeetingRow:
    numbers = (row.total, row.present, row.excused, row.unexcused, row.free, row.minutes)
    return MeetingRow(
        meeting=_meeting_facts(about, row, MeetingId(row.id)),
        kind=MeetingKind(row.kind),
        standing=Standing(row.standing),
        outcome=MeetingOutcome(row.outcome) if row.outcome else None,
        reason=ReasonCategory(row.reason) if row.reason else ReasonCategory.NONE,
        numbers=SixNumbers(*(one or 0 for one in numbers)) if row.numbered else None,
        moved_from=row.left_at,
        thematic=bool(row.thematic),
        grade=Grade(row.grade) if row.grade else None,
        low_turnout=bool(row.low),
        under_norm=bool(row.short),
        reminders=reminders,
    )


def _meeting_facts(about: Scope, row: Row[Any], meeting: MeetingId) -> MeetingFacts:
    return MeetingFacts(
        id=meeting,
        branch=_branch(about, row, BranchId(row.branch_id), row.left_at or row.starts_at),
        month=row.month,
        starts_at=row.starts_at,
        place=row.place,
        state=MeetingState(row.state),
        version=row.version,
        published_at=row.published_at,
    )


def _branch(about: Scope, row: Row[Any], branch: BranchId, instant: datetime) -> BranchFacts:
    """The branch as it was at an instant."""
    unit = UnitId(row.unit_id)
    return BranchFacts(
        id=branch,
        code=row.code,
        village=row.village,
        commune_id=unit,
        commune=about.tree.name_at(unit, instant),
        place=row.meeting_place,
        members=row.members,
        exempt=row.exempt,
    )


async def visits(
    session: Session, about: Scope, figures: tuple[Figure, ...], page: Page
) -> tuple[VisitRow, ...]:
    """The visits that any of the figures counts, by commune and time."""
    query, values = _visits(figures, frozenset(page.values)), {**about.values, **page.values}
    rows = (await session.execute(query, values)).all()
    asked = await asked_to_come(session, {row.meeting_id for row in rows})
    taken = await filled(session, [VisitId(row.id) for row in rows])
    return tuple(_visit(about, row, taken, asked) for row in rows)


@cache
def _visits(figures: tuple[Figure, ...], shape: _Shape) -> Select[Any]:
    planned = meetings_view().subquery("planned_meetings")
    if Figure.SUBSTITUTED in figures:
        view = substituted_view(planned).subquery("visits_of_report")
        conditions: list[ColumnElement[bool]] = [true()]
    else:
        view = visits_view(planned).subquery("visits_of_report")
        conditions = [visit_conditions(view)[figure] for figure in figures]
    query = (
        select(
            view, *_OF_MEETING, Branch.code, Branch.meeting_place, PersonRow.name,
            PromiseRow.promise.label("said"), PromiseRow.reason, PromiseRow.minutes_late,
        )
        .join(Visit, Visit.id == view.c.id)
        .join(Meeting, Meeting.id == view.c.meeting_id)
        .join(Branch, Branch.id == view.c.branch_id)
        .join(PersonRow, PersonRow.id == view.c.person_id)
        .outerjoin(PromiseRow, PromiseRow.id == LATEST_PROMISE)
        .where(or_(*conditions))
        .order_by(view.c.unit_id, Meeting.starts_at, view.c.id)
    )  # fmt: skip
    return lasting(_narrowed(query, view, shape))


def _visit(
    about: Scope,
    row: Row[Any],
    taken: Mapping[VisitId, PersonName],
    asked: Mapping[tuple[int, int], int],
) -> VisitRow:
    visit = VisitFacts(
        id=VisitId(row.id),
        meeting=_meeting_facts(about, row, MeetingId(row.meeting_id)),
        cadre=PersonName(PersonId(row.person_id), row.name),
        promise=Promise(row.said) if row.said else None,
        reason=ReasonCategory(row.reason) if row.reason else ReasonCategory.NONE,
        minutes_late=row.minutes_late,
    )
    return VisitRow(
        visit=visit,
        standing=VisitStanding(row.standing),
        surprise=Surprise(row.surprise) if row.surprise else None,
        substitute=taken.get(visit.id),
        reminders=asked.get((row.meeting_id, row.person_id), 0),
    )


async def silent(session: Session, ahead: Scope) -> int:
    """Unanswered visits of meetings ahead that no pause in force now lets rest."""
    return await session.scalar(_silent(), ahead.values) or 0


@prepared
def _silent() -> Select[int]:
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    begins = Meeting.starts_at
    past = and_(
        BranchPast.branch_id == Branch.id, BranchPast.since <= begins, BranchPast.until > begins
    )
    return (
        select(func.count(Visit.id))
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .outerjoin(BranchPast, past)
        .outerjoin(PromiseRow, PromiseRow.id == LATEST_PROMISE)
        .where(
            Meeting.state == MeetingState.PLANNED,
            begins >= SINCE,
            begins < UNTIL,
            Visit.ended_at.is_(None),
            func.coalesce(PromiseRow.promise, Promise.UNSURE.value) == Promise.UNSURE.value,
            in_subtree(unit, begins),
            ~paused(unit, NOW),
        )
    )


async def branches(
    session: Session, about: Scope, figure: Figure, page: Page
) -> tuple[BranchRow, ...]:
    """The branches that a figure counts, by commune and code."""
    query, values = _branches(figure, frozenset(page.values)), {**about.values, **page.values}
    rows = (await session.execute(query, values)).all()
    return tuple(
        BranchRow(_branch(about, row, BranchId(row.id), about.as_of), row.held, row.thematic)
        for row in rows
    )


@cache
def _branches(figure: Figure, shape: _Shape) -> Select[Any]:
    more = (Branch.code, Branch.meeting_place)
    view = branches_view().add_columns(*more).subquery("branches_of_report")
    query = select(view).where(branch_conditions(view)[figure])
    return lasting(_narrowed(query.order_by(view.c.unit_id, view.c.code), view, shape))
