"""Builds the whole model of a scope, and reads a plan back from its solution."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.planning.facts import (
    CadreKey,
    FieldWeek,
    Month,
    Phase,
    PlannedMeeting,
    RotationMode,
    StandIn,
)
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Literal, Seat
from domain.planning.solver.meetings import add_meetings
from domain.planning.solver.people import add_people
from domain.planning.solver.places import add_communes, add_gaps
from domain.planning.solver.scope import Scope
from domain.planning.solver.weeks import add_weeks, announced_weeks_price

Holds = Callable[[Literal], bool]


def build(look: Lookups, scope: Scope) -> Draft:
    """Variables, rules and prices of every meeting in the scope; the objective is still open."""
    draft = Draft(look, scope.elastic, scope.board)
    add_meetings(draft, scope)
    add_people(draft)
    add_weeks(draft)
    add_communes(draft)
    add_gaps(draft)
    draft.constant += announced_weeks_price(draft)
    return draft


@dataclass(frozen=True, slots=True)
class Reading:
    """A solution in words of the plan; `open_seats` want a stand-in nobody has been chosen for."""

    meetings: tuple[PlannedMeeting, ...]
    field_weeks: tuple[FieldWeek, ...]
    phases: tuple[Phase, ...]
    missing: tuple[MeetingKey, ...]
    open_seats: tuple[Seat, ...]


def read(draft: Draft, holds: Holds) -> Reading:
    """What the solution says; `holds` tells whether a literal is true in it."""
    meetings, missing = [], []
    for key in sorted(draft.places):
        meeting = _read_meeting(draft, key, holds)
        if meeting is None:
            missing.append(key)
        else:
            meetings.append(meeting)
    busy = {(who, meeting.month) for meeting in meetings for who in meeting.attend}
    return Reading(
        meetings=tuple(meetings),
        field_weeks=_read_weeks(draft, holds, busy),
        phases=_read_phases(draft, holds, {who for who, _ in busy}),
        missing=tuple(missing),
        open_seats=tuple(seat for seat in sorted(draft.reliefs) if holds(draft.reliefs[seat])),
    )


def _read_meeting(draft: Draft, key: MeetingKey, holds: Holds) -> PlannedMeeting | None:
    chosen = [number for number, literal in enumerate(draft.at[key]) if holds(literal)]
    if not chosen:
        return None
    place, branch = draft.places[key][chosen[0]], draft.look.branches[key.branch]
    attend: list[CadreKey] = []
    standins = []
    for required in dict.fromkeys(branch.required):
        seat = Seat(key, required)
        holder = _read_seat(draft, seat, holds)
        if holder is not None:
            attend.append(holder)
            if holder != required:
                standins.append(StandIn(required, holder))
    for who in dict.fromkeys(branch.wanted):
        if who not in attend and _guest_comes(draft, key, who, chosen[0], holds):
            attend.append(who)
    return PlannedMeeting(
        *(key.branch, key.month, place.date, place.part),
        attend=tuple(attend),
        standins=tuple(standins),
    )


def _read_seat(draft: Draft, seat: Seat, holds: Holds) -> CadreKey | None:
    if seat not in draft.holders:
        return seat.required
    return next(holder.cadre for holder in draft.holders[seat] if holds(holder.literal))


def _guest_comes(draft: Draft, key: MeetingKey, who: CadreKey, place: int, holds: Holds) -> bool:
    if (key, who) in draft.simple_guests:
        there = draft.places[key][place]
        return draft.look.can_attend(who, key, there.date, there.part)
    chosen = draft.guests.get((key, who), ())
    return any(number == place and holds(literal) for number, literal in chosen)


def _read_weeks(
    draft: Draft, holds: Holds, busy: set[tuple[CadreKey, Month]]
) -> tuple[FieldWeek, ...]:
    """Weeks of those who attend something, or whose announced week can stay."""
    if draft.look.mode is not RotationMode.CALENDAR:
        return ()
    found = []
    for (who, month), weeks in draft.weeks.items():
        for option, literal in weeks.items():
            kept = draft.look.announced_options.get((who, month)) == option
            if holds(literal) and month is not None and (kept or (who, month) in busy):
                found.append(FieldWeek(who, month, option))  # type: ignore[arg-type]
    return tuple(sorted(found))


def _read_phases(draft: Draft, holds: Holds, busy: set[CadreKey]) -> tuple[Phase, ...]:
    if draft.look.mode is not RotationMode.ROLLING:
        return ()
    found = []
    for (who, _), phases in draft.weeks.items():
        for option, literal in phases.items():
            kept = draft.look.announced_options.get((who, None)) == option
            if holds(literal) and (kept or who in busy):
                found.append(Phase(who, option))  # type: ignore[arg-type]
    return tuple(sorted(found))
