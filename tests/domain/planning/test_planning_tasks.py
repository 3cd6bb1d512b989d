"""What the planner computes for the bot: moves under every rule, repairs that give way in order."""

import pickle
from dataclasses import replace
from datetime import date

from test_planning_words import HA, NGAM, named

from domain.planning import rules, tasks
from domain.planning.agreed import Agreed, allowing, beside_the_week
from domain.planning.explain import Clash
from domain.planning.facts import (
    BranchKey,
    Locked,
    Part,
    PartKey,
    PlannedMeeting,
    PlanningFacts,
    Span,
)
from domain.planning.facts import Month as MonthKey
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import ReasonKind
from domain.planning.repair import Repair
from domain.planning.suppositions import branch_blocked, person_away

MONTH = MonthKey("2026-03")
KEY = MeetingKey(NGAM, MONTH)


def planned() -> tuple[tasks.Solved, PlannedMeeting]:
    solved = tasks.draft(named(), 10.0)
    return solved, next(x for x in solved.plan.meetings if x.branch == NGAM)


def alone() -> PlanningFacts:
    """The district where nobody may stand in for Hà at Ngàm."""
    facts = named()
    return replace(
        facts,
        branches=tuple(replace(x, no_standin=True) if x.id == NGAM else x for x in facts.branches),
    )


def test_a_draft_is_checked_and_can_leave_the_process() -> None:
    solved, _ = planned()
    assert not solved.plan.missing
    assert not solved.certificate.violations
    assert pickle.loads(pickle.dumps(solved)) == solved


def test_a_move_keeps_every_rule() -> None:
    solved, was = planned()
    place = next(
        replace(was, date=date(2026, 3, day))
        for day in range(1, 32)
        if isinstance(_moved(solved.plan, replace(was, date=date(2026, 3, day))), Repair)
        and date(2026, 3, day) != was.date
    )
    repair = _moved(solved.plan, place)
    assert isinstance(repair, Repair)
    now = next(x for x in repair.plan.meetings if x.branch == NGAM)
    assert (now.date, now.part) == (place.date, place.part)
    assert not rules.breaches(named(), replace(repair.plan, phases=solved.plan.phases))


def _moved(plan: Plan, to: PlannedMeeting) -> Repair | Clash:
    return tasks.move(named(), plan, to)


def test_a_move_onto_a_leave_names_the_leave_and_nothing_made_up() -> None:
    solved, was = planned()
    away = person_away(HA, Span(was.date, was.date))(alone())
    clash = tasks.move(away, solved.plan, was)
    assert isinstance(clash, Clash)
    kinds = {reason.kind for reason in clash.reasons}
    assert ReasonKind.PERSON_OFF in kinds
    assert not kinds & {ReasonKind.BRANCH_OFF, ReasonKind.SLOTS}


def test_a_meeting_without_a_date_gets_one() -> None:
    solved, was = planned()
    left = replace(
        solved.plan,
        meetings=tuple(x for x in solved.plan.meetings if x.branch != NGAM),
        missing=(KEY,),
    )
    repair = tasks.move(named(), left, was)
    assert isinstance(repair, Repair)
    assert repair.plan.missing == ()
    assert was.date in {x.date for x in repair.plan.meetings if x.branch == NGAM}


def test_confirmed_meetings_stay_unless_they_are_the_reason() -> None:
    solved, was = planned()
    everything = [MeetingKey(x.branch, x.month) for x in solved.plan.meetings]
    blocked = branch_blocked(NGAM, Span(was.date, was.date))(named())
    mended = tasks.mend(blocked, solved.plan, everything)
    assert mended.broken == (KEY,)
    assert mended.repair is not None
    if mended.kept:
        assert {key.branch for key in mended.repair.changes.moved} == {NGAM}


def test_a_pin_gives_way_to_what_happened() -> None:
    solved, was = planned()
    pinned = replace(named(), locked=(Locked(NGAM, MONTH, was.date, was.part),))
    blocked = branch_blocked(NGAM, Span(was.date, was.date))(pinned)
    mended = tasks.mend(blocked, solved.plan, ())
    assert mended.repair is not None
    assert KEY in mended.repair.changes.moved


def test_no_plan_left_says_why() -> None:
    solved, _ = planned()
    closed = branch_blocked(NGAM, Span(date(2026, 3, 1), date(2026, 3, 31)))(named())
    mended = tasks.mend(closed, solved.plan, ())
    assert mended.repair is None
    (clash,) = mended.clashes
    assert clash.meeting == KEY
    assert ReasonKind.BRANCH_OFF in {reason.kind for reason in clash.reasons}


def test_an_agreed_hour_is_open_on_its_weekday_only() -> None:
    odd = Part(PartKey("1730"), 17 * 60 + 30)
    tuesday = date(2026, 3, 3)
    facts = allowing(named(), [Agreed(NGAM, tuesday, odd)])
    assert odd in facts.settings.parts
    branch = next(x for x in facts.branches if x.id == NGAM)
    assert [odd.id in day for day in branch.slots] == [i == 1 for i in range(7)]
    assert all(odd.id not in day for x in facts.branches if x.id != NGAM for day in x.slots)


def test_a_visit_outside_the_field_week_is_no_breach_and_is_not_undone() -> None:
    solved, was = planned()
    weeks = tuple(
        replace(week, monday=date(2026, 3, 23) if week.monday < date(2026, 3, 16) else week.monday)
        if week.cadre == HA
        else week
        for week in solved.plan.field_weeks
    )
    moved = replace(solved.plan, field_weeks=weeks)
    broken = {x.code for x in rules.breaches(named(), moved)}
    assert "OFFWEEK" in broken
    facts, plan = beside_the_week(named(), moved)
    assert "OFFWEEK" not in {x.code for x in rules.breaches(facts, plan)}
    cadre = next(x for x in facts.cadres if x.id == HA)
    assert (was.date, was.part) in {(busy.date, busy.part) for busy in cadre.busy}
    assert beside_the_week(named(), solved.plan) == (named(), solved.plan)
    assert BranchKey("B2") in {x.branch for x in plan.meetings}
