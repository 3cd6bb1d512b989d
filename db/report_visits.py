"""The visits a report counts, as SQL: one row each, with what both sides make of it.

The columns mirror domain/witnesses.py; a test of random histories compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    String,
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

from db.meetings import Meeting, MeetingResult
from db.pauses import PauseRow
from db.report_given import Instant, flag, paused_commune
from db.substitutions import Substitution
from db.visits import PresenceRow, PromiseRow, Visit
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.pausing import PauseEnd
from domain.reports.facts import DUE, VISIT_STANDINGS, Figure, Standing, VisitStanding
from domain.substitution import SubstitutionState
from domain.witnesses import Surprise

_ANY_PROMISE = aliased(PromiseRow)
LATEST_PROMISE = (
    select(func.max(_ANY_PROMISE.id))
    .where(_ANY_PROMISE.visit_id == Visit.id, _ANY_PROMISE.version == Meeting.version)
    .correlate(Visit, Meeting)
    .scalar_subquery()
)


# What the two sides said: all that `judged` looks at.
SAID = (
    "told", "paused", "promise", "reason", "own", "own_held", "theirs", "outcome"
)  # fmt: skip


def visits_view(planned: FromClause) -> Select[Any]:
    """One row a visit of the planned meetings that has not ended.

    Columns: those of `witnesses_view`, standing, surprise.
    """
    return judged(witnesses_view(planned).subquery("witnesses"))


def witnesses_view(planned: FromClause) -> Select[Any]:
    """One row a visit of the planned meetings that has not ended, with what the two sides said.

    Columns: id, meeting_id, person_id; of the meeting branch_id, unit_id, village, members, exempt,
    left_at, told (its standing); whether it was paused, promise, reason; own, own_held (what the
    cadre reports), theirs (what others do of the cadre), outcome (of the meeting, by the branch).
    """
    own = PresenceRow.witness_id == Visit.person_id
    theirs = PresenceRow.witness_id != Visit.person_id
    came = _witnessed(planned, PresenceRow.presence, own)
    rests = paused(planned.c.unit_id, planned.c.starts_at)  # nobody asks it of who came
    current = planned.c.result_version == planned.c.version  # mostly: then nothing newer
    return (
        select(
            Visit.id.label("id"),
            Visit.meeting_id.label("meeting_id"),
            Visit.person_id.label("person_id"),
            *_of_the_meeting(planned),
            planned.c.standing.label("told"),
            rests.label("paused"),
            _promised(planned, PromiseRow.promise).label("promise"),
            _promised(planned, PromiseRow.reason).label("reason"),
            came.label("own"),
            _witnessed(planned, PresenceRow.held, own).label("own_held"),
            _witnessed(planned, PresenceRow.presence, theirs).label("theirs"),
            case((current, planned.c.outcome), else_=_outcome(planned)).label("outcome"),
        )
        .select_from(planned)
        .join(Visit, and_(Visit.meeting_id == planned.c.id, Visit.ended_at.is_(None)))
    )


def _promised(planned: FromClause, column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """From the newest answer about the visit."""
    said = PromiseRow.visit_id == Visit.id, PromiseRow.version == planned.c.version
    return _newest(PromiseRow, column, *said)


def _witnessed(
    planned: FromClause, column: InstrumentedAttribute[Any], who: ColumnElement[bool]
) -> ColumnElement[Any]:
    """From the newest report on the visit."""
    said = PresenceRow.visit_id == Visit.id, PresenceRow.version == planned.c.version
    return _newest(PresenceRow, column, *said, who)


def _outcome(planned: FromClause) -> ColumnElement[str]:
    """From the newest result of the meeting."""
    return _newest(
        MeetingResult,
        MeetingResult.outcome,
        MeetingResult.meeting_id == planned.c.id,
        MeetingResult.version == planned.c.version,
        MeetingResult.withdrawn_at.is_(None),
    )


def _newest(
    table: Any, column: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]
) -> ColumnElement[Any]:
    """A column of the newest row; of answers and reports it is in the index that finds the row."""
    query = select(column).where(*conditions).order_by(table.id.desc()).limit(1)
    return query.correlate_except(table).scalar_subquery()


def judged(said: FromClause) -> Select[Any]:
    """The rows (which have the columns of `SAID`), with standing and surprise beside them."""
    found = _Witnesses(said)
    seen = found.seen
    missed = or_(seen.is_(None), seen == Presence.ABSENT.value)
    standing = case(
        (said.c.told == Standing.UPCOMING.value, VisitStanding.AHEAD.value),
        (
            said.c.told.not_in((Standing.HELD.value, Standing.UNREPORTED.value)),
            VisitStanding.OFF.value,
        ),
        (found.disputed, VisitStanding.DISPUTED.value),
        (and_(missed, said.c.paused), VisitStanding.RESTING.value),
        (seen.is_(None), VisitStanding.UNSEEN.value),
        else_=seen,
    )
    clear = standing.in_([one.value for one in DUE if one is not VisitStanding.DISPUTED])
    surprise = case((clear, found.surprise), else_=cast(null(), String(20)))
    return select(said, standing.label("standing"), surprise.label("surprise"))


def _of_the_meeting(planned: FromClause) -> list[ColumnElement[Any]]:
    names = ("branch_id", "unit_id", "village", "members", "exempt", "left_at")
    return [planned.c[name].label(name) for name in names if name in planned.c]


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """The rules of domain/witnesses.py over the latest report of each side."""

    said: FromClause

    @property
    def branch_held(self) -> ColumnElement[bool]:
        """The branch reports that the meeting took place."""
        outcome = self.said.c.outcome
        return flag(outcome.is_not(None), outcome == MeetingOutcome.HELD.value)

    @property
    def disputed(self) -> ColumnElement[bool]:
        said = self.said.c
        both = and_(said.outcome.is_not(None), said.own.is_not(None))
        came, also = (side == Presence.PRESENT.value for side in (said.own, said.theirs))
        about_meeting = self.branch_held != said.own_held
        about_visit = and_(self.branch_held, said.own_held, said.theirs.is_not(None), came != also)
        return flag(both, or_(about_meeting, about_visit))

    @property
    def presence(self) -> ColumnElement[str | None]:
        said = self.said.c
        return case(
            (said.own.is_not(None), said.own),
            (self.branch_held, said.theirs),
            else_=cast(null(), String(20)),
        )

    @property
    def seen(self) -> ColumnElement[str | None]:
        """What happened; without a report, a decline counts by its reason."""
        said = self.said.c
        declined = case(
            (said.reason == ReasonCategory.NONE.value, Presence.ABSENT.value),
            else_=Presence.EXCUSED.value,
        )
        promised = case(
            (said.promise == Promise.NOT_COMING.value, declined),
            else_=cast(null(), String(20)),
        )
        return func.coalesce(self.presence, promised)

    @property
    def surprise(self) -> ColumnElement[str | None]:
        said = self.said.c
        answered = func.coalesce(said.promise, Promise.UNSURE.value) != Promise.UNSURE.value
        coming = _coming(said.promise)
        nobody_denies = and_(
            or_(said.outcome.is_(None), self.branch_held), or_(said.own.is_(None), said.own_held)
        )
        present = self.presence == Presence.PRESENT.value
        return case(
            (or_(self.presence.is_(None), ~nobody_denies), cast(null(), String(20))),
            (
                and_(present, said.promise == Promise.NOT_COMING.value),
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


def paused(unit: ColumnElement[int], at: Instant) -> ColumnElement[bool]:
    """The office had paused the commune or the cadre at an instant."""
    over = func.coalesce(PauseRow.ended_at, PauseRow.until)
    real = or_(PauseRow.ended_how.is_(None), PauseRow.ended_how != PauseEnd.UNDONE.value)
    person = exists().where(
        PauseRow.person_id == Visit.person_id, PauseRow.since <= at, over > at, real
    )
    return or_(person.correlate_except(PauseRow), paused_commune(unit, at))


def substituted_view(planned: FromClause) -> Select[Any]:
    """One row a visit that somebody else took over; columns as of visits, without what was said."""
    taken = exists().where(
        Substitution.visit_id == Visit.id, Substitution.state == SubstitutionState.FILLED.value
    )
    return (
        select(
            Visit.id.label("id"),
            Visit.meeting_id.label("meeting_id"),
            Visit.person_id.label("person_id"),
            literal(VisitStanding.EXCUSED.value, String(20)).label("standing"),
            cast(null(), String(20)).label("surprise"),
            *_of_the_meeting(planned),
        )
        .select_from(planned)
        .join(Visit, and_(Visit.meeting_id == planned.c.id, Visit.ended_at.is_not(None)))
        .where(taken)
    )


def visit_conditions(view: FromClause) -> Mapping[Figure, ColumnElement[bool]]:
    """What each figure of visits counts among the rows of the view."""
    due = view.c.standing.in_([one.value for one in DUE])
    silent = func.coalesce(view.c.promise, Promise.UNSURE.value) == Promise.UNSURE.value
    return {
        Figure.VISITS: literal(True, Boolean),
        Figure.DUE: due,
        **{figure: view.c.standing == one.value for one, figure in VISIT_STANDINGS.items()},
        **{Figure(f"v:{one.value}"): view.c.surprise == one.value for one in Surprise},
        Figure.UNANSWERED: and_(silent, or_(due, view.c.standing == VisitStanding.AHEAD.value)),
        Figure.DECLINED: and_(
            view.c.standing == VisitStanding.AHEAD.value,
            func.coalesce(view.c.promise, "") == Promise.NOT_COMING.value,
        ),
        Figure.KEPT: and_(view.c.standing == VisitStanding.PRESENT.value, _coming(view.c.promise)),
    }
