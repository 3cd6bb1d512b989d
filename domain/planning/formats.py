"""Reads and writes the two file formats `chibo-instance/1` and `chibo-plan/1`.

`read_facts` and `read_plan` take decoded JSON and raise `Malformed` with the path of the first
thing that is wrong; `write_facts` and `write_plan` give back plain lists and dictionaries.
"""

from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

from domain.planning.dates import month_after
from domain.planning.facts import (
    Baseline,
    Branch,
    BranchKey,
    BusyPart,
    Cadre,
    CadreKey,
    ClosedDay,
    Commune,
    CommuneKey,
    Declined,
    FieldWeek,
    GapLimits,
    Group,
    GroupKey,
    Locked,
    Month,
    Overnight,
    Part,
    PartKey,
    Phase,
    PlannedMeeting,
    PlanningFacts,
    PlanningSettings,
    Rotation,
    RotationMode,
    Span,
    StandIn,
    Travel,
    Weights,
    Window,
    WindowKind,
)
from domain.planning.json_reader import Malformed, Node
from domain.planning.plan import Plan

INSTANCE_FORMAT = "chibo-instance/1"
PLAN_FORMAT = "chibo-plan/1"


def read_facts(raw: Any) -> PlanningFacts:
    """Facts from a decoded instance file; unknown keys are ignored."""
    root = Node(raw)
    _expect_format(root, INSTANCE_FORMAT)
    facts = PlanningFacts(
        id=root["id"].text(),
        months=_months(root["months"]),
        today=root["today"].maybe(Node.day),
        settings=_settings(root["settings"]),
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
    return facts


def read_plan(raw: Any) -> Plan:
    """A plan from a decoded plan file; status, cost and bound are not read back."""
    root = Node(raw)
    _expect_format(root, PLAN_FORMAT)
    return Plan(
        facts_id=root["instance"].text(),
        meetings=root["meetings"].many(_meeting),
        field_weeks=_field_weeks(root.get("field_weeks")),
        phases=_phases(root.get("phases")),
    )


def write_plan(plan: Plan) -> dict[str, Any]:
    """The plan as JSON-ready data, in a fixed order."""
    gap = plan.gap
    return {
        "format": PLAN_FORMAT,
        "instance": plan.facts_id,
        "status": plan.status.value,
        "cost": plan.cost,
        "bound": plan.bound,
        "gap_percent": None if gap is None else round(100 * gap, 2),
        "missing": [{"branch": key.branch, "month": key.month} for key in plan.missing],
        "missing_bound": plan.missing_bound,
        "meetings": [_write_meeting(meeting) for meeting in plan.meetings],
        **_write_rotation(plan.field_weeks, plan.phases),
    }


def write_facts(facts: PlanningFacts) -> dict[str, Any]:
    """The facts as JSON-ready data that `read_facts` reads back to equal facts."""
    return {
        "format": INSTANCE_FORMAT,
        "id": facts.id,
        "months": list(facts.months),
        "today": _iso(facts.today),
        "settings": _write_settings(facts.settings),
        "no_meeting_days": [{"date": _iso(x.date), "why": x.why} for x in facts.closed_days],
        "communes": [
            {"id": x.id, "name": x.name, "max_per_day": x.max_per_day} for x in facts.communes
        ],
        "travel_min": [[x.a, x.b, x.minutes] for x in facts.travel],
        "groups": [
            {"id": x.id, "name": x.name, "members": list(x.members), "max_away": x.max_away}
            for x in facts.groups
        ],
        "cadres": [_write_cadre(cadre) for cadre in facts.cadres],
        "branches": [_write_branch(branch) for branch in facts.branches],
        "locked": [
            {"branch": x.branch, "month": x.month, "date": _iso(x.date), "part": x.part}
            for x in facts.locked
        ],
        "declined": [
            {"branch": x.branch, "month": x.month, "cadre": x.cadre} for x in facts.declined
        ],
        "baseline": None if facts.baseline is None else _write_baseline(facts.baseline),
    }


def _expect_format(root: Node, name: str) -> None:
    if root["format"].text() != name:
        raise root["format"].fail(f"{name!r} is expected")


def _month(node: Node) -> Month:
    text = node.text()
    try:
        if len(text) != 7:
            raise ValueError
        date.fromisoformat(text + "-01")
    except ValueError:
        raise node.fail("a month YYYY-MM is expected") from None
    return Month(text)


def _months(node: Node) -> tuple[Month, ...]:
    months = node.many(_month)
    if not 1 <= len(months) <= 12:
        raise node.fail("1 to 12 months are expected")
    if any(month_after(a) != b for a, b in pairwise(months)):
        raise node.fail("the months are not consecutive")
    return months


def _settings(node: Node) -> PlanningSettings:
    return PlanningSettings(
        rotation=_rotation(node["rotation"]),
        parts=node["parts"].many(lambda x: Part(_part(x["id"]), x["start"].minutes())),
        max_meetings_per_day=node["max_meetings_per_day"].number(0),
        same_commune_gap_min=node["same_commune_gap_min"].number(),
        cross_commune_same_day=node["cross_commune_same_day"].flag(),
        overnight=node["overnight"].maybe(_overnight),
        default_travel_min=node["default_travel_min"].number(0),
        commune_max_per_day=node["commune_max_per_day"].number(0),
        commune_max_per_part=node["commune_max_per_part"].maybe(Node.number),
        min_notice_days=node["min_notice_days"].number(),
        near_days=node["near_days"].number(),
        near_mult=node["near_mult"].number(0),
        gap=_gap(node["gap"]),
        gap_cap=node["gap_cap"].number(0),
        window_cap=node["window_cap"].number(0),
        leave_away_days=node["leave_away_days"].number(),
        priority_mult=_priority_mult(node["priority_mult"]),
        weights=_weights(node["weights"]),
    )


def _weights(node: Node) -> Weights:
    return Weights(**{field.name: node[field.name].number(0) for field in fields(Weights)})


def _priority_mult(node: Node) -> tuple[tuple[int, int], ...]:
    table = []
    for key, value in node.entries():
        if not key.isdecimal():
            raise value.fail("a priority number is expected as key")
        table.append((int(key), value.number(0)))
    return tuple(sorted(table))


def _gap(node: Node) -> GapLimits:
    return GapLimits(node["min_days"].number(), node["max_days"].number(), node["hard"].flag())


def _rotation(node: Node) -> Rotation:
    try:
        mode = RotationMode(node["mode"].text())
    except ValueError:
        raise node["mode"].fail("calendar, rolling or none is expected") from None
    anchor = node["anchor_monday"].day()
    if anchor.weekday() != 0:
        raise node["anchor_monday"].fail("a Monday is expected")
    return Rotation(
        mode=mode,
        min_week_days=node["min_week_days"].number(1),
        anchor_monday=anchor,
        cycle_weeks=node["cycle_weeks"].number(1),
        spacing_min=node["spacing_min"].number(),
        spacing_max=node["spacing_max"].number(),
    )


def _overnight(node: Node) -> Overnight:
    return Overnight(
        after_start=node["after_start"].minutes(),
        before_start=node["before_start"].minutes(),
        max_travel_min=node["max_travel_min"].number(),
    )


def _part(node: Node) -> PartKey:
    return PartKey(node.text())


def _cadre_key(node: Node) -> CadreKey:
    return CadreKey(node.text())


def _span(node: Node) -> Span:
    first, last = node.fixed(2)
    return Span(first.day(), last.day())


def _busy(node: Node) -> BusyPart:
    day, part = node.fixed(2)
    return BusyPart(day.day(), _part(part))


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
        members=node["members"].many(_cadre_key),
        max_away=node["max_away"].number(),
        name=_optional_text(node, "name"),
    )


def _cadre(node: Node) -> Cadre:
    return Cadre(
        id=_cadre_key(node["id"]),
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
        required=node["required"].many(_cadre_key),
        wanted=node["wanted"].many(_cadre_key),
        standins=node["standins"].many(_cadre_key),
        no_standin=node["no_standin"].flag(),
        slots=_slots(node["slots"]),
        window=node["window"].maybe(_window),
        prefer_part=node["prefer_part"].maybe(_part),
        blackouts=node["blackouts"].many(_span),
        last_meeting=node["last_meeting"].maybe(Node.day),
        name=_optional_text(node, "name"),
    )


def _slots(node: Node) -> tuple[tuple[PartKey, ...], ...]:
    table = {key: value.many(_part) for key, value in node.entries()}
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
        _month(node["month"]),
        node["date"].day(),
        _part(node["part"]),
    )


def _declined(node: Node) -> Declined:
    return Declined(
        BranchKey(node["branch"].text()), _month(node["month"]), _cadre_key(node["cadre"])
    )


def _meeting(node: Node) -> PlannedMeeting:
    standin = node.get("standin")
    pairs = standin.entries() if standin is not None and standin.value is not None else ()
    return PlannedMeeting(
        branch=BranchKey(node["branch"].text()),
        month=_month(node["month"]),
        date=node["date"].day(),
        part=_part(node["part"]),
        attend=node["attend"].many(_cadre_key),
        standins=tuple(StandIn(CadreKey(key), _cadre_key(value)) for key, value in pairs),
    )


def _baseline(node: Node) -> Baseline:
    return Baseline(
        meetings=node["meetings"].many(_meeting),
        field_weeks=_field_weeks(node.get("field_weeks")),
        phases=_phases(node.get("phases")),
    )


def _field_weeks(node: Node | None) -> tuple[FieldWeek, ...]:
    """Null weeks mean the same as absent ones and are left out."""
    if node is None or node.value is None:
        return ()
    weeks = []
    for cadre, months in node.entries():
        for month, monday in months.entries():
            if monday.value is not None:
                weeks.append(FieldWeek(CadreKey(cadre), Month(month), monday.day()))
    return tuple(weeks)


def _phases(node: Node | None) -> tuple[Phase, ...]:
    if node is None or node.value is None:
        return ()
    entries = [(key, value) for key, value in node.entries() if value.value is not None]
    return tuple(Phase(CadreKey(key), value.number()) for key, value in entries)


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


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _spans(spans: tuple[Span, ...]) -> list[list[str]]:
    return [[span.first.isoformat(), span.last.isoformat()] for span in spans]


def _plain(record: Any, *names: str) -> dict[str, Any]:
    """The named attributes as they are, tuples of keys as lists."""
    values = {name: getattr(record, name) for name in names}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def _write_settings(settings: PlanningSettings) -> dict[str, Any]:
    rotation, night = settings.rotation, settings.overnight
    return {
        "rotation": {
            "mode": rotation.mode.value,
            "anchor_monday": _iso(rotation.anchor_monday),
            **_plain(rotation, "min_week_days", "cycle_weeks", "spacing_min", "spacing_max"),
        },
        "parts": [{"id": part.id, "start": _clock(part.start)} for part in settings.parts],
        "overnight": None
        if night is None
        else {
            "after_start": _clock(night.after_start),
            "before_start": _clock(night.before_start),
            "max_travel_min": night.max_travel_min,
        },
        "gap": _plain(settings.gap, "min_days", "max_days", "hard"),
        "priority_mult": {str(key): value for key, value in settings.priority_mult},
        "weights": _plain(settings.weights, *(field.name for field in fields(Weights))),
        **_plain(
            settings,
            *("max_meetings_per_day", "same_commune_gap_min", "cross_commune_same_day"),
            *("default_travel_min", "commune_max_per_day", "commune_max_per_part"),
            *("min_notice_days", "near_days", "near_mult", "gap_cap", "window_cap"),
            "leave_away_days",
        ),
    }


def _write_cadre(cadre: Cadre) -> dict[str, Any]:
    return {
        **_plain(cadre, "id", "name", "rotates", "max_per_day", "phase", "standin_count"),
        "blackouts": _spans(cadre.blackouts),
        "busy": [[x.date.isoformat(), x.part] for x in cadre.busy],
        "last_field_week": _iso(cadre.last_field_week),
    }


def _write_branch(branch: Branch) -> dict[str, Any]:
    return {
        **_plain(branch, "id", "name", "commune", "priority", "duration_min", "required"),
        **_plain(branch, "wanted", "standins", "no_standin", "prefer_part"),
        "slots": {str(i + 1): list(parts) for i, parts in enumerate(branch.slots) if parts},
        "window": None if branch.window is None else _write_window(branch.window),
        "blackouts": _spans(branch.blackouts),
        "last_meeting": _iso(branch.last_meeting),
    }


def _write_window(window: Window) -> dict[str, Any]:
    head = {"type": window.kind.value, "hard": window.hard}
    if window.kind is WindowKind.DAYS_OF_MONTH:
        return {**head, "from": window.first, "to": window.last}
    weekdays = {**head, "weekdays": list(window.weekdays)}
    return {**weekdays, "n": window.n} if window.kind is WindowKind.NTH_WEEKDAY else weekdays


def _write_meeting(meeting: PlannedMeeting) -> dict[str, Any]:
    return {
        **_plain(meeting, "branch", "month", "part", "attend"),
        "date": meeting.date.isoformat(),
        "standin": {x.required: x.standin for x in meeting.standins},
    }


def _write_rotation(weeks: tuple[FieldWeek, ...], phases: tuple[Phase, ...]) -> dict[str, Any]:
    table: dict[str, dict[str, str]] = {}
    for week in weeks:
        table.setdefault(week.cadre, {})[week.month] = week.monday.isoformat()
    return {"field_weeks": table, "phases": {x.cadre: x.phase for x in phases}}


def _write_baseline(baseline: Baseline) -> dict[str, Any]:
    return {
        "meetings": [_write_meeting(meeting) for meeting in baseline.meetings],
        **_write_rotation(baseline.field_weeks, baseline.phases),
    }
