"""Reads an instance: every record of it, then that they name each other rightly."""

from dataclasses import fields
from itertools import pairwise
from typing import Any

from domain.planning.dates import month_after
from domain.planning.facts import (
    Baseline,
    Branch,
    BranchKey,
    BusyPart,
    Cadre,
    ClosedDay,
    Commune,
    CommuneKey,
    Declined,
    Group,
    GroupKey,
    Locked,
    Month,
    PartKey,
    PlanningFacts,
    Span,
    Travel,
    Weights,
    Window,
    WindowKind,
)
from domain.planning.formats.plans import read_field_weeks, read_meeting, read_phases
from domain.planning.formats.scalars import expect_format, read_cadre_key, read_month, read_part
from domain.planning.formats.settings import read_settings
from domain.planning.json_reader import Malformed, Node

INSTANCE_FORMAT = "chibo-instance/1"

MOST_TOGETHER = 10**15


def read_facts(raw: Any) -> PlanningFacts:
    """Facts from a decoded instance file; unknown keys are ignored."""
    root = Node(raw)
    expect_format(root, INSTANCE_FORMAT)
    facts = PlanningFacts(
        id=root["id"].text(),
        months=_months(root["months"]),
        today=root["today"].maybe(Node.near_day),
        settings=read_settings(root["settings"]),
        closed_days=root["no_meeting_days"].many(_closed_day),
        communes=root["communes"].many(_commune),
        travel=root["travel_min"].many(_travel),
        groups=root["groups"].many(_group),
        cadres=root["cadres"].many(_cadre),
        branches=root["branches"].many(_branch),
        locked=root["locked"].many(_locked),
        declined=root["declined"].many(_declined),
        baseline=root["baseline"].maybe(_baseline),
    )
    _check_references(root, facts)
    _check_size(root, facts)
    return facts


def _months(node: Node) -> tuple[Month, ...]:
    months = node.many(read_month)
    if not 1 <= len(months) <= 12:
        raise node.fail("1 to 12 months are expected")
    if any(month_after(a) != b for a, b in pairwise(months)):
        raise node.fail("the months are not consecutive")
    return months


def _span(node: Node) -> Span:
    first, last = node.fixed(2)
    return Span(first.day(), last.day())


def _busy(node: Node) -> BusyPart:
    day, part = node.fixed(2)
    return BusyPart(day.day(), read_part(part))


def _optional_text(node: Node, key: str) -> str:
    found = node.get(key)
    return "" if found is None or found.value is None else found.text()


def _closed_day(node: Node) -> ClosedDay:
    return ClosedDay(node["date"].day(), _optional_text(node, "why"))


def _commune(node: Node) -> Commune:
    limit = node.get("max_per_day")
    return Commune(
        id=CommuneKey(node["id"].text()),
        max_per_day=limit.maybe(Node.number) if limit else None,
        name=_optional_text(node, "name"),
    )


def _travel(node: Node) -> Travel:
    a, b, minutes = node.fixed(3)
    return Travel(CommuneKey(a.text()), CommuneKey(b.text()), minutes.number(0))


def _group(node: Node) -> Group:
    return Group(
        id=GroupKey(node["id"].text()),
        members=node["members"].many(read_cadre_key),
        max_away=node["max_away"].number(),
        name=_optional_text(node, "name"),
    )


def _cadre(node: Node) -> Cadre:
    return Cadre(
        id=read_cadre_key(node["id"]),
        rotates=node["rotates"].flag(),
        blackouts=node["blackouts"].many(_span),
        busy=node["busy"].many(_busy),
        max_per_day=node["max_per_day"].maybe(Node.number),
        phase=node["phase"].maybe(Node.number),
        last_field_week=node["last_field_week"].maybe(Node.day),
        standin_count=node["standin_count"].number(0),
        name=_optional_text(node, "name"),
    )


def _branch(node: Node) -> Branch:
    return Branch(
        id=BranchKey(node["id"].text()),
        commune=CommuneKey(node["commune"].text()),
        priority=node["priority"].number(),
        duration_min=node["duration_min"].number(0),
        required=node["required"].many(read_cadre_key),
        wanted=node["wanted"].many(read_cadre_key),
        standins=node["standins"].many(read_cadre_key),
        no_standin=node["no_standin"].flag(),
        slots=_slots(node["slots"]),
        window=node["window"].maybe(_window),
        prefer_part=node["prefer_part"].maybe(read_part),
        blackouts=node["blackouts"].many(_span),
        last_meeting=node["last_meeting"].maybe(Node.day),
        name=_optional_text(node, "name"),
    )


def _slots(node: Node) -> tuple[tuple[PartKey, ...], ...]:
    table = {key: value.many(read_part) for key, value in node.entries()}
    return tuple(table.get(str(weekday), ()) for weekday in range(1, 8))


def _window(node: Node) -> Window:
    try:
        kind = WindowKind(node["type"].text())
    except ValueError:
        raise node["type"].fail("dom, nth or weekdays is expected") from None
    days_of_month = kind is WindowKind.DAYS_OF_MONTH
    return Window(
        kind=kind,
        hard=node["hard"].flag(),
        first=node["from"].number() if days_of_month else 0,
        last=node["to"].number() if days_of_month else 0,
        n=node["n"].number() if kind is WindowKind.NTH_WEEKDAY else 0,
        weekdays=() if days_of_month else node["weekdays"].many(_weekday),
    )


def _weekday(node: Node) -> int:
    if node.number() not in range(1, 8):
        raise node.fail("a weekday 1 to 7 is expected")
    return node.number()


def _locked(node: Node) -> Locked:
    return Locked(
        BranchKey(node["branch"].text()),
        read_month(node["month"]),
        node["date"].near_day(),
        read_part(node["part"]),
    )


def _declined(node: Node) -> Declined:
    return Declined(
        BranchKey(node["branch"].text()), read_month(node["month"]), read_cadre_key(node["cadre"])
    )


def _baseline(node: Node) -> Baseline:
    return Baseline(
        meetings=node["meetings"].many(read_meeting),
        field_weeks=read_field_weeks(node.get("field_weeks")),
        phases=read_phases(node.get("phases")),
    )


def _check_references(root: Node, facts: PlanningFacts) -> None:
    communes = _unique(root, "communes", [x.id for x in facts.communes])
    cadres = _unique(root, "cadres", [x.id for x in facts.cadres])
    _unique(root, "branches", [x.id for x in facts.branches])
    _unique(root, "groups", [x.id for x in facts.groups])
    priorities = dict(facts.settings.priority_mult)
    for i, group in enumerate(facts.groups):
        _known(cadres, group.members, f"$.groups[{i}].members")
    for i, branch in enumerate(facts.branches):
        _known(communes, (branch.commune,), f"$.branches[{i}].commune")
        for name in ("required", "wanted", "standins"):
            _known(cadres, getattr(branch, name), f"$.branches[{i}].{name}")
        if branch.priority not in priorities:
            raise Malformed(f"$.branches[{i}].priority", "has no entry in priority_mult")


def _unique(root: Node, key: str, ids: list[Any]) -> set[str]:
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            raise Malformed(f"{root.path}.{key}[{i}].id", f"{name!r} occurs twice")
        seen.add(name)
    return seen


def _known(known: set[str], names: tuple[str, ...], path: str) -> None:
    for name in names:
        if name not in known:
            raise Malformed(path, f"{name!r} is unknown")


def _check_size(root: Node, facts: PlanningFacts) -> None:
    """All prices of a plan together must stay within what 64 bits can add."""
    settings = facts.settings
    weights = max(getattr(settings.weights, field.name) for field in fields(Weights))
    factors = [settings.near_mult, *(mult for _, mult in settings.priority_mult)]
    history = max((x.standin_count for x in facts.cadres), default=0)
    days = max(31, min(10_000, settings.gap_cap), history)
    meetings = min(len(facts.branches) * len(facts.months), 2500)
    if weights * max(factors) * days * meetings**2 > MOST_TOGETHER:
        raise root["settings"]["weights"].fail("the weights and factors are too large to add up")
