"""The visits a report counts, as SQL: one row each, with what both sides make of it.

The columns mirror domain/witnesses.py; a test of random histories compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    ColumnElement,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.base import UtcDateTime
from db.meetings import Meeting, MeetingResult
from db.pauses import PauseRow
from db.report_scope import Scope, flag
from db.substitutions import Substitution
from db.visits import PresenceRow, PromiseRow, Visit
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.pausing import PauseEnd
from domain.reports.facts import DUE, VISIT_STANDINGS, Figure, Standing, VisitStanding
from domain.substitution import SubstitutionState
from domain.witnesses import Surprise

# Built once: making an alias costs more than running a query of a small district.
_SAID, _RESULT = aliased(PromiseRow), aliased(MeetingResult)
_OWN, _THEIRS = aliased(PresenceRow), aliased(PresenceRow)
_ANY_PROMISE, _ANY_PRESENCE = aliased(PromiseRow), aliased(PresenceRow)
_ANY_RESULT = aliased(MeetingResult)
LATEST_PROMISE = (
    select(func.max(_ANY_PROMISE.id))
    .where(_ANY_PROMISE.visit_id == Visit.id, _ANY_PROMISE.version == Meeting.version)
    .correlate(Visit, Meeting)
    .scalar_subquery()
)
_PRESENCES = (
    select(func.max(_ANY_PRESENCE.id))
    .where(_ANY_PRESENCE.visit_id == Visit.id, _ANY_PRESENCE.version == Meeting.version)
    .correlate(Visit, Meeting)
)
_LATEST_OWN = _PRESENCES.where(_ANY_PRESENCE.witness_id == Visit.person_id).scalar_subquery()
_LATEST_THEIRS = _PRESENCES.where(_ANY_PRESENCE.witness_id != Visit.person_id).scalar_subquery()
_RESULT_OF_VERSION = (
    select(func.max(_ANY_RESULT.id))
    .where(
        _ANY_RESULT.meeting_id == Meeting.id,
        _ANY_RESULT.version == Meeting.version,
        _ANY_RESULT.withdrawn_at.is_(None),
    )
    .correlate(Meeting)
    .scalar_subquery()
)


def visits_view(scope: Scope, planned: Subquery) -> Subquery:
    """One row a visit of the planned meetings that has not ended.

    Columns: id, meeting_id, person_id, unit_id, promise, standing, surprise.
    """
    said, own, theirs, result = _SAID, _OWN, _THEIRS, _RESULT
    found = _Witnesses(said, own, theirs, result)
    seen = found.seen
    unmarked = and_(
        or_(seen.is_(None), seen == Presence.ABSENT.value), paused(scope, planned.c.unit_id)
    )
    standing = case(
        (planned.c.standing == Standing.UPCOMING.value, VisitStanding.AHEAD.value),
        (
            planned.c.standing.not_in((Standing.HELD.value, Standing.UNREPORTED.value)),
            VisitStanding.OFF.value,
        ),
        (found.disputed, VisitStanding.DISPUTED.value),
        (unmarked, VisitStanding.RESTING.value),
        (seen.is_(None), VisitStanding.UNSEEN.value),
        else_=seen,
    )
    clear = standing.in_([one.value for one in DUE if one is not VisitStanding.DISPUTED])
    return (
        select(
            Visit.id.label("id"),
            Visit.meeting_id.label("meeting_id"),
            Visit.person_id.label("person_id"),
            planned.c.unit_id.label("unit_id"),
            said.promise.label("promise"),
            standing.label("standing"),
            case((clear, found.surprise), else_=cast(null(), String(20))).label("surprise"),
        )
        .select_from(planned)
        .join(Meeting, Meeting.id == planned.c.id)
        .join(Visit, and_(Visit.meeting_id == Meeting.id, Visit.ended_at.is_(None)))
        .outerjoin(said, said.id == LATEST_PROMISE)
        .outerjoin(own, own.id == _LATEST_OWN)
        .outerjoin(theirs, theirs.id == _LATEST_THEIRS)
        .outerjoin(result, result.id == _RESULT_OF_VERSION)
        .subquery("planned_visits")
    )


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """The rules of domain/witnesses.py over the latest report of each side."""

    said: type[PromiseRow]
    own: type[PresenceRow]
    theirs: type[PresenceRow]
    result: type[MeetingResult]

    @property
    def branch_held(self) -> ColumnElement[bool]:
        """The branch reports that the meeting took place."""
        return flag(self.result.id.is_not(None), self.result.outcome == MeetingOutcome.HELD.value)

    @property
    def disputed(self) -> ColumnElement[bool]:
        both = and_(self.result.id.is_not(None), self.own.id.is_not(None))
        came, also = (side.presence == Presence.PRESENT.value for side in (self.own, self.theirs))
        about_meeting = self.branch_held != self.own.held
        about_visit = and_(
            self.branch_held, self.own.held, self.theirs.id.is_not(None), came != also
        )
        return flag(both, or_(about_meeting, about_visit))

    @property
    def presence(self) -> ColumnElement[str | None]:
        return case(
            (self.own.id.is_not(None), self.own.presence),
            (self.branch_held, self.theirs.presence),
            else_=cast(null(), String(20)),
        )

    @property
    def seen(self) -> ColumnElement[str | None]:
        """What happened; without a report, a decline counts by its reason."""
        declined = case(
            (self.said.reason == ReasonCategory.NONE.value, Presence.ABSENT.value),
            else_=Presence.EXCUSED.value,
        )
        promised = case(
            (self.said.promise == Promise.NOT_COMING.value, declined),
            else_=cast(null(), String(20)),
        )
        return func.coalesce(self.presence, promised)

    @property
    def surprise(self) -> ColumnElement[str | None]:
        answered = func.coalesce(self.said.promise, Promise.UNSURE.value) != Promise.UNSURE.value
        coming = _coming(self.said.promise)
        nobody_denies = and_(
            or_(self.result.id.is_(None), self.branch_held),
            or_(self.own.id.is_(None), self.own.held),
        )
        present = self.presence == Presence.PRESENT.value
        return case(
            (or_(self.presence.is_(None), ~nobody_denies), cast(null(), String(20))),
            (
                and_(present, self.said.promise == Promise.NOT_COMING.value),
                Surprise.CAME_DECLINED.value,
            ),
            (and_(present, ~answered), Surprise.CAME_UNANSWERED.value),
            (present, cast(null(), String(20))),
            (coming, Surprise.MISSED_PROMISED.value),
            (~answered, Surprise.MISSED_UNANSWERED.value),
            else_=cast(null(), String(20)),
        )


def _coming(promise: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return func.coalesce(promise, "").in_([Promise.COMING.value, Promise.LATE.value])


def paused(
    scope: Scope, unit: ColumnElement[int], instant: datetime | None = None
) -> ColumnElement[bool]:
    """The office had paused the commune or the cadre at an instant: when the meeting began."""
    at = Meeting.starts_at if instant is None else literal(instant, UtcDateTime(True))
    over = func.coalesce(PauseRow.ended_at, PauseRow.until)
    real = or_(PauseRow.ended_how.is_(None), PauseRow.ended_how != PauseEnd.UNDONE.value)
    person = exists().where(
        PauseRow.person_id == Visit.person_id, PauseRow.since <= at, over > at, real
    )
    communes = [
        and_(unit.in_(sorted(pause.units)), at >= pause.since, at < pause.until)
        for pause in scope.pauses.all
        if pause.units
    ]
    return or_(person.correlate(Visit, Meeting), *communes)


def substituted_view(planned: Subquery) -> Subquery:
    """One row a visit that somebody else took over. Columns: id, meeting_id, person_id, unit_id."""
    taken = exists().where(
        Substitution.visit_id == Visit.id, Substitution.state == SubstitutionState.FILLED.value
    )
    return (
        select(
            Visit.id.label("id"),
            Visit.meeting_id.label("meeting_id"),
            Visit.person_id.label("person_id"),
            planned.c.unit_id.label("unit_id"),
            cast(null(), String(20)).label("promise"),
            literal(VisitStanding.EXCUSED.value, String(20)).label("standing"),
            cast(null(), String(20)).label("surprise"),
        )
        .select_from(planned)
        .join(Visit, and_(Visit.meeting_id == planned.c.id, Visit.ended_at.is_not(None)))
        .where(taken)
        .subquery("substituted_visits")
    )


def visit_conditions(view: Subquery) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of visits counts among the rows of the view."""
    due = view.c.standing.in_([one.value for one in DUE])
    silent = func.coalesce(view.c.promise, Promise.UNSURE.value) == Promise.UNSURE.value
    return {
        Figure.VISITS: literal(True, Boolean),
        Figure.DUE: due,
        **{figure: view.c.standing == one.value for one, figure in VISIT_STANDINGS.items()},
        **{Figure(f"v:{one.value}"): view.c.surprise == one.value for one in Surprise},
        Figure.UNANSWERED: and_(silent, or_(due, view.c.standing == VisitStanding.AHEAD.value)),
        Figure.KEPT: and_(view.c.standing == VisitStanding.PRESENT.value, _coming(view.c.promise)),
    }
