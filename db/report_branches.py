"""The branches a report counts, as SQL: one row each, with how many of its meetings were held."""

from collections.abc import Mapping

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from db.branches import Branch
from db.meetings import Meeting
from db.pasts import BranchPast
from db.remarks import MeetingRemark
from db.report_given import AS_OF, DAY, SINCE, UNTIL, in_subtree
from db.report_meetings import LATEST_REMARK
from db.units import holds_on
from domain.meetings import MeetingKind, MeetingState
from domain.reports.facts import Figure

_REMARK = aliased(MeetingRemark)


def branches_view() -> Select[int, int, str, int, int, int, int]:
    """One row a branch of the subtree at the end of the period (or now).

    Columns: id, unit_id, village, members, exempt, held, thematic: meetings of the period.
    """
    unit = func.coalesce(BranchPast.unit_id, Branch.unit_id)
    return (
        select(
            Branch.id.label("id"),
            unit.label("unit_id"),
            func.coalesce(BranchPast.village, Branch.village).label("village"),
            func.coalesce(BranchPast.members, Branch.members).label("members"),
            func.coalesce(BranchPast.exempt, Branch.exempt).label("exempt"),
            _held().label("held"),
            _held(thematic=True).label("thematic"),
        )
        .select_from(Branch)
        .outerjoin(
            BranchPast,
            and_(
                BranchPast.branch_id == Branch.id,
                BranchPast.since <= AS_OF,
                BranchPast.until > AS_OF,
            ),
        )
        .where(in_subtree(unit, AS_OF), holds_on(DAY, Branch.valid_from, Branch.valid_to))
    )


def _held(*, thematic: bool = False) -> ColumnElement[int]:
    """How many meetings of a branch took place in the period."""
    query = select(func.count(Meeting.id)).where(
        Meeting.branch_id == Branch.id,
        Meeting.starts_at >= SINCE,
        Meeting.starts_at < UNTIL,
        Meeting.state == MeetingState.HELD.value,
    )
    if thematic:
        query = query.outerjoin(_REMARK, _REMARK.id == LATEST_REMARK).where(
            or_(Meeting.kind == MeetingKind.THEMATIC.value, _REMARK.thematic.is_(True))
        )
    return query.correlate(Branch).scalar_subquery()


def branch_conditions(view: FromClause) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of branches counts among the rows of the view."""
    return {
        Figure.BRANCHES: literal(True, Boolean),
        Figure.BRANCHES_MET: view.c.held > 0,
        Figure.BRANCHES_NOT_MET: view.c.held == 0,
        Figure.BRANCHES_THEMATIC: view.c.thematic > 0,
        Figure.BRANCHES_NO_THEMATIC: view.c.thematic == 0,
    }
