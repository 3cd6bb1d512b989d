"""The meetings a report counts, as SQL: one row each, with what became of it.

A test of random histories compares these columns with the rules of the domain.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    ScalarSelect,
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
from sqlalchemy.orm import InstrumentedAttribute, aliased

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

NOT_OF_HELD = {figure for one, figure in STANDINGS.items() if one is not Standing.HELD}

# Built once: making an alias costs more than running a query of a small district.
_RESULT = aliased(MeetingResult)  # the latest of a meeting of the view
_REMARK = aliased(MeetingRemark)
_ANY_RESULT, _ANY_REMARK = aliased(MeetingResult), aliased(MeetingRemark)
_OF_MEETING = ("id", "branch_id", "kind", "state", "version", "starts_at")


def latest_remark(meeting: ColumnElement[int] | InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """The key of what was last remarked on a meeting."""
    newest = select(func.max(_ANY_REMARK.id)).where(_ANY_REMARK.meeting_id == meeting)
    return newest.correlate_except(_ANY_REMARK).scalar_subquery()


def meetings_view() -> Select[Any]:
    """One row a meeting that was planned in the period in the subtree.

    Columns: those of `standings_view`, and thematic, grade, low, short, numbered, the six numbers;
    result_version, outcome, reason of the latest result.
    """
    planned = _planned()
    result, remark, rules = _RESULT, _REMARK, RULES.c
    begins = planned.c.starts_at
    return (
        _standings(planned)
        .add_columns(
            result.version.label("result_version"),
            result.outcome.label("outcome"),
            result.reason.label("reason"),
            *_judged(planned),
            result.total.label("total"),
            result.present.label("present"),
            result.excused.label("excused"),
            result.unexcused.label("unexcused"),
            result.exempt.label("free"),
            result.minutes.label("minutes"),
        )
        .join(RULES, and_(rules.since <= begins, rules.until > begins))
        .outerjoin(result, result.id == _latest_result(planned.c.id))
        .outerjoin(remark, remark.id == latest_remark(planned.c.id))
    )


def _judged(planned: Subquery) -> list[ColumnElement[Any]]:
    """What the thresholds of the day make of the latest result."""
    result, remark, rules = _RESULT, _REMARK, RULES.c
    kind = planned.c.kind
    thematic = or_(kind == MeetingKind.THEMATIC, func.coalesce(remark.thematic, literal(False)))
    norm = case((thematic, rules.thematic_minutes), else_=rules.minutes)
    held = planned.c.state == MeetingState.HELD
    numbered = and_(planned.c.left_at.is_(None), held, result.total.is_not(None))
    due = result.total - func.coalesce(result.exempt, 0)
    low = 100 * func.coalesce(result.present, 0) < rules.low_turnout * due
    return [
        thematic.label("thematic"),
        remark.grade.label("grade"),
        flag(numbered, low).label("low"),
        flag(numbered, func.coalesce(result.minutes, 0) < norm).label("short"),
        flag(numbered).label("numbered"),
    ]


def standings_view() -> Select[Any]:
    """One row a meeting that was planned in the period in the subtree, and what became of it.

    Columns: id, branch_id, kind, state, version, starts_at, left_at, unit_id, village, members,
    exempt (on the day), at, standing.
    """
    return _standings(_planned())


def _latest_result(meeting: ColumnElement[int]) -> ScalarSelect[int]:
    """The key of what was last reported of a meeting."""
    newest = select(func.max(_ANY_RESULT.id)).where(
        _ANY_RESULT.meeting_id == meeting, _ANY_RESULT.withdrawn_at.is_(None)
    )
    return newest.correlate_except(_ANY_RESULT).scalar_subquery()


def _standings(planned: Subquery) -> Select[Any]:
    at = func.coalesce(planned.c.left_at, planned.c.starts_at)
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    return (
        select(
            *planned.c,
            unit.label("unit_id"),
            func.coalesce(BranchPast.village, Branch.village).label("village"),
            func.coalesce(BranchPast.members, Branch.members).label("members"),
            func.coalesce(BranchPast.exempt, Branch.exempt).label("exempt"),
            at.label("at"),
            _standing(planned, unit).label("standing"),
        )
        .select_from(planned)
        .join(Branch, Branch.id == planned.c.branch_id)
        .outerjoin(
            BranchPast,
            and_(BranchPast.branch_id == Branch.id, BranchPast.since <= at, BranchPast.until > at),
        )
        .where(in_subtree(unit, at))
    )


def _planned() -> Subquery:
    """Meetings in the period, and those that left it with the last time they had in it.

    An index has all these columns, so that no meeting is looked up by its key.
    """
    columns = [getattr(Meeting, name) for name in _OF_MEETING]
    begins = Meeting.starts_at
    inside = select(*columns, cast(null(), UtcDateTime()).label("left_at")).where(
        begins >= SINCE, begins < UNTIL
    )
    moved = (
        select(MeetingChange.meeting_id, func.max(MeetingChange.old_starts_at).label("left_at"))
        .where(MeetingChange.old_starts_at >= SINCE, MeetingChange.old_starts_at < UNTIL)
        .group_by(MeetingChange.meeting_id)
        .subquery("moved")
    )
    left = (
        select(*columns, moved.c.left_at)
        .join(moved, moved.c.meeting_id == Meeting.id)
        .where(or_(begins < SINCE, begins >= UNTIL))
    )
    return union_all(inside, left).subquery("planned")


def _standing(planned: Subquery, unit: ColumnElement[int]) -> ColumnElement[str]:
    return case(
        (planned.c.left_at.is_not(None), Standing.MOVED.value),
        *((planned.c.state == state.value, found.value) for state, found in _STATES.items()),
        (planned.c.starts_at > ASKED, Standing.UPCOMING.value),
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
