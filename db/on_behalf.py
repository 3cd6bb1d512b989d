"""What the office entered for a person, found from the facts themselves."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, CompoundSelect, select, union

from db.among import among
from db.base import Session
from db.kept import kept_until_written
from db.meetings import Confirmation, Meeting, MeetingResult, meetings_by_id, numbers_of
from db.people import Post
from db.prepared import Bind, prepared
from db.substitutions import Substitution, SubstitutionAsk
from db.units import holds_on
from db.visits import PresenceRow, PromiseRow, Visit, visits_ever
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory
from domain.ids import BranchId, MeetingId, PersonId, VisitId
from domain.messages import Source
from domain.on_behalf import Entered, EnteredKind
from domain.people import FOR_BRANCH
from domain.substitution import LIVING


async def entered(
    session: Session, person: PersonId, actor: PersonId, since: datetime
) -> tuple[Entered, ...]:
    """What one of the office has entered for the person since then, the latest of each fact."""
    promises = await session.scalars(
        select(PromiseRow)
        .join(Visit, Visit.id == PromiseRow.visit_id)
        .where(Visit.person_id == person, *_by(PromiseRow, actor, since))
        .order_by(PromiseRow.id)
    )
    presences = await session.scalars(
        select(PresenceRow)
        .where(PresenceRow.witness_id == person, *_by(PresenceRow, actor, since))
        .order_by(PresenceRow.id)
    )
    results = await session.scalars(
        select(MeetingResult)
        .where(MeetingResult.person_id == person, *_by(MeetingResult, actor, since))
        .order_by(MeetingResult.id)
    )
    kept = await session.scalars(
        select(Confirmation)
        .where(Confirmation.person_id == person, *_by(Confirmation, actor, since))
        .order_by(Confirmation.id)
    )
    latest = {row.meeting_id: row for row in results}
    confirmed = {row.meeting_id: row for row in kept if row.meeting_id not in latest}
    return (
        *await _of_visits(
            session,
            person,
            list({row.visit_id: row for row in promises}.values()),
            list({row.visit_id: row for row in presences}.values()),
        ),
        *await _of_meetings(session, latest.values(), confirmed.values()),
    )


Said = type[PromiseRow] | type[PresenceRow] | type[MeetingResult] | type[Confirmation]


def _by(table: Said, actor: PersonId, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (table.actor_id == actor, table.source == Source.ON_BEHALF, table.at >= since)


async def _of_visits(
    session: Session,
    person: PersonId,
    promises: Collection[PromiseRow],
    presences: Collection[PresenceRow],
) -> list[Entered]:
    told: list[PromiseRow | PresenceRow] = [*promises, *presences]
    ids = [VisitId(row.visit_id) for row in told]
    duties = {duty.id: duty for duty in await visits_ever(session, ids)}
    found = [
        Entered(
            EnteredKind.PROMISE,
            duties[VisitId(row.visit_id)].meeting,
            promise=Promise(row.promise),
            reason=ReasonCategory(row.reason),
        )
        for row in promises
    ]
    for row in presences:
        duty = duties[VisitId(row.visit_id)]
        found.append(
            Entered(
                EnteredKind.PRESENCE if duty.cadre.id == person else EnteredKind.GUEST,
                duty.meeting,
                cadre=duty.cadre.name,
                presence=Presence(row.presence),
                held=row.held,
            )
        )
    return found


async def _of_meetings(
    session: Session, results: Collection[MeetingResult], kept: Collection[Confirmation]
) -> list[Entered]:
    told: list[MeetingResult | Confirmation] = [*results, *kept]
    ids = [MeetingId(row.meeting_id) for row in told]
    meetings = {m.id: m for m in await meetings_by_id(session, ids)}
    found = [
        Entered(
            EnteredKind.RESULT,
            meetings[MeetingId(row.meeting_id)],
            reason=ReasonCategory(row.reason),
            outcome=MeetingOutcome(row.outcome),
            numbers=numbers_of(row),
            moved=row.new_starts_at is not None,
        )
        for row in results
    ]
    found += [Entered(EnteredKind.CONFIRMED, meetings[MeetingId(row.meeting_id)]) for row in kept]
    return found


@prepared
def _concerned(branches: Bind, since: Bind, until: Bind, day: Bind) -> CompoundSelect[int]:
    guests = (
        select(Visit.person_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            among(Meeting.branch_id, branches),
            Meeting.starts_at >= since,
            Meeting.starts_at < until,
            Visit.ended_at.is_(None),
        )
    )
    hosts = select(Post.person_id).where(
        among(Post.branch_id, branches),
        Post.role.in_(FOR_BRANCH),
        holds_on(day, Post.valid_from, Post.valid_to),
    )
    asked = (
        select(SubstitutionAsk.person_id)
        .join(Substitution, Substitution.id == SubstitutionAsk.substitution_id)
        .join(Meeting, Meeting.id == Substitution.meeting_id)
        .where(
            among(Meeting.branch_id, branches),
            Substitution.state.in_(LIVING),
            SubstitutionAsk.ended_at.is_(None),
        )
    )
    return union(guests, hosts, asked)


@kept_until_written(Meeting, Visit, Post, Substitution, SubstitutionAsk)
async def concerned(
    session: Session, branches: tuple[BranchId, ...], since: datetime, until: datetime, day: date
) -> frozenset[PersonId]:
    """Who answers for some branches on the day, the cadres of their meetings in the window, and
    whoever is being asked to stand in at any of their meetings."""
    within = {"branches": branches, "since": since, "until": until, "day": day}
    return frozenset(PersonId(row) for row in await session.scalars(_concerned(), within))
