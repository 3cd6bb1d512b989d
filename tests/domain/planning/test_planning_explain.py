"""Every culprit set is really impossible and really smallest; answers never touch the plan."""

from dataclasses import replace
from datetime import date

import pytest
from planning_worlds import random_instance

from domain.planning import rules
from domain.planning.certificate import certify
from domain.planning.explain import Clash, culprits_hold, what_if, why_here, why_missing
from domain.planning.facts import Locked, Month, PartKey, PlanningFacts, Span
from domain.planning.formats import read_facts
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import ReasonKind, without
from domain.planning.solver import solve
from domain.planning.solver.clash import is_impossible
from domain.planning.suppositions import assignment_changed, meeting_moved, person_away


def over_constrained(seed: int) -> tuple[PlanningFacts, Plan]:
    """A district in which some meetings cannot be held."""
    raw = random_instance(seed, branches=6, months=1, baseline=False)
    raw["locked"] = []
    facts = read_facts(raw)
    return facts, solve(facts, seconds=20)


CASES = [(seed, key) for seed in range(14) for key in over_constrained(seed)[1].missing]


def test_there_are_enough_cases() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize(("seed", "key"), CASES)
def test_culprits_are_impossible_together_and_smallest(seed: int, key: MeetingKey) -> None:
    facts, plan = over_constrained(seed)
    clash = why_missing(facts, plan, key)
    assert clash.reasons
    assert culprits_hold(facts, plan, clash)
    for reason in clash.reasons:
        fewer = tuple(other for other in clash.reasons if other != reason)
        assert not is_impossible(Lookups(facts), plan, key, fewer)


@pytest.mark.parametrize(("seed", "key"), CASES)
def test_ways_out_hold_the_meeting_and_are_ranked(seed: int, key: MeetingKey) -> None:
    facts, plan = over_constrained(seed)
    clash = why_missing(facts, plan, key)
    assert len(clash.fixes) <= 3
    told = [fix.changes.told for fix in clash.fixes]
    assert told == sorted(told)
    for fix in clash.fixes:
        assert MeetingKey(fix.meeting.branch, fix.meeting.month) == key
        assert key in fix.changes.moved
        assert fix.reason in clash.reasons


@pytest.mark.parametrize(("seed", "key"), CASES)
def test_a_way_out_that_is_taken_really_holds_the_meeting(seed: int, key: MeetingKey) -> None:
    """Nothing else is lost by it, and no rule is broken that was not given up."""
    facts, plan = over_constrained(seed)
    for fix in why_missing(facts, plan, key).fixes:
        changed = without(facts, fix.reason)
        assert changed is not None
        place = Locked(key.branch, key.month, fix.meeting.date, fix.meeting.part)
        mended = solve(replace(changed, locked=(place,)), seconds=20)
        assert key not in mended.missing
        assert len(mended.missing) < len(plan.missing)
        assert set(certify(changed, mended).by_code) <= {"MISSING"}


def solved() -> tuple[PlanningFacts, Plan]:
    """A district with a plan that costs something."""
    facts, plan = over_constrained(21)
    assert plan.meetings
    return facts, plan


def test_why_here_names_costs_closed_dates_and_the_next_best() -> None:
    seen = 0
    for seed in range(10):
        facts, plan = over_constrained(seed)
        for meeting in plan.meetings:
            key = MeetingKey(meeting.branch, meeting.month)
            why = why_here(facts, plan, key)
            charges = rules.charges(facts, plan)
            assert sum(x.amount for x in why.costs) == sum(
                x.amount for x in charges if x.branch == key.branch
            )
            assert meeting.date not in {x.date for x in why.barred}
            if why.alternative:
                seen += 1
                assert why.alternative.meeting.date != meeting.date
                assert why.alternative.meeting.date not in _closed_to_branch(facts, key)
                elsewhere = rules.cost(facts, why.alternative.plan)
                assert why.alternative.dearer == elsewhere - plan.cost
                assert {x.code for x in rules.breaches(facts, why.alternative.plan)} <= {"MISSING"}
    assert seen > 5


def _closed_to_branch(facts: PlanningFacts, key: MeetingKey) -> set[date]:
    branch = next(x for x in facts.branches if x.id == key.branch)
    closed = {x.date for x in facts.closed_days}
    return closed | {day for span in branch.blackouts for day in (span.first, span.last)}


def test_what_if_answers_without_touching_the_plan() -> None:
    facts, plan = solved()
    before = repr((facts, plan))
    meeting = next(x for x in plan.meetings if x.attend)
    away = person_away(meeting.attend[0], Span(meeting.date, meeting.date))
    repair = what_if(facts, plan, away)
    assert repr((facts, plan)) == before
    if repair is not None:
        again = next(x for x in repair.plan.meetings if x.branch == meeting.branch)
        assert again.date != meeting.date or meeting.attend[0] not in again.attend


def test_what_if_a_meeting_moves_it_is_there() -> None:
    facts, plan = solved()
    meeting = plan.meetings[0]
    move = meeting_moved(meeting.branch, meeting.month, date(2026, 3, 17), PartKey("T"))
    repair = what_if(facts, plan, move)
    assert repair is None or repair.plan.meetings[0].date == date(2026, 3, 17)


def test_what_if_somebody_else_is_assigned() -> None:
    facts, _ = solved()
    branch = next(x for x in facts.branches if x.required)
    new = next(x.id for x in facts.cadres if x.id not in branch.required)
    changed = assignment_changed(branch.id, branch.required[0], new)(facts)
    assert next(x for x in changed.branches if x.id == branch.id).required[0] == new
    assert replace(changed, branches=facts.branches) == facts


def test_a_clash_of_several_meetings_names_the_others() -> None:
    """Three branches, one cadre, one evening: the culprits name the meetings that fill it."""
    raw = random_instance(4, branches=3, months=1, baseline=False)
    raw.update(locked=[], declined=[], no_meeting_days=[], groups=[])
    raw["settings"]["rotation"]["mode"] = "none"
    raw["settings"]["gap"]["hard"] = False
    for commune in raw["communes"]:
        commune["max_per_day"] = 9
    raw["settings"].update(commune_max_per_day=9, commune_max_per_part=9)
    raw["cadres"][0].update(blackouts=[], busy=[], max_per_day=2)
    for branch in raw["branches"]:
        window = {"type": "dom", "from": 4, "to": 4, "hard": True}
        people = {"required": ["C0"], "wanted": [], "standins": [], "no_standin": True}
        times = {"slots": {"3": ["S", "T"]}, "blackouts": [], "duration_min": 90, "commune": "X0"}
        branch.update(window=window, **people, **times)
    facts = read_facts(raw)
    plan = solve(facts, seconds=20)
    clash: Clash = why_missing(facts, plan, plan.missing[0])
    kinds = {reason.kind for reason in clash.reasons}
    assert {ReasonKind.OTHER_MEETING, ReasonKind.ONE_PLACE} <= kinds
    assert culprits_hold(facts, plan, clash)
    assert Month("2026-03") == plan.missing[0].month
