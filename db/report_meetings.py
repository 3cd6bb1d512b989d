"""The meetings a report counts, as SQL: one row each, with what became of it.

A test of random histories compares these columns with the rules of the domain.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from db.base import UtcDateTime
from db.branches import Branch
from db.meetings import Meeting, MeetingChange, MeetingResult
from db.pasts import BranchPast
from db.remarks import MeetingRemark
from db.report_scope import Scope, flag
from domain import timing
from domain.ids import UnitId
from domain.meetings import MeetingKind, MeetingState
from domain.reports.facts import GRADES, STANDINGS, Figure, Standing
from domain.reports.rules import DatedRules

_ASKED = timedelta(hours=timing.DEFAULT.result_hours)
_STATES = {
    MeetingState.HELD: Standing.HELD,
    MeetingState.POSTPONED: Standing.POSTPONED,
    MeetingState.NOT_HELD: Standing.NOT_HELD,
}

# Built once: making an alias costs more than running a query of a small district.
_RESULT, _REMARK = aliased(MeetingResult), aliased(MeetingRemark)
_ANY_RESULT, _ANY_REMARK = aliased(MeetingResult), aliased(MeetingRemark)
_LATEST_RESULT = (
    select(func.max(_ANY_RESULT.id))
    .where(_ANY_RESULT.meeting_id == Meeting.id, _ANY_RESULT.withdrawn_at.is_(None))
    .correlate(Meeting)
    .scalar_subquery()
)
LATEST_REMARK = (
    select(func.max(_ANY_REMARK.id))
    .where(_ANY_REMARK.meeting_id == Meeting.id)
    .correlate(Meeting)
    .scalar_subquery()
)


def meetings_view(scope: Scope) -> Subquery:
    """One row a meeting that was planned in the period in the subtree.

    Columns: id, unit_id, village, members, exempt (on the day), left_at, at, standing,
    result_id, remark_id, thematic, grade, low, short, numbers and minutes.
    """
    planned = _planned(scope)
    at = func.coalesce(planned.c.left_at, Meeting.starts_at)
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    result, remark = _RESULT, _REMARK
    thematic = or_(
        Meeting.kind == MeetingKind.THEMATIC, func.coalesce(remark.thematic, literal(False))
    )
    standing = _standing(scope, planned.c.left_at, unit)
    numbered = and_(standing == Standing.HELD, result.total.is_not(None))
    due = result.total - func.coalesce(result.exempt, 0)
    return (
        select(
            Meeting.id.label("id"),
            unit.label("unit_id"),
            func.coalesce(BranchPast.village, Branch.village).label("village"),
            func.coalesce(BranchPast.members, Branch.members).label("members"),
            func.coalesce(BranchPast.exempt, Branch.exempt).label("exempt"),
            planned.c.left_at.label("left_at"),
            at.label("at"),
            standing.label("standing"),
            result.id.label("result_id"),
            thematic.label("thematic"),
            remark.grade.label("grade"),
            flag(
                numbered,
                100 * func.coalesce(result.present, 0) < _rule(scope.rules, "low_turnout") * due,
            ).label("low"),
            flag(numbered, func.coalesce(result.minutes, 0) < _norm(scope.rules, thematic)).label(
                "short"
            ),
            flag(numbered).label("numbered"),
            result.total.label("total"),
            result.present.label("present"),
            result.excused.label("excused"),
            result.unexcused.label("unexcused"),
            result.exempt.label("free"),
            result.minutes.label("minutes"),
        )
        .select_from(planned)
        .join(Meeting, Meeting.id == planned.c.id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .outerjoin(
            BranchPast,
            and_(BranchPast.branch_id == Branch.id, BranchPast.since <= at, BranchPast.until > at),
        )
        .outerjoin(result, result.id == _LATEST_RESULT)
        .outerjoin(remark, remark.id == LATEST_REMARK)
        .where(scope.tree.holds(unit, at))
        .subquery("planned_meetings")
    )


def _planned(scope: Scope) -> Subquery:
    """Meetings in the period, and those that left it with the last time they had in it."""
    inside = select(Meeting.id.label("id"), cast(null(), UtcDateTime(True)).label("left_at")).where(
        Meeting.starts_at >= scope.since, Meeting.starts_at < scope.until
    )
    left = (
        select(MeetingChange.meeting_id, func.max(MeetingChange.old_starts_at))
        .join(Meeting, Meeting.id == MeetingChange.meeting_id)
        .where(
            MeetingChange.old_starts_at >= scope.since,
            MeetingChange.old_starts_at < scope.until,
            or_(Meeting.starts_at < scope.since, Meeting.starts_at >= scope.until),
        )
        .group_by(MeetingChange.meeting_id)
    )
    return union_all(inside, left).subquery("planned")


def _standing(
    scope: Scope, left_at: ColumnElement[datetime], unit: ColumnElement[int]
) -> ColumnElement[str]:
    resting: set[UnitId] = set()
    for pause in scope.pauses.at(scope.now).all:
        resting |= pause.units
    return case(
        (left_at.is_not(None), Standing.MOVED.value),
        *((Meeting.state == state.value, found.value) for state, found in _STATES.items()),
        (Meeting.starts_at > scope.now - _ASKED, Standing.UPCOMING.value),
        (unit.in_(sorted(resting)), Standing.RESTING.value),
        else_=Standing.UNREPORTED.value,
    )


def _rule(rules: DatedRules, field: str) -> ColumnElement[int]:
    """The threshold that held when the meeting began."""
    newest = [(one.since, getattr(one.rules, field)) for one in reversed(rules.all)]
    cases = [(Meeting.starts_at >= since, value) for since, value in newest if since is not None]
    first = literal(newest[-1][1], Integer)
    return case(*cases, else_=first) if cases else first


def _norm(rules: DatedRules, thematic: ColumnElement[bool]) -> ColumnElement[int]:
    return case((thematic, _rule(rules, "thematic_minutes")), else_=_rule(rules, "minutes"))


def meeting_conditions(view: Subquery) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of meetings counts among the rows of the view."""
    held = view.c.standing == Standing.HELD.value
    return {
        Figure.MEETINGS: literal(True, Boolean),
        **{figure: view.c.standing == one.value for one, figure in STANDINGS.items()},
        **{figure: and_(held, view.c.grade == one.value) for one, figure in GRADES.items()},
        Figure.WITH_NUMBERS: view.c.numbered,
        Figure.LOW_TURNOUT: view.c.low,
        Figure.UNDER_NORM: view.c.short,
        Figure.THEMATIC: and_(held, view.c.thematic),
    }
