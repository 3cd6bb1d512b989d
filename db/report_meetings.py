"""The meetings a report counts, as SQL: one row each, with what became of it.

A test of random histories compares these columns with the rules of the domain.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
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
from db.report_given import ASKED, RULES, SINCE, UNTIL, flag, in_subtree, resting
from domain.meetings import MeetingKind, MeetingState
from domain.reports.facts import GRADES, STANDINGS, Figure, Standing

_STATES = {
    MeetingState.HELD: Standing.HELD,
    MeetingState.POSTPONED: Standing.POSTPONED,
    MeetingState.NOT_HELD: Standing.NOT_HELD,
}

# Built once: making an alias costs more than running a query of a small district.
REPORTED = aliased(MeetingResult)  # the latest result of a meeting of the view
_REMARK = aliased(MeetingRemark)
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


def meetings_view() -> Select[Any]:
    """One row a meeting that was planned in the period in the subtree.

    Columns: those of `standings_view`, and result_id, result_version, thematic, grade, low, short,
    numbered, the six numbers.
    """
    planned = _planned()
    result, remark, rules = REPORTED, _REMARK, RULES.c
    thematic = or_(
        Meeting.kind == MeetingKind.THEMATIC, func.coalesce(remark.thematic, literal(False))
    )
    norm = case((thematic, rules.thematic_minutes), else_=rules.minutes)
    numbered = and_(
        planned.c.left_at.is_(None), Meeting.state == MeetingState.HELD, result.total.is_not(None)
    )
    due = result.total - func.coalesce(result.exempt, 0)
    low = 100 * func.coalesce(result.present, 0) < rules.low_turnout * due
    return (
        _standings(planned)
        .add_columns(
            result.id.label("result_id"),
            result.version.label("result_version"),
            thematic.label("thematic"),
            remark.grade.label("grade"),
            flag(numbered, low).label("low"),
            flag(numbered, func.coalesce(result.minutes, 0) < norm).label("short"),
            flag(numbered).label("numbered"),
            result.total.label("total"),
            result.present.label("present"),
            result.excused.label("excused"),
            result.unexcused.label("unexcused"),
            result.exempt.label("free"),
            result.minutes.label("minutes"),
        )
        .join(RULES, and_(rules.since <= Meeting.starts_at, rules.until > Meeting.starts_at))
        .outerjoin(result, result.id == _LATEST_RESULT)
        .outerjoin(remark, remark.id == LATEST_REMARK)
    )


def standings_view() -> Select[Any]:
    """One row a meeting that was planned in the period in the subtree, and what became of it.

    Columns: id, branch_id, unit_id, village, members, exempt (on the day), left_at, at, standing.
    """
    return _standings(_planned())


def _standings(planned: Subquery) -> Select[Any]:
    at = func.coalesce(planned.c.left_at, Meeting.starts_at)
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    return (
        select(
            Meeting.id.label("id"),
            Meeting.branch_id.label("branch_id"),
            unit.label("unit_id"),
            func.coalesce(BranchPast.village, Branch.village).label("village"),
            func.coalesce(BranchPast.members, Branch.members).label("members"),
            func.coalesce(BranchPast.exempt, Branch.exempt).label("exempt"),
            planned.c.left_at.label("left_at"),
            at.label("at"),
            _standing(planned.c.left_at, unit).label("standing"),
        )
        .select_from(planned)
        .join(Meeting, Meeting.id == planned.c.id)
        .join(Branch, Branch.id == Meeting.branch_id)
        .outerjoin(
            BranchPast,
            and_(BranchPast.branch_id == Branch.id, BranchPast.since <= at, BranchPast.until > at),
        )
        .where(in_subtree(unit, at))
    )


def _planned() -> Subquery:
    """Meetings in the period, and those that left it with the last time they had in it."""
    inside = select(Meeting.id.label("id"), cast(null(), UtcDateTime()).label("left_at")).where(
        Meeting.starts_at >= SINCE, Meeting.starts_at < UNTIL
    )
    left = (
        select(MeetingChange.meeting_id, func.max(MeetingChange.old_starts_at))
        .join(Meeting, Meeting.id == MeetingChange.meeting_id)
        .where(
            MeetingChange.old_starts_at >= SINCE,
            MeetingChange.old_starts_at < UNTIL,
            or_(Meeting.starts_at < SINCE, Meeting.starts_at >= UNTIL),
        )
        .group_by(MeetingChange.meeting_id)
    )
    return union_all(inside, left).subquery("planned")


def _standing(left_at: ColumnElement[datetime], unit: ColumnElement[int]) -> ColumnElement[str]:
    return case(
        (left_at.is_not(None), Standing.MOVED.value),
        *((Meeting.state == state.value, found.value) for state, found in _STATES.items()),
        (Meeting.starts_at > ASKED, Standing.UPCOMING.value),
        (resting(unit), Standing.RESTING.value),
        else_=Standing.UNREPORTED.value,
    )


def standing_conditions(view: FromClause) -> Mapping[Figure, ColumnElement[bool]]:
    """What the figures of what became of meetings count among the rows of the view."""
    standings = {figure: view.c.standing == one.value for one, figure in STANDINGS.items()}
    return {Figure.MEETINGS: literal(True, Boolean), **standings}


def meeting_conditions(view: FromClause) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of meetings counts among the rows of the view."""
    held = view.c.standing == Standing.HELD.value
    return {
        **standing_conditions(view),
        **{figure: and_(held, view.c.grade == one.value) for one, figure in GRADES.items()},
        Figure.WITH_NUMBERS: view.c.numbered,
        Figure.LOW_TURNOUT: view.c.low,
        Figure.UNDER_NORM: view.c.short,
        Figure.THEMATIC: and_(held, view.c.thematic),
    }
