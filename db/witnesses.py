"""What was planned and promised, and what both sides report, of each visit; read side by side."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db import visits
from db.among import among
from db.base import Base, Session
from db.meetings import MeetingChange, MeetingResult, numbers_of
from db.people import PersonRow
from db.prepared import Bind, prepared
from db.visits import PresenceRow, PromiseRow
from domain.attendance import MeetingOutcome, Presence, Promise, ReasonCategory, SixNumbers
from domain.ids import MeetingId, PersonId, VisitId
from domain.meetings import MeetingFacts, PersonName, VisitFacts
from domain.messages import Source
from domain.witnesses import Difference, How, Report, Side, VisitRecord

Key = tuple[int, int]  # a visit or a meeting, and the version of the meeting


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
    found = []
    for duty in duties:
        for version in sorted({duty.meeting.version, *_told_versions(reports, duty)}):
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


def _told_versions(
    reports: dict[Key, tuple[PresenceRow | None, PresenceRow | None]], duty: VisitFacts
) -> list[int]:
    return [version for visit, version in reports if visit == duty.id]


def _as_it_was(duty: VisitFacts, said: PromiseRow | None, starts_at: datetime | None) -> VisitFacts:
    """The visit with the time of one version, and what was promised about it."""
    return replace(
        duty,
        meeting=replace(duty.meeting, starts_at=starts_at) if starts_at else duty.meeting,
        promise=Promise(said.promise) if said else None,
        reason=ReasonCategory(said.reason) if said else ReasonCategory.NONE,
        minutes_late=said.minutes_late if said else None,
    )


@prepared
def _promises_of(visits: Bind) -> Select[PromiseRow]:
    newest = (
        select(func.max(PromiseRow.id))
        .where(among(PromiseRow.visit_id, visits))
        .group_by(PromiseRow.visit_id, PromiseRow.version)
    )
    return select(PromiseRow).where(PromiseRow.id.in_(newest))


@prepared
def _reports_of(visits: Bind) -> Select[PresenceRow]:
    return select(PresenceRow).where(among(PresenceRow.visit_id, visits)).order_by(PresenceRow.id)


@prepared
def _results_of(meetings: Bind) -> Select[MeetingResult]:
    newest = (
        select(func.max(MeetingResult.id))
        .where(among(MeetingResult.meeting_id, meetings), MeetingResult.withdrawn_at.is_(None))
        .group_by(MeetingResult.meeting_id, MeetingResult.version)
    )
    return select(MeetingResult).where(MeetingResult.id.in_(newest))


@prepared
def _changes_of(meetings: Bind) -> Select[MeetingChange]:
    changes = select(MeetingChange).where(among(MeetingChange.meeting_id, meetings))
    return changes.order_by(MeetingChange.id)


@prepared
def _rechecks_of(visits: Bind) -> Select[Recheck]:
    return select(Recheck).where(among(Recheck.visit_id, visits))


async def _latest_promises(session: Session, ids: Collection[VisitId]) -> dict[Key, PromiseRow]:
    rows = await session.scalars(_promises_of(), {"visits": list(ids)})
    return {(row.visit_id, row.version): row for row in rows}


async def _reports(
    session: Session, duties: Collection[VisitFacts]
) -> dict[Key, tuple[PresenceRow | None, PresenceRow | None]]:
    """By visit and version, the cadre's latest report and the branch's."""
    cadres = {duty.id: duty.cadre.id for duty in duties}
    found: dict[Key, tuple[PresenceRow | None, PresenceRow | None]] = {}
    for row in await session.scalars(_reports_of(), {"visits": list(cadres)}):
        key = (row.visit_id, row.version)
        own, branch = found.get(key, (None, None))
        mine = row.witness_id == cadres[VisitId(row.visit_id)]
        found[key] = (row, branch) if mine else (own, row)
    return found


def _rows(
    reports: dict[Key, tuple[PresenceRow | None, PresenceRow | None]],
) -> list[PresenceRow]:
    return [row for pair in reports.values() for row in pair if row is not None]


async def _results(
    session: Session, meeting_ids: Collection[MeetingId]
) -> dict[Key, MeetingResult]:
    rows = await session.scalars(_results_of(), {"meetings": list(meeting_ids)})
    return {(row.meeting_id, row.version): row for row in rows}


async def _earlier_times(
    session: Session, results: dict[Key, MeetingResult]
) -> dict[MeetingResult | None, datetime]:
    """When a meeting was to be, for each report that gave it another time."""
    moved = [row for row in results.values() if row.new_starts_at is not None]
    if not moved:
        return {}
    asked = {"meetings": [row.meeting_id for row in moved]}
    rows = await session.scalars(_changes_of(), asked)
    old = {(row.meeting_id, row.new_starts_at): row.old_starts_at for row in rows}
    return {row: old[key] for row in moved if (key := (row.meeting_id, row.new_starts_at)) in old}


async def _looked_again(
    session: Session, ids: Collection[VisitId]
) -> dict[Key, list[tuple[Difference, Side]]]:
    found: dict[Key, list[tuple[Difference, Side]]] = {}
    for row in await session.scalars(_rechecks_of(), {"visits": list(ids)}):
        pair = (Difference(row.about), Side(row.side))
        found.setdefault((row.visit_id, row.version), []).append(pair)
    return found


async def _names(
    session: Session, rows: Iterable[PromiseRow | PresenceRow | MeetingResult]
) -> dict[int, str]:
    """Names of those who entered something for somebody else."""
    wanted = {row.actor_id for row in rows if row.source == Source.ON_BEHALF}
    if not wanted:
        return {}
    found = await session.scalars(select(PersonRow).where(PersonRow.id.in_(wanted)))
    return {row.id: row.name for row in found}


def _how(row: PromiseRow | PresenceRow | MeetingResult | None, names: dict[int, str]) -> How | None:
    if row is None:
        return None
    name = names.get(row.actor_id)
    by = None if name is None else PersonName(PersonId(row.actor_id), name)
    return How(row.at, Source(row.source), by)


def _by_branch(
    result: MeetingResult | None, came: PresenceRow | None, names: dict[int, str]
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


def _by_cadre(row: PresenceRow | None, names: dict[int, str]) -> Report | None:
    how = _how(row, names)
    return None if row is None or how is None else Report(row.held, Presence(row.presence), how)
