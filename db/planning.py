"""Facts of one planning run read from the district: roster, habits, days away, history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Select, select

from db import availability, planner_settings, planning_history, plans
from db.absences import away
from db.among import among
from db.base import Session
from db.blackouts import closed_days
from db.branches import Assignment, Branch
from db.days import days_off
from db.people import PersonRow
from db.plans import PlanLine, PlanState
from db.prepared import Bind, prepared
from db.units import Unit, holds_on
from domain.calendar import Month, Week, local, local_date, monday_of
from domain.ids import BranchId, PersonId
from domain.planning import facts as planning
from domain.planning.agreed import Agreed, allowing
from domain.planning.defaults import DEFAULTS
from domain.planning.tuning import tuned
from domain.planning.usual_day import window_of

STANDARD_HOURS = (time(7, 30), time(14, 0), time(19, 30))
DURATION_MIN = 90


@dataclass(frozen=True, slots=True)
class _Branch:
    """What the planner knows of a branch from its row."""

    id: int
    commune: int
    village: str
    habit: str
    habit_time: time


@dataclass(frozen=True, slots=True)
class Attendee:
    """What the planner knows of somebody from their row."""

    id: PersonId
    name: str
    rotates: bool
    office: int | None


@dataclass(frozen=True, slots=True)
class _Roster:
    """Rows of the month, read once."""

    branches: Sequence[_Branch]
    cadres: Sequence[Attendee]
    assigned: Mapping[int, Sequence[int]]  # branch -> cadres


async def planning_facts(session: Session, month: Month, today: date) -> planning.PlanningFacts:
    """Everything the planner may know about a month, as it stands today."""
    roster = await _roster(session, month)
    first, last = monday_of(month.first), Week(monday_of(month.last)).sunday  # whole weeks
    off = await days_off(session, first, last)
    absences = await away(session, [cadre.id for cadre in roster.cadres], first, last)
    closed = await closed_days(
        session, [BranchId(b.id) for b in roster.branches], today, first, last
    )
    wanted = await availability.wanted(session, str(month))
    weeks = await planning_history.last_field_weeks(session, month)
    last_met = await planning_history.last_meetings(session, month)
    parts = _parts(roster.branches)
    numbers = await settings(session, month, parts)
    phases = await planning_history.last_phases(session, month)
    locked = await pinned(session, month)
    facts = planning.PlanningFacts(
        id=str(month),
        months=(planning.Month(str(month)),),
        today=today,
        settings=numbers,
        closed_days=tuple(planning.ClosedDay(day, name) for day, name in sorted(off.items())),
        communes=tuple(
            planning.Commune(id=commune_key(unit), name=name)
            for unit, name, _ in await _units(session, {b.commune for b in roster.branches})
        ),
        travel=(),
        groups=await _offices(session, roster),
        cadres=tuple(
            replace(
                cadre_of(row, absences.get(row.id, ())),
                phase=phases.get(row.id),
                last_field_week=weeks.get(row.id),
            )
            for row in roster.cadres
        ),
        branches=tuple(_branch(row, roster, last_met, closed, wanted) for row in roster.branches),
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


def group_key(unit_id: int) -> planning.GroupKey:
    return planning.GroupKey(f"G{unit_id:08d}")


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


_STANDARD_PARTS = tuple(part_key(hour) for hour in STANDARD_HOURS)


def _parts(branches: Iterable[_Branch]) -> tuple[planning.Part, ...]:
    hours = sorted({*STANDARD_HOURS, *(branch.habit_time for branch in branches)})
    return tuple(part(hour) for hour in hours)


async def settings(
    session: Session, month: Month, parts: tuple[planning.Part, ...]
) -> planning.PlanningSettings:
    """The planner's numbers as they hold in a month."""
    changed = await planner_settings.in_force(session, month.first)
    return replace(tuned(DEFAULTS, changed), parts=parts)


async def _roster(session: Session, month: Month) -> _Roster:
    on = {"day": month.first}
    branches = [_Branch(*columns) for columns in await session.execute(_branches(), on)]
    assigned: dict[int, list[int]] = {}
    for branch, person in await session.execute(_assigned(), on):
        assigned.setdefault(branch, []).append(person)
    ids = {PersonId(person) for cadres in assigned.values() for person in cadres}
    return _Roster(branches, await attendees(session, ids), assigned)


@prepared
def _branches(day: Bind) -> Select[int, int, str, str, time]:
    columns = Branch.id, Branch.unit_id, Branch.village, Branch.habit, Branch.habit_time
    in_force = holds_on(day, Branch.valid_from, Branch.valid_to)
    return select(*columns).where(in_force).order_by(Branch.id)


@prepared
def _assigned(day: Bind) -> Select[int, int]:
    in_force = holds_on(day, Assignment.valid_from, Assignment.valid_to)
    columns = Assignment.branch_id, Assignment.person_id
    return select(*columns).where(in_force).order_by(Assignment.id)


async def attendees(session: Session, ids: Collection[PersonId]) -> list[Attendee]:
    """What the planner knows of some people, by id."""
    rows = await session.execute(_attendees(), {"people": list(ids)})
    return [Attendee(PersonId(person), name, goes, unit) for person, name, goes, unit in rows]


@prepared
def _attendees(people: Bind) -> Select[int, str, bool, int | None]:
    columns = PersonRow.id, PersonRow.name, PersonRow.rotates, PersonRow.office_id
    return select(*columns).where(among(PersonRow.id, people)).order_by(PersonRow.id)


async def _units(session: Session, ids: Collection[int]) -> list[tuple[int, str, int | None]]:
    """Id, name and how many may be away, by id."""
    return [(*columns,) for columns in await session.execute(_of_units(), {"units": list(ids)})]


@prepared
def _of_units(units: Bind) -> Select[int, str, int | None]:
    columns = Unit.id, Unit.name, Unit.max_away
    return select(*columns).where(among(Unit.id, units)).order_by(Unit.id)


async def _offices(session: Session, roster: _Roster) -> tuple[planning.Group, ...]:
    """Offices of the rotating cadres; without a figure of its own at most a third is away."""
    members: dict[int, list[planning.CadreKey]] = {}
    for cadre in roster.cadres:
        if cadre.rotates and cadre.office is not None:
            members.setdefault(cadre.office, []).append(cadre_key(cadre.id))
    return tuple(
        planning.Group(
            id=group_key(unit),
            members=tuple(members[unit]),
            max_away=-(-len(members[unit]) // 3) if most is None else most,
            name=name,
        )
        for unit, name, most in await _units(session, members)
    )


def cadre_of(row: Attendee, absences: Iterable[tuple[date, date]]) -> planning.Cadre:
    """Somebody without a history."""
    return planning.Cadre(
        id=cadre_key(row.id),
        rotates=row.rotates,
        blackouts=tuple(planning.Span(*days) for days in absences),
        name=row.name,
    )


def _branch(
    row: _Branch,
    roster: _Roster,
    last_met: Mapping[int, date],
    closed: Mapping[BranchId, Sequence[tuple[date, date]]],
    wanted: Mapping[BranchId, date],
) -> planning.Branch:
    usual = part_key(row.habit_time)
    at_weekends = tuple(sorted({usual, *_STANDARD_PARTS}))
    return planning.Branch(
        id=branch_key(row.id),
        commune=commune_key(row.commune),
        priority=1,
        duration_min=DURATION_MIN,
        required=tuple(cadre_key(i) for i in roster.assigned.get(row.id, ())),
        wanted=(),
        standins=(),
        no_standin=True,
        slots=((usual,),) * 5 + (at_weekends,) * 2,
        window=window_of(row.habit, wanted.get(BranchId(row.id))),
        prefer_part=usual,
        blackouts=tuple(planning.Span(*days) for days in closed.get(BranchId(row.id), ())),
        last_meeting=last_met.get(row.id),
        name=row.village,
    )


async def pinned(session: Session, month: Month) -> tuple[planning.Locked, ...]:
    """Lines moved by hand in the draft that this run will replace."""
    found = await plans.counting(session, str(month))
    if found is None or found[1] is not PlanState.DRAFT:
        return ()
    return tuple(
        planning.Locked(
            branch_key(branch),
            planning.Month(str(month)),
            local_date(starts_at),
            part_key(local(starts_at).time()),
        )
        for branch, starts_at in await session.execute(_pinned(), {"plan": found[0]})
        if starts_at is not None
    )


@prepared
def _pinned(plan: Bind) -> Select[int, datetime | None]:
    by_hand = PlanLine.plan_id == plan, PlanLine.pinned
    return select(PlanLine.branch_id, PlanLine.starts_at).where(*by_hand)
