"""What the office entered for a person, found from the facts themselves."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select, union

from db.among import among
from db.base import Session
from db.kept import kept_until_written
from db.meetings import Confirmation, Meeting, MeetingResult, meetings_by_id
from db.people import Post
from db.prepared import Bind, prepared
from db.substitutions import Substitution, SubstitutionAsk
from db.told import PROMISED, REPORTED, WITNESSED, Promised, Reported, Witnessed, numbers_of
from db.units import holds_on
from db.visits import PresenceRow, PromiseRow, Rows, Visit, visits_ever
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
    by = {"person": person, "actor": actor, "since": since}
    promises = map(Promised._make, await session.execute(_promises(), by))
    presences = map(Witnessed._make, await session.execute(_presences(), by))
    results = map(Reported._make, await session.execute(_results(), by))
    latest = {row.meeting_id: row for row in results}
    confirmed = dict.fromkeys(await session.scalars(_confirmations(), by))
    return (
        *await _of_visits(
            session,
            person,
            list({row.visit_id: row for row in promises}.values()),
            list({row.visit_id: row for row in presences}.values()),
        ),
        *await _of_meetings(session, latest.values(), [m for m in confirmed if m not in latest]),
    )


Said = type[PromiseRow] | type[PresenceRow] | type[MeetingResult] | type[Confirmation]


def _by(table: Said, actor: Bind, since: Bind) -> tuple[ColumnElement[bool], ...]:
    return (table.actor_id == actor, table.source == Source.ON_BEHALF, table.at >= since)


@prepared
def _promises(person: Bind, actor: Bind, since: Bind) -> Rows:
    return (
        select(*PROMISED)
        .join(Visit, Visit.id == PromiseRow.visit_id)
        .where(Visit.person_id == person, *_by(PromiseRow, actor, since))
        .order_by(PromiseRow.id)
    )


@prepared
def _presences(person: Bind, actor: Bind, since: Bind) -> Rows:
    said = PresenceRow.witness_id == person, *_by(PresenceRow, actor, since)
    return select(*WITNESSED).where(*said).order_by(PresenceRow.id)


@prepared
def _results(person: Bind, actor: Bind, since: Bind) -> Rows:
    said = MeetingResult.person_id == person, *_by(MeetingResult, actor, since)
    return select(*REPORTED).where(*said).order_by(MeetingResult.id)


@prepared
def _confirmations(person: Bind, actor: Bind, since: Bind) -> Select[int]:
    said = Confirmation.person_id == person, *_by(Confirmation, actor, since)
    return select(Confirmation.meeting_id).where(*said).order_by(Confirmation.id)


async def _of_visits(
    session: Session,
    person: PersonId,
    promises: Collection[Promised],
    presences: Collection[Witnessed],
) -> list[Entered]:
    told: list[Promised | Witnessed] = [*promises, *presences]
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
    session: Session, results: Collection[Reported], kept: Collection[int]
) -> list[Entered]:
    told = [row.meeting_id for row in results] + [*kept]
    meetings = {m.id: m for m in await meetings_by_id(session, [MeetingId(m) for m in told])}
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
    found += [Entered(EnteredKind.CONFIRMED, meetings[MeetingId(meeting)]) for meeting in kept]
    return found


@prepared
def _concerned(branches: Bind, since: Bind, until: Bind, day: Bind) -> Select[int]:
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
    return select(union(guests, hosts, asked).subquery().c.person_id)


@kept_until_written(Meeting, Visit, Post, Substitution, SubstitutionAsk)
async def concerned(
    session: Session, branches: tuple[BranchId, ...], since: datetime, until: datetime, day: date
) -> frozenset[PersonId]:
    """Who answers for some branches on the day, the cadres of their meetings in the window, and
    whoever is being asked to stand in at any of their meetings."""
    within = {"branches": branches, "since": since, "until": until, "day": day}
    return frozenset(PersonId(row) for row in await session.scalars(_concerned(), within))
