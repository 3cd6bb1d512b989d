"""Repairs break no rule, tell as few people as possible, and leave confirmed meetings alone."""

from dataclasses import replace
from functools import cache

import pytest
from planning_worlds import random_instance

from domain.planning import rules
from domain.planning.changes import changes
from domain.planning.facts import Declined, PlanningFacts, Span
from domain.planning.formats import read_facts
from domain.planning.plan import MeetingKey, Plan
from domain.planning.repair import (
    RINGS,
    Repair,
    announced,
    broken_meetings,
    first_answer,
    proven_answer,
    standins,
)
from domain.planning.solver import solve
from domain.planning.suppositions import branch_blocked, day_closed, person_away


@cache
def district(seed: int) -> tuple[PlanningFacts, Plan]:
    """A small district with a plan in which nothing is missing."""
    for number in range(100 * seed, 100 * seed + 100):
        raw = random_instance(number, branches=6, months=1, baseline=False)
        raw["locked"] = []
        facts = read_facts(raw)
        plan = solve(facts, seconds=20)
        if not plan.missing and any(meeting.attend for meeting in plan.meetings):
            return facts, plan
    raise AssertionError("no district without a missing meeting")


def disturbed(seed: int, kind: str) -> PlanningFacts:
    """The announced plan and something that breaks it."""
    facts, plan = district(seed)
    meeting = next(meeting for meeting in plan.meetings if meeting.attend)
    day = Span(meeting.date, meeting.date)
    change = {
        "leave": person_away(meeting.attend[0], day),
        "road": branch_blocked(meeting.branch, day),
        "event": day_closed(meeting.date, "x"),
    }[kind]
    return announced(change(facts), plan, ())


def check(facts: PlanningFacts, repair: Repair) -> None:
    """A repair keeps every rule and says truly what it changes."""
    assert facts.baseline
    assert not rules.breaches(facts, repair.plan)
    assert repair.changes == changes(facts, facts.baseline.meetings, repair.plan.meetings)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", ["leave", "road", "event"])
def test_repairs_keep_every_rule_and_the_proof_is_never_worse(seed: int, kind: str) -> None:
    facts = disturbed(seed, kind)
    broken = broken_meetings(facts)
    first = first_answer(facts)
    if first is None:
        assert proven_answer(facts).plan.missing
        return
    proof, alone = proven_answer(facts, first=first), proven_answer(facts)
    for repair in (first, proof):
        check(facts, repair)
    assert proof.proven
    assert (proof.changes.told, proof.plan.cost) <= (first.changes.told, first.plan.cost)
    assert (alone.changes.told, alone.plan.cost) == (proof.changes.told, proof.plan.cost)
    if kind != "leave":
        assert broken <= set(proof.changes.moved)


def test_a_plan_that_still_holds_is_left_alone() -> None:
    facts, plan = district(0)
    repair = first_answer(announced(facts, plan, ()))
    assert repair
    assert (repair.broken, repair.changes.told, repair.ring) == ((), 0, 1)


def test_confirmed_meetings_stay() -> None:
    facts, plan = district(1)
    meeting = plan.meetings[0]
    confirmed = {MeetingKey(x.branch, x.month) for x in plan.meetings[1:]}
    change = branch_blocked(meeting.branch, Span(meeting.date, meeting.date))
    repair = proven_answer(announced(change(facts), plan, confirmed))
    assert not confirmed & set(repair.changes.moved)


def test_a_branch_that_cannot_meet_any_more_becomes_the_gap() -> None:
    facts, plan = district(2)
    month = Span(plan.meetings[0].date.replace(day=1), plan.meetings[0].date.replace(day=31))
    lost = plan.meetings[0].branch
    changed = announced(branch_blocked(lost, month)(facts), plan, ())
    assert first_answer(changed) is None
    repair = proven_answer(changed)
    assert [key.branch for key in repair.plan.missing] == [lost]
    assert repair.ring == RINGS


def test_standins_are_ranked_and_obstacles_named() -> None:
    facts, plan = district(3)
    meeting = next(x for x in plan.meetings if x.attend)
    branch = next(x for x in facts.branches if x.id == meeting.branch)
    names = tuple(x.id for x in facts.cadres if x.id not in meeting.attend)
    open_branch = replace(branch, standins=names, no_standin=False)
    busy = names[0]
    changed = replace(
        facts,
        branches=tuple(open_branch if x.id == branch.id else x for x in facts.branches),
        declined=(Declined(branch.id, meeting.month, busy),),
    )
    offers = standins(changed, plan, MeetingKey(meeting.branch, meeting.month))
    assert {offer.cadre for offer in offers} == set(names) - set(branch.required)
    assert [offer.obstacle is not None for offer in offers] == sorted(
        offer.obstacle is not None for offer in offers
    )
    assert next(offer.obstacle for offer in offers if offer.cadre == busy) == "DECLINED"
    shut = replace(open_branch, no_standin=True)
    closed = replace(
        changed, branches=tuple(shut if x.id == branch.id else x for x in facts.branches)
    )
    refused = standins(closed, plan, MeetingKey(meeting.branch, meeting.month))
    assert {offer.obstacle for offer in refused} == {"STANDIN"}


def test_an_offer_without_obstacle_really_can_stand_in() -> None:
    """Whoever is offered as free breaks no rule when put in."""
    tried = 0
    for seed in range(6):
        facts, plan = district(seed)
        for meeting in plan.meetings:
            branch = next(x for x in facts.branches if x.id == meeting.branch)
            if meeting.standins or not branch.required or branch.required[0] not in meeting.attend:
                continue
            for offer in standins(facts, plan, MeetingKey(meeting.branch, meeting.month)):
                tried += 1
                broken = _with_standin(facts, plan, meeting.branch, branch.required[0], offer.cadre)
                if facts.settings.rotation.mode.value == "none":
                    assert bool(broken) == (offer.obstacle is not None)
                elif offer.obstacle is None:
                    assert broken <= {"WEEK", "OFFWEEK", "AWAY"}
    assert tried > 5


def _with_standin(
    facts: PlanningFacts, plan: Plan, branch: str, required: str, standin: str
) -> set[str]:
    from domain.planning.formats import read_plan, write_plan

    raw = write_plan(plan)
    for meeting in raw["meetings"]:
        if meeting["branch"] == branch:
            meeting["attend"] = [standin if x == required else x for x in meeting["attend"]]
            meeting["standin"][required] = standin
    return {breach.code for breach in rules.breaches(facts, read_plan(raw))}
