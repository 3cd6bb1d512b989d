"""The branches a report counts, as SQL: one row each, with how many of its meetings were held."""

from collections.abc import Mapping

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
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
from db.report_meetings import latest_remark
from db.units import holds_on
from domain.meetings import MeetingKind, MeetingState
from domain.reports.facts import Figure

_REMARK = aliased(MeetingRemark)


def branches_view() -> Select[int, int, str, int, int, int, int]:
    """One row a branch of the subtree at the end of the period (or now).

    Columns: id, unit_id, village, members, exempt, held, thematic: meetings of the period.
    """
    unit, met = func.coalesce(BranchPast.unit_id, Branch.unit_id), _met()
    return (
        select(
            Branch.id.label("id"),
            unit.label("unit_id"),
            func.coalesce(BranchPast.village, Branch.village).label("village"),
            func.coalesce(BranchPast.members, Branch.members).label("members"),
            func.coalesce(BranchPast.exempt, Branch.exempt).label("exempt"),
            func.coalesce(met.c.held, 0).label("held"),
            func.coalesce(met.c.thematic, 0).label("thematic"),
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
        .outerjoin(met, met.c.branch_id == Branch.id)
        .where(in_subtree(unit, AS_OF), holds_on(DAY, Branch.valid_from, Branch.valid_to))
    )


def _met() -> CTE:
    """How many meetings of each branch that has any took place in the period."""
    remarked = latest_remark(Meeting.id)
    thematic = or_(Meeting.kind == MeetingKind.THEMATIC.value, _REMARK.thematic.is_(True))
    return (
        select(
            Meeting.branch_id.label("branch_id"),
            func.count().label("held"),
            func.sum(case((thematic, 1), else_=0)).label("thematic"),
        )
        .outerjoin(_REMARK, _REMARK.id == remarked)
        .where(
            Meeting.starts_at >= SINCE,
            Meeting.starts_at < UNTIL,
            Meeting.state == MeetingState.HELD.value,
        )
        .group_by(Meeting.branch_id)
        .cte("met")
        .prefix_with("MATERIALIZED")  # once, not again for every branch
    )


def branch_conditions(view: FromClause) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of branches counts among the rows of the view."""
    return {
        Figure.BRANCHES: literal(True, Boolean),
        Figure.BRANCHES_MET: view.c.held > 0,
        Figure.BRANCHES_NOT_MET: view.c.held == 0,
        Figure.BRANCHES_THEMATIC: view.c.thematic > 0,
        Figure.BRANCHES_NO_THEMATIC: view.c.thematic == 0,
    }
