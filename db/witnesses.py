"""What was planned and promised, and what both sides report, of each visit; read side by side."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db import visit_lists, visits
from db.among import among
from db.base import Base, Session
from db.meetings import MeetingChange, MeetingResult
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.told import PROMISED, REPORTED, WITNESSED, Promised, Reported, Witnessed, numbers_of
from db.visits import PresenceRow, PromiseRow, Rows
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory, SixNumbers
from domain.ids import BranchId, MeetingId, PersonId, VisitId
from domain.meetings import MeetingFacts, PersonName, VisitFacts
from domain.messages import Source
from domain.witnesses import Difference, How, Report, Side, VisitRecord, difference

Key = tuple[int, int]  # a visit or a meeting, and the version of the meeting
Pair = tuple[Witnessed | None, Witnessed | None]  # the cadre's own report, and the branch's
Said = Promised | Witnessed | Reported


class Recheck(Base):
    """One answer to "the other side says otherwise": the side keeps what it said, or changes it."""

    __tablename__ = "rechecks"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    version: Mapped[int]  # of the meeting it tells of
    about: Mapped[str] = mapped_column(String(20))
    side: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kept: Mapped[bool]
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


async def records_of_meetings(
    session: Session, meeting_ids: Collection[MeetingId]
) -> tuple[VisitRecord, ...]:
    """Everything known of the visits to some meetings, earliest first.

    A visit has a record of the meeting as it now stands, and one of each earlier version its cadre
    told of.
    """
    return await _records(session, await visits.visits_of_meetings(session, meeting_ids))


async def records_told_of(
    session: Session, branch_ids: Collection[BranchId], since: datetime, until: datetime
) -> tuple[VisitRecord, ...]:
    """The same for the visits that somebody told of, to meetings starting in `[since, until)`."""
    return await _records(
        session, await visit_lists.visits_told_of(session, branch_ids, since, until)
    )


async def records_disputed(
    session: Session, branch_ids: Collection[BranchId], since: datetime, until: datetime
) -> tuple[VisitRecord, ...]:
    """Of those, the ones where the two sides differ."""
    few = await _records(
        session, await visit_lists.disputed_visits(session, branch_ids, since, until)
    )
    return tuple(record for record in few if difference(record) is not None)


async def records_of_visits(
    session: Session, visit_ids: Collection[VisitId]
) -> tuple[VisitRecord, ...]:
    """The same for some visits, whether or not somebody else holds them now."""
    return await _records(session, await visits.visits_ever(session, visit_ids))


async def branch_report(
    session: Session, meeting: MeetingFacts
) -> tuple[Report | None, SixNumbers | None]:
    """What the branch reports of a meeting as it now stands, and its six numbers."""
    result = (await _results(session, {meeting.id})).get((meeting.id, meeting.version))
    names = await _names(session, [] if result is None else [result])
    return _by_branch(result, None, names), numbers_of(result)


async def _records(session: Session, duties: tuple[VisitFacts, ...]) -> tuple[VisitRecord, ...]:
    if not duties:
        return ()
    ids = [duty.id for duty in duties]
    promises = await _latest_promises(session, ids)
    reports = await _reports(session, duties)
    results = await _results(session, {duty.meeting.id for duty in duties})
    looked = await _looked_again(session, ids)
    times = await _earlier_times(session, results)
    names = await _names(session, [*promises.values(), *_rows(reports), *results.values()])
    versions = _versions(duties, reports)
    found = []
    for duty in duties:
        for version in sorted(versions[duty.id]):
            own, branch = reports.get((duty.id, version), (None, None))
            result = results.get((duty.meeting.id, version))
            found.append(
                VisitRecord(
                    visit=_as_it_was(duty, promises.get((duty.id, version)), times.get(result)),
                    version=version,
                    promised=_how(promises.get((duty.id, version)), names),
                    secretary=_by_branch(result, branch, names),
                    cadre=_by_cadre(own, names),
                    looked_again=frozenset(looked.get((duty.id, version), ())),
                )
            )
    return tuple(found)


def _versions(duties: Iterable[VisitFacts], reports: Iterable[Key]) -> dict[int, set[int]]:
    """Of each visit, the version of the meeting as it now stands and those that were told of."""
    found: dict[int, set[int]] = {duty.id: {duty.meeting.version} for duty in duties}
    for visit, version in reports:
        found[visit].add(version)
    return found


def _as_it_was(duty: VisitFacts, said: Promised | None, starts_at: datetime | None) -> VisitFacts:
    """The visit with the time of one version, and what was promised about it."""
    return VisitFacts(
        duty.id,
        replace(duty.meeting, starts_at=starts_at) if starts_at else duty.meeting,
        duty.cadre,
        promise=Promise(said.promise) if said else None,
        reason=ReasonCategory(said.reason) if said else ReasonCategory.NONE,
        minutes_late=said.minutes_late if said else None,
    )


@prepared
def _promises_of(visits: Bind) -> Rows:
    newest = (
        select(func.max(PromiseRow.id))
        .where(among(PromiseRow.visit_id, visits))
        .group_by(PromiseRow.visit_id, PromiseRow.version)
    )
    return select(*PROMISED).where(PromiseRow.id.in_(newest))


@prepared
def _reports_of(visits: Bind) -> Rows:
    found = select(*WITNESSED).where(among(PresenceRow.visit_id, visits))
    return found.order_by(PresenceRow.id)


@prepared
def _results_of(meetings: Bind) -> Rows:
    newest = (
        select(func.max(MeetingResult.id))
        .where(among(MeetingResult.meeting_id, meetings), MeetingResult.withdrawn_at.is_(None))
        .group_by(MeetingResult.meeting_id, MeetingResult.version)
    )
    return select(*REPORTED).where(MeetingResult.id.in_(newest))


@prepared
def _changes_of(meetings: Bind) -> Select[int, datetime, datetime]:
    change = MeetingChange
    changes = select(change.meeting_id, change.new_starts_at, change.old_starts_at)
    return changes.where(among(change.meeting_id, meetings)).order_by(MeetingChange.id)


@prepared
def _rechecks_of(visits: Bind) -> Select[int, int, str, str]:
    columns = Recheck.visit_id, Recheck.version, Recheck.about, Recheck.side
    return select(*columns).where(among(Recheck.visit_id, visits))


async def _latest_promises(session: Session, ids: Collection[VisitId]) -> dict[Key, Promised]:
    rows = await session.execute(_promises_of(), {"visits": list(ids)})
    return {(row.visit_id, row.version): row for row in map(Promised._make, rows)}


async def _reports(session: Session, duties: Collection[VisitFacts]) -> dict[Key, Pair]:
    """By visit and version, the cadre's latest report and the branch's."""
    cadres = {duty.id: duty.cadre.id for duty in duties}
    found: dict[Key, Pair] = {}
    rows = await session.execute(_reports_of(), {"visits": list(cadres)})
    for row in map(Witnessed._make, rows):
        key = (row.visit_id, row.version)
        own, branch = found.get(key, (None, None))
        mine = row.witness_id == cadres[VisitId(row.visit_id)]
        found[key] = (row, branch) if mine else (own, row)
    return found


def _rows(reports: dict[Key, Pair]) -> list[Witnessed]:
    return [row for pair in reports.values() for row in pair if row is not None]


async def _results(session: Session, meeting_ids: Collection[MeetingId]) -> dict[Key, Reported]:
    rows = await session.execute(_results_of(), {"meetings": list(meeting_ids)})
    return {(row.meeting_id, row.version): row for row in map(Reported._make, rows)}


async def _earlier_times(
    session: Session, results: dict[Key, Reported]
) -> dict[Reported | None, datetime]:
    """When a meeting was to be, for each report that gave it another time."""
    moved = [row for row in results.values() if row.new_starts_at is not None]
    if not moved:
        return {}
    asked = {"meetings": [row.meeting_id for row in moved]}
    rows = await session.execute(_changes_of(), asked)
    old = {(meeting, new): before for meeting, new, before in rows}
    return {row: old[key] for row in moved if (key := (row.meeting_id, row.new_starts_at)) in old}


async def _looked_again(
    session: Session, ids: Collection[VisitId]
) -> dict[Key, list[tuple[Difference, Side]]]:
    found: dict[Key, list[tuple[Difference, Side]]] = {}
    rows = await session.execute(_rechecks_of(), {"visits": list(ids)})
    for visit, version, about, side in rows:
        found.setdefault((visit, version), []).append((Difference(about), Side(side)))
    return found


@prepared
def _names_of(people: Bind) -> Select[int, str]:
    return select(PersonRow.id, PersonRow.name).where(among(PersonRow.id, people))


async def _names(session: Session, rows: Iterable[Said]) -> dict[int, str]:
    """Names of those who entered something for somebody else."""
    wanted = {row.actor_id for row in rows if row.source == Source.ON_BEHALF}
    if not wanted:
        return {}
    return dict(iter(await session.execute(_names_of(), {"people": wanted})))


def _how(row: Said | None, names: dict[int, str]) -> How | None:
    if row is None:
        return None
    name = names.get(row.actor_id)
    by = None if name is None else PersonName(PersonId(row.actor_id), name)
    return How(row.at, Source(row.source), by)


def _by_branch(
    result: Reported | None, came: Witnessed | None, names: dict[int, str]
) -> Report | None:
    """What became of the meeting, and, when it was held, whether this cadre came."""
    how = _how(result, names)
    if result is None or how is None:
        return None
    outcome = MeetingOutcome(result.outcome)
    held = outcome is MeetingOutcome.HELD
    presence = Presence(came.presence) if came is not None and held else None
    said = _how(came, names) or how if presence else how
    reason = ReasonCategory(result.reason)
    return Report(held, presence, said, outcome, reason, result.new_starts_at)


def _by_cadre(row: Witnessed | None, names: dict[int, str]) -> Report | None:
    how = _how(row, names)
    return None if row is None or how is None else Report(row.held, Presence(row.presence), how)
