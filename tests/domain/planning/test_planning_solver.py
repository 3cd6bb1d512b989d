"""The solver finds the best plan, proves it, repeats itself, and never gives up on bad facts."""

import itertools
import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from planning_worlds import random_instance, settings

from domain.planning import rules
from domain.planning.candidates import candidates
from domain.planning.facts import FieldWeek, PlannedMeeting, PlanningFacts, StandIn
from domain.planning.formats import read_facts, write_plan
from domain.planning.lookups import Lookups
from domain.planning.parts import independent_parts
from domain.planning.plan import MeetingKey, Plan, PlanStatus
from domain.planning.solver import Progress, Stop, solve


def text(plan: Plan) -> str:
    """The plan's bytes, as written to a file."""
    return json.dumps(write_plan(plan))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_only_missing_meetings_break_a_rule(seed: int) -> None:
    """Without confirmed meetings that clash, whatever can be held is held without fault."""
    facts = replace(read_facts(random_instance(seed, baseline=False)), locked=())
    plan = solve(facts, seconds=60)
    codes = {breach.code for breach in rules.breaches(facts, plan)}
    assert codes == ({"MISSING"} if plan.missing else set())
    assert plan.cost == rules.cost(facts, plan)
    assert plan.proven
    assert (plan.status is PlanStatus.PARTIAL) == bool(plan.missing)


def tiny(seed: int) -> PlanningFacts:
    """Two branches, two usable dates in each of three weeks, so that all plans can be listed."""
    raw: dict[str, Any] = random_instance(seed, branches=2, months=1, baseline=False)
    raw["settings"]["rotation"]["mode"] = "calendar"
    raw["settings"]["gap"] = settings()["gap"]
    raw["settings"]["weights"]["standin"] = Random(seed).choice([2, 9, 1000])
    usable = {3, 4, 10, 11, 17, 18}
    raw["no_meeting_days"] = [
        {"date": f"2026-03-{day:02d}"} for day in range(1, 32) if day not in usable
    ]
    for branch in raw["branches"]:
        branch["slots"] = {"2": ["T", "S"], "3": ["T"]}
        branch["required"] = (branch["required"] or ["C0"])[:1]
        branch["wanted"] = branch["wanted"][:1]
        branch["standins"] = branch["standins"][:2]
    raw["locked"] = []
    return read_facts(raw)


def every_meeting(look: Lookups, key: MeetingKey) -> Iterator[PlannedMeeting | None]:
    """Every way to hold a meeting, and not to hold it."""
    branch = look.branches[key.branch]
    yield None
    for place in candidates(look, key):
        for required in branch.required:
            for holder in dict.fromkeys((required, *branch.standins)):
                for guests in ((), branch.wanted):
                    attend = tuple(dict.fromkeys((holder, *guests)))
                    swaps = () if holder == required else (StandIn(required, holder),)
                    here = (key.branch, key.month, place.date, place.part)
                    yield PlannedMeeting(*here, attend, swaps)


def best_of_all(facts: PlanningFacts) -> tuple[int, int]:
    """Fewest missing meetings and least cost over every plan there is."""
    look = Lookups(facts)
    best = (99, 0)
    for choice in itertools.product(*(list(every_meeting(look, key)) for key in look.keys)):
        meetings = tuple(meeting for meeting in choice if meeting)
        weeks = {
            FieldWeek(who, meeting.month, look.option_of(who, meeting.month, meeting.date))  # type: ignore[arg-type]
            for meeting in meetings
            for who in meeting.attend
            if look.rotates(who)
        }
        if len({(week.cadre, week.month) for week in weeks}) < len(weeks):
            continue
        plan = Plan(facts.id, meetings, tuple(sorted(weeks)), ())
        score = (len(look.keys) - len(meetings), rules.cost(facts, plan))
        if score < best and {x.code for x in rules.breaches(facts, plan)} <= {"MISSING"}:
            best = score
    return best


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_at_all_is_better(seed: int) -> None:
    facts = tiny(seed)
    plan = solve(facts, seconds=20)
    assert (len(plan.missing), plan.cost) == best_of_all(facts)


@pytest.mark.parametrize("seed", [1, 4, 9, 12, 20])
def test_same_facts_same_plan(seed: int) -> None:
    """In any order of the lists, on one and on two workers."""
    facts = read_facts(random_instance(seed, branches=7))
    shuffled = replace(
        facts,
        branches=tuple(reversed(facts.branches)),
        cadres=tuple(reversed(facts.cadres)),
        groups=tuple(reversed(facts.groups)),
        communes=tuple(reversed(facts.communes)),
    )
    plans = [solve(facts, seconds=30), solve(facts, seconds=30, workers=2)]
    plans.append(solve(shuffled, seconds=30))
    assert len({text(plan) for plan in plans}) == 1


@pytest.mark.parametrize("seed", range(8))
def test_whoever_is_named_twice_counts_twice(seed: int) -> None:
    """As the exchange format has it; a model that counts once proves less than the plan costs."""
    raw = random_instance(seed, months=1)
    raw["locked"] = []
    for branch in raw["branches"]:
        branch["required"] *= 2
        branch["wanted"] *= 2
        branch["standins"] *= 2
    plan = solve(read_facts(raw), seconds=30)
    assert plan.proven


def test_the_last_of_two_entries_of_a_road_counts_both_ways() -> None:
    raw = random_instance(1)
    raw["travel_min"] = [["X0", "X1", 10], ["X1", "X0", 90]]
    look = Lookups(read_facts(raw))
    assert [look.travel_min(*way) for way in (("X0", "X1"), ("X1", "X0"))] == [90, 90]


def test_an_announced_phase_of_somebody_who_does_not_rotate_is_kept() -> None:
    """It binds nobody, and changing it costs."""
    raw = random_instance(2, months=1, baseline=False)
    raw["settings"]["rotation"]["mode"] = "rolling"
    raw["cadres"][5]["phase"] = None
    raw["baseline"] = {"meetings": [], "field_weeks": {}, "phases": {"C5": 2}}
    facts = read_facts(raw)
    plan = solve(facts, seconds=30)
    assert plan.proven
    assert ("C5", 2) in [(x.cadre, x.phase) for x in plan.phases]
    assert rules.cost_by_wish(facts, plan)["move"] == 0


def test_a_leave_without_end_is_no_work() -> None:
    raw = random_instance(3, months=1, baseline=False)
    raw["cadres"][0]["blackouts"] = [["0001-01-01", "9999-12-31"]]
    plan = solve(read_facts(raw), seconds=30)
    assert all("C0" not in meeting.attend for meeting in plan.meetings)


def two_districts() -> PlanningFacts:
    """Two districts that share nothing, in one file."""
    a, b = random_instance(3, months=1, baseline=False), random_instance(5, 3, 1, baseline=False)
    renamed = json.loads(json.dumps(b).replace('"C', '"D').replace('"B', '"E').replace('"X', '"Y'))
    for name in ("communes", "travel_min", "groups", "cadres", "branches"):
        a[name] += renamed[name]
    for group, name in zip(a["groups"], "abcdef", strict=False):
        group["id"] = name
    return read_facts({**a, "locked": [], "declined": []})


def test_independent_parts_are_solved_apart() -> None:
    facts = two_districts()
    parts = independent_parts(facts)
    assert len(parts) > 1
    assert sorted(x.id for p in parts for x in p.branches) == sorted(x.id for x in facts.branches)
    assert sorted(x.id for p in parts for x in p.cadres) == sorted(x.id for x in facts.cadres)
    one, two = solve(facts, seconds=30), solve(facts, seconds=30, workers=2)
    assert text(one) == text(two)
    assert one.cost == rules.cost(facts, one)
    assert {x.code for x in rules.breaches(facts, one)} <= {"MISSING"}


def test_no_time_still_gives_a_plan() -> None:
    facts = replace(read_facts(random_instance(7, branches=8, baseline=False)), locked=())
    plan = solve(facts, seconds=0)
    assert plan.meetings
    assert {breach.code for breach in rules.breaches(facts, plan)} <= {"MISSING"}


def test_a_stop_ends_the_search() -> None:
    stop = Stop()
    stop.request()
    assert solve(read_facts(random_instance(7)), seconds=60, stop=stop).facts_id == "small-7"


def test_progress_ends_at_the_plan() -> None:
    facts = replace(read_facts(random_instance(2, baseline=False)), locked=())
    seen: list[Progress] = []
    plan = solve(facts, seconds=20, progress=seen.append)
    assert seen[-1].cost == plan.cost
    assert seen == sorted(seen, key=lambda progress: progress.seconds)


def test_facts_and_plans_travel_between_processes() -> None:
    facts = read_facts(random_instance(2))
    plan = solve(facts, seconds=20)
    assert pickle.loads(pickle.dumps((facts, plan))) == (facts, plan)


def test_a_branch_that_can_never_meet_is_left_out_and_only_that() -> None:
    raw = random_instance(2, months=1, baseline=False)
    raw["branches"][0]["slots"] = {}
    raw["locked"] = []
    plan = solve(read_facts(raw), seconds=20)
    assert plan.status is PlanStatus.PARTIAL
    assert MeetingKey(read_facts(raw).branches[0].id, plan.missing[0].month) in plan.missing


def test_no_branches_no_meetings() -> None:
    facts = replace(read_facts(random_instance(2, baseline=False)), branches=(), locked=())
    plan = solve(facts, seconds=5)
    assert (plan.status, plan.meetings, plan.cost) == (PlanStatus.OPTIMAL, (), 0)
