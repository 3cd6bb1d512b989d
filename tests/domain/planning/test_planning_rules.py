"""Every rule has an example that keeps it and one that breaks it; a test walks the list."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from planning_worlds import settings

from domain.planning.formats import read_facts, read_plan
from domain.planning.rules import RULES, breaches
from domain.planning.rules.case import Case, Finding, Rule

Raw = dict[str, Any]
Change = Callable[[Raw, Raw], None]


def base() -> tuple[Raw, Raw]:
    """Two branches in two communes, two rotating cadres with a colleague, a plan without fault."""
    cadre = {
        "blackouts": [],
        "busy": [],
        "max_per_day": None,
        "phase": None,
        "last_field_week": None,
        "standin_count": 0,
    }
    branch = {
        "priority": 1,
        "duration_min": 90,
        "wanted": [],
        "standins": ["C3"],
        "no_standin": False,
        "window": None,
        "prefer_part": None,
        "blackouts": [],
        "last_meeting": None,
        "slots": {str(i): ["S", "C", "T"] for i in range(1, 8)},
    }
    instance = {
        "format": "chibo-instance/1",
        "id": "base",
        "months": ["2026-03"],
        "today": None,
        "settings": settings(),
        "no_meeting_days": [],
        "travel_min": [["X1", "X2", 70]],
        "communes": [{"id": "X1"}, {"id": "X2"}],
        "groups": [{"id": "A", "members": ["C1", "C2"], "max_away": 1}],
        "cadres": [
            {"id": "C1", "rotates": True, **copy.deepcopy(cadre)},
            {"id": "C2", "rotates": True, **copy.deepcopy(cadre)},
            {"id": "C3", "rotates": False, **copy.deepcopy(cadre)},
        ],
        "branches": [
            {"id": "B1", "commune": "X1", "required": ["C1"], **copy.deepcopy(branch)},
            {"id": "B2", "commune": "X2", "required": ["C2"], **copy.deepcopy(branch)},
        ],
        "locked": [],
        "declined": [],
        "baseline": None,
    }
    plan = {
        "format": "chibo-plan/1",
        "instance": "base",
        "phases": {},
        "meetings": [
            meeting("B1", "2026-03-04", "T", "C1"),
            meeting("B2", "2026-03-11", "T", "C2"),
        ],
        "field_weeks": {"C1": {"2026-03": "2026-03-02"}, "C2": {"2026-03": "2026-03-09"}},
    }
    return instance, plan


def meeting(branch: str, date: str, part: str, *attend: str, **standin: str) -> Raw:
    """A meeting of the plan, in the month of its date."""
    place = {"branch": branch, "month": date[:7], "date": date, "part": part}
    return {**place, "attend": list(attend), "standin": dict(standin)}


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(facts: Raw, plan: Raw) -> None:
        for one in changes:
            one(facts, plan)

    return change


def first(**changes: Any) -> Change:
    """Change the first branch's meeting."""
    return lambda facts, plan: plan["meetings"][0].update(changes)


def second(**changes: Any) -> Change:
    """Change the second branch's meeting."""
    return lambda facts, plan: plan["meetings"][1].update(changes)


def branch(**changes: Any) -> Change:
    """Change the first branch."""
    return lambda facts, plan: facts["branches"][0].update(changes)


def cadre(**changes: Any) -> Change:
    """Change the first cadre."""
    return lambda facts, plan: facts["cadres"][0].update(changes)


def given(**changes: Any) -> Change:
    """Change the facts."""
    return lambda facts, plan: facts.update(changes)


def setting(**changes: Any) -> Change:
    """Change the settings."""
    return lambda facts, plan: facts["settings"].update(changes)


def no_change(facts: Raw, plan: Raw) -> None:
    """The base example itself."""


def together(facts: Raw, plan: Raw) -> None:
    """C1 is required at both branches, and so attends both."""
    facts["branches"][1]["required"] = ["C1"]
    plan["meetings"][1] = meeting("B2", "2026-03-05", "T", "C1")


def one_commune(facts: Raw, plan: Raw) -> None:
    """Both branches lie in one commune and meet at different times of one day, with C1."""
    together(facts, plan)
    facts["branches"][1]["commune"] = "X1"
    plan["meetings"][1] = meeting("B2", "2026-03-04", "C", "C1")


def two_months(facts: Raw, plan: Raw) -> None:
    """A second month, 28 days after the first."""
    facts["months"] = ["2026-03", "2026-04"]
    plan["meetings"] += [
        meeting("B1", "2026-04-01", "T", "C1"),
        meeting("B2", "2026-04-08", "T", "C2"),
    ]
    plan["field_weeks"]["C1"]["2026-04"] = "2026-03-30"
    plan["field_weeks"]["C2"]["2026-04"] = "2026-04-06"


def announced(date: str = "2026-03-04", part: str = "T") -> Change:
    """The first meeting was announced."""
    return given(baseline={"meetings": [meeting("B1", date, part, "C1")]})


def standin(facts: Raw, plan: Raw) -> None:
    """C3 stands in for C1."""
    plan["meetings"][0] = meeting("B1", "2026-03-04", "T", "C3", C1="C3")


def locked(date: str) -> Change:
    """The first meeting is confirmed for a date."""
    place = {"branch": "B1", "month": "2026-03", "date": date, "part": "T"}
    return given(locked=[place])


HABIT = {"type": "dom", "from": 3, "to": 5, "hard": True}
WISH = {**HABIT, "hard": False}
LATER = {"type": "dom", "from": 8, "to": 9, "hard": True}
STRICT_GAP = setting(gap={"min_days": 21, "max_days": 40, "hard": True})
SAME_WEEK = both(
    lambda facts, plan: plan["field_weeks"]["C2"].update({"2026-03": "2026-03-02"}),
    second(date="2026-03-05"),
)

# code: (keeps the rule, breaks it)
EXAMPLES: dict[str, tuple[Change, Change]] = {
    "FORMAT": (standin, lambda facts, plan: plan.update(instance="other")),
    "REF": (standin, first(attend=["C1", "C3"])),
    "MISSING": (two_months, lambda facts, plan: plan["meetings"].pop()),
    "DUPLICATE": (two_months, lambda facts, plan: plan["meetings"].append(plan["meetings"][0])),
    "MONTH": (two_months, first(date="2026-04-01")),
    "HOLIDAY": (
        given(no_meeting_days=[{"date": "2026-03-05"}]),
        given(no_meeting_days=[{"date": "2026-03-04"}]),
    ),
    "BRANCHOFF": (
        branch(blackouts=[["2026-03-05", "2026-03-06"]]),
        branch(blackouts=[["2026-03-01", "2026-03-04"]]),
    ),
    "SLOT": (branch(slots={"3": ["T"]}), branch(slots={"3": ["S"], "4": ["T"]})),
    "WINDOW": (branch(window=HABIT), branch(window=LATER)),
    "GAPDAYS": (both(two_months, STRICT_GAP), both(branch(last_meeting="2026-02-20"), STRICT_GAP)),
    "ABSENT": (standin, first(attend=[])),
    "STANDIN": (standin, both(branch(no_standin=True), standin)),
    "DECLINED": (
        given(declined=[{"branch": "B1", "month": "2026-03", "cadre": "C2"}]),
        given(declined=[{"branch": "B1", "month": "2026-03", "cadre": "C1"}]),
    ),
    "PERSONOFF": (cadre(busy=[["2026-03-04", "S"]]), cadre(busy=[["2026-03-04", "T"]])),
    "WEEK": (no_change, lambda facts, plan: plan["field_weeks"].pop("C1")),
    "OFFWEEK": (no_change, first(date="2026-03-10")),
    "OVERLAP": (one_commune, both(one_commune, second(part="T"))),
    "CROSS": (together, both(together, second(date="2026-03-04", part="C"))),
    "MAXDAY": (one_commune, both(one_commune, cadre(max_per_day=1))),
    "OVERNIGHT": (together, both(together, second(part="S"))),
    "COMMUNEDAY": (one_commune, both(one_commune, setting(commune_max_per_day=1))),
    "COMMUNEPART": (one_commune, both(one_commune, second(part="T"))),
    "AWAY": (no_change, SAME_WEEK),
    "LOCKED": (locked("2026-03-04"), locked("2026-03-05")),
    "FROZEN": (
        both(announced(), given(today="2026-03-10")),
        both(announced(part="S"), given(today="2026-03-10")),
    ),
    "NOTICE": (given(today="2026-03-02"), given(today="2026-03-03")),
    "window": (branch(window=WISH), both(branch(window=WISH), first(date="2026-03-06"))),
    "part": (branch(prefer_part="T"), branch(prefer_part="S")),
    "gap": (branch(last_meeting="2026-02-04"), branch(last_meeting="2026-02-20")),
    "wanted": (both(branch(wanted=["C3"]), first(attend=["C1", "C3"])), branch(wanted=["C3"])),
    "standin": (no_change, standin),
    "cycle": (cadre(last_field_week="2026-02-02"), cadre(last_field_week="2026-02-16")),
    "weekend": (no_change, first(date="2026-03-07")),
    "trip": (setting(weights={**settings()["weights"], "trip": 0}), no_change),
    "move": (announced(), announced(date="2026-03-05")),
}


def case(change: Change) -> Case:
    """The base example with a change."""
    facts, plan = base()
    change(facts, plan)
    return Case(read_facts(facts), read_plan(plan))


def test_the_base_example_breaks_nothing() -> None:
    facts, plan = base()
    assert breaches(read_facts(facts), read_plan(plan)) == ()


def test_every_rule_has_examples() -> None:
    assert {rule.code for rule in RULES} == set(EXAMPLES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_kept(rule: Rule) -> None:
    assert list(rule.check(case(EXAMPLES[rule.code][0]))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_broken(rule: Rule) -> None:
    findings = list(rule.check(case(EXAMPLES[rule.code][1])))
    assert findings
    assert all(finding.code == rule.code and finding.amount > 0 for finding in findings)


@pytest.mark.parametrize(
    ("code", "change", "amount"),
    [
        ("window", both(branch(window=WISH, priority=3), first(date="2026-03-07")), 4 * 4 * 2),
        ("window", both(branch(window=WISH), first(date="2026-03-31")), 4 * 7),
        ("gap", branch(last_meeting="2026-02-20"), 3 * 9),
        ("gap", branch(last_meeting="2026-03-03"), 3 * 15),
        ("cycle", cadre(last_field_week="2026-02-16"), 2 * 1),
        ("move", both(announced(date="2026-03-05"), given(today="2026-02-26")), 60 * 3),
        ("move", announced(part="S"), 20),
        ("standin", both(standin, lambda f, p: f["cadres"][2].update(standin_count=4)), 1000 + 20),
    ],
)
def test_wishes_cost_what_the_settings_say(code: str, change: Change, amount: int) -> None:
    rule = next(rule for rule in RULES if rule.code == code)
    findings: list[Finding] = list(rule.check(case(change)))
    assert sum(finding.amount for finding in findings) == amount
