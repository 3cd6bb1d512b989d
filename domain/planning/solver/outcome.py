"""Turns what a search or a quick board gives into a plan with its own cost and bounds."""

from dataclasses import replace

from domain.planning import rules
from domain.planning.board import Board
from domain.planning.candidates import candidates, least_cost
from domain.planning.facts import PlanningFacts
from domain.planning.greedy import cheapest, greedy
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan, PlanStatus
from domain.planning.solver.build import Reading


def quick_plan(look: Lookups) -> Plan:
    """What can be said when there is no time to search."""
    reading = reading_of(greedy(look))
    return finished(look.facts, reading, None if reading.missing else least_cost(look), 0)


def settled(look: Lookups, reading: Reading) -> Reading:
    """Time is over before every stand-in was chosen: whoever is free now, or the meeting goes to
    its cheapest open place, or it is left out."""
    unsettled = {seat.meeting for seat in reading.open_seats}
    board = Board(look)
    for meeting in reading.meetings:
        if MeetingKey(meeting.branch, meeting.month) not in unsettled:
            board.put(meeting)
    for week in reading.field_weeks:
        if look.announced_options.get((week.cadre, week.month)) == week.monday:
            board.send(week.cadre, week.month, week.monday)
    for phase in reading.phases:
        if look.announced_options.get((phase.cadre, None)) == phase.phase:
            board.send(phase.cadre, None, phase.phase)
    fill(board)
    return reading_of(board)


def fill(board: Board) -> None:
    """Whatever is still left out: its cheapest place that is open."""
    for key in board.look.keys:
        if key not in board.meetings:
            meeting = cheapest(board, key, candidates(board.look, key))
            if meeting is not None and not board.empties_office(meeting):
                board.put(meeting)


def reading_of(board: Board) -> Reading:
    """The board's meetings, with the weeks that are needed or were announced."""
    announced = board.look.announced_options
    busy = {(who, x.month) for x in board.meetings.values() for who in x.attend}
    people = {who for who, _ in busy}
    weeks = (
        x
        for x in board.field_weeks()
        if (x.cadre, x.month) in busy or announced.get((x.cadre, x.month)) == x.monday
    )
    phases = (
        x for x in board.phases() if x.cadre in people or announced.get((x.cadre, None)) == x.phase
    )
    return Reading(
        meetings=tuple(board.meetings[key] for key in sorted(board.meetings)),
        field_weeks=tuple(weeks),
        phases=tuple(phases),
        missing=tuple(key for key in board.look.keys if key not in board.meetings),
        open_seats=(),
    )


def finished(facts: PlanningFacts, reading: Reading, bound: int | None, missing_bound: int) -> Plan:
    """The plan of a reading, with its own cost and what is proven."""
    plan = Plan(
        *(facts.id, reading.meetings, reading.field_weeks, reading.phases),
        missing=reading.missing,
        missing_bound=missing_bound,
    )
    cost = rules.cost(facts, plan)
    status = PlanStatus.FEASIBLE
    if reading.missing:
        status = PlanStatus.PARTIAL
    elif bound is not None and bound >= cost:
        status = PlanStatus.OPTIMAL
    bound = None if bound is None else min(bound, cost)
    return replace(plan, cost=cost, bound=bound, status=status)
