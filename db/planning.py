"""Facts of one planning run read from the district: roster, habits, days away, history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import func, select

from db import availability, planner_settings
from db.absences import Absence, away
from db.base import Session
from db.blackouts import closed_days
from db.branches import Assignment, Branch
from db.days import days_off
from db.meetings import Meeting
from db.people import PersonRow
from db.plans import FieldPhase, FieldWeek, PlanLine, PlanRow, PlanState, current
from db.units import Unit, holds_on
from domain.calendar import Month, Week, local, monday_of
from domain.ids import BranchId, PersonId
from domain.meetings import MeetingState
from domain.planning import facts as planning
from domain.planning.agreed import Agreed, allowing
from domain.planning.defaults import DEFAULTS
from domain.planning.tuning import tuned
from domain.planning.usual_day import window_of

STANDARD_HOURS = (time(7, 30), time(14, 0), time(19, 30))
DURATION_MIN = 90


@dataclass(frozen=True, slots=True)
class _Roster:
    """Rows of the month, read once."""

    branches: Sequence[Branch]
    communes: Mapping[int, Unit]
    cadres: Mapping[int, PersonRow]
    assigned: Mapping[int, tuple[int, ...]]  # branch -> cadres


async def planning_facts(session: Session, month: Month, today: date) -> planning.PlanningFacts:
    """Everything the planner may know about a month, as it stands today."""
    roster = await _roster(session, month)
    first, last = monday_of(month.first), Week(monday_of(month.last)).sunday  # whole weeks
    off = await days_off(session, first, last)
    absences = await away(session, [PersonId(i) for i in roster.cadres], first, last)
    closed = await closed_days(
        session, [BranchId(b.id) for b in roster.branches], today, first, last
    )
    wanted = await availability.wanted(session, str(month))
    weeks = await _last_field_weeks(session, month)
    last_met = await _last_meetings(session, month)
    parts = _parts(roster.branches)
    numbers = await settings(session, month, parts)
    phases = await _last_phases(session, month, numbers.rotation.cycle_weeks)
    locked = await pinned(session, month)
    facts = planning.PlanningFacts(
        id=str(month),
        months=(planning.Month(str(month)),),
        today=today,
        settings=numbers,
        closed_days=tuple(planning.ClosedDay(day, name) for day, name in sorted(off.items())),
        communes=tuple(
            planning.Commune(id=commune_key(unit.id), name=unit.name)
            for unit in roster.communes.values()
        ),
        travel=(),
        groups=await _offices(session, roster),
        cadres=tuple(_cadre(row, absences, weeks, phases) for row in roster.cadres.values()),
        branches=tuple(
            _branch(row, roster, parts, last_met, closed, wanted) for row in roster.branches
        ),
        locked=locked,
    )
    return allowing(facts, [agreed(one.branch, one.date, one.part) for one in locked])


def branch_key(branch_id: int) -> planning.BranchKey:
    """Keys sort as numbers do, so that a plan does not depend on how many digits ids have."""
    return planning.BranchKey(f"B{branch_id:08d}")


def cadre_key(person_id: int) -> planning.CadreKey:
    return planning.CadreKey(f"C{person_id:08d}")


def commune_key(unit_id: int) -> planning.CommuneKey:
    return planning.CommuneKey(f"X{unit_id:08d}")


def row_id(key: str) -> int:
    """The id inside any of the keys."""
    return int(key[1:])


def part_key(hour: time) -> planning.PartKey:
    return planning.PartKey(f"{hour:%H%M}")


def hour_of(part: planning.PartKey) -> time:
    """The start time a part stands for."""
    return time(int(part[:2]), int(part[2:]))


def part(hour: time) -> planning.Part:
    """A start time as a part of the day."""
    return planning.Part(part_key(hour), hour.hour * 60 + hour.minute)


def agreed(branch: planning.BranchKey, day: date, key: planning.PartKey) -> Agreed:
    """An hour set by hand."""
    return Agreed(branch, day, part(hour_of(key)))


def _parts(branches: Iterable[Branch]) -> tuple[planning.Part, ...]:
    hours = sorted({*STANDARD_HOURS, *(branch.habit_time for branch in branches)})
    return tuple(part(hour) for hour in hours)


async def settings(
    session: Session, month: Month, parts: tuple[planning.Part, ...]
) -> planning.PlanningSettings:
    """The planner's numbers as they hold in a month."""
    changed = await planner_settings.in_force(session, month.first)
    return replace(tuned(DEFAULTS, changed), parts=parts)


async def _roster(session: Session, month: Month) -> _Roster:
    day = month.first
    branches = (
        await session.scalars(
            select(Branch)
            .where(holds_on(day, Branch.valid_from, Branch.valid_to))
            .order_by(Branch.id)
        )
    ).all()
    units = await session.scalars(
        select(Unit).where(Unit.id.in_({b.unit_id for b in branches})).order_by(Unit.id)
    )
    duties = (
        await session.execute(
            select(Assignment.branch_id, Assignment.person_id)
            .where(holds_on(day, Assignment.valid_from, Assignment.valid_to))
            .order_by(Assignment.id)
        )
    ).all()
    assigned: dict[int, tuple[int, ...]] = {}
    for branch_id, person_id in duties:
        assigned[branch_id] = (*assigned.get(branch_id, ()), person_id)
    people = await session.scalars(
        select(PersonRow)
        .where(PersonRow.id.in_({person_id for _, person_id in duties}))
        .order_by(PersonRow.id)
    )
    return _Roster(branches, {u.id: u for u in units}, {p.id: p for p in people}, assigned)


async def _offices(session: Session, roster: _Roster) -> tuple[planning.Group, ...]:
    """Offices of the rotating cadres; without a figure of its own at most a third is away."""
    members: dict[int, list[int]] = {}
    for row in roster.cadres.values():
        if row.rotates and row.office_id is not None:
            members.setdefault(row.office_id, []).append(row.id)
    units = await session.scalars(select(Unit).where(Unit.id.in_(members)).order_by(Unit.id))
    return tuple(
        planning.Group(
            id=planning.GroupKey(f"G{unit.id:08d}"),
            members=tuple(cadre_key(i) for i in members[unit.id]),
            max_away=_room(unit, len(members[unit.id])),
            name=unit.name,
        )
        for unit in units
    )


def _room(unit: Unit, members: int) -> int:
    return -(-members // 3) if unit.max_away is None else unit.max_away


def _cadre(
    row: PersonRow,
    absences: Iterable[Absence],
    last_weeks: Mapping[int, date],
    last_phases: Mapping[int, int],
) -> planning.Cadre:
    return planning.Cadre(
        id=cadre_key(row.id),
        rotates=row.rotates,
        blackouts=tuple(planning.Span(a.first, a.last) for a in absences if a.person_id == row.id),
        phase=last_phases.get(row.id),
        last_field_week=last_weeks.get(row.id),
        name=row.name,
    )


def _branch(
    row: Branch,
    roster: _Roster,
    parts: tuple[planning.Part, ...],
    last_met: Mapping[int, date],
    closed: Mapping[BranchId, Sequence[tuple[date, date]]],
    wanted: Mapping[BranchId, date],
) -> planning.Branch:
    usual = part_key(row.habit_time)
    weekend = tuple(part.id for part in parts if hour_of(part.id) in STANDARD_HOURS)
    slots = ((usual,),) * 5 + (tuple(sorted({usual, *weekend})),) * 2
    return planning.Branch(
        id=branch_key(row.id),
        commune=commune_key(row.unit_id),
        priority=1,
        duration_min=DURATION_MIN,
        required=tuple(cadre_key(i) for i in roster.assigned.get(row.id, ())),
        wanted=(),
        standins=(),
        no_standin=True,
        slots=slots,
        window=window_of(row.habit, wanted.get(BranchId(row.id))),
        prefer_part=usual,
        blackouts=tuple(planning.Span(*days) for days in closed.get(BranchId(row.id), ())),
        last_meeting=last_met.get(row.id),
        name=row.village,
    )


async def _last_field_weeks(session: Session, month: Month) -> dict[int, date]:
    """The newest published field week of each cadre before the month, however long ago."""
    rows = await session.execute(
        select(FieldWeek.person_id, func.max(FieldWeek.monday))
        .join(PlanRow, FieldWeek.plan_id == PlanRow.id)
        .where(PlanRow.month < str(month), PlanRow.state == PlanState.APPROVED)
        .group_by(FieldWeek.person_id)
    )
    return dict(iter(rows))


async def _last_phases(session: Session, month: Month, cycle_weeks: int) -> dict[int, int]:
    """Each cadre's place in the cycle in the newest published plan that gave one that still is."""
    newest = (
        select(FieldPhase.person_id, func.max(FieldPhase.plan_id).label("plan_id"))
        .join(PlanRow, FieldPhase.plan_id == PlanRow.id)
        .where(PlanRow.month < str(month), PlanRow.state == PlanState.APPROVED)
        .group_by(FieldPhase.person_id)
        .subquery()
    )
    rows = await session.execute(
        select(FieldPhase.person_id, FieldPhase.phase).join(
            newest,
            (FieldPhase.person_id == newest.c.person_id) & (FieldPhase.plan_id == newest.c.plan_id),
        )
    )
    return dict(iter(rows))


async def _last_meetings(session: Session, month: Month) -> dict[int, date]:
    rows = await session.execute(
        select(Meeting.branch_id, func.max(Meeting.starts_at))
        .where(
            Meeting.month == str(month.previous),
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.HELD)),
        )
        .group_by(Meeting.branch_id)
    )
    return {branch_id: local(starts_at).date() for branch_id, starts_at in rows}


async def pinned(session: Session, month: Month) -> tuple[planning.Locked, ...]:
    """Lines moved by hand in the draft that this run will replace."""
    draft = await current(session, str(month))
    if draft is None or draft.state != PlanState.DRAFT:
        return ()
    rows = await session.scalars(
        select(PlanLine).where(PlanLine.plan_id == draft.id, PlanLine.pinned)
    )
    return tuple(
        planning.Locked(
            branch_key(row.branch_id),
            planning.Month(str(month)),
            local(row.starts_at).date(),
            part_key(local(row.starts_at).time()),
        )
        for row in rows
        if row.starts_at is not None
    )
