"""Writes instances and plans as JSON-ready data, in a fixed order."""

from dataclasses import fields
from datetime import date
from typing import Any

from domain.planning.facts import (
    Baseline,
    Branch,
    Cadre,
    FieldWeek,
    Phase,
    PlannedMeeting,
    PlanningFacts,
    PlanningSettings,
    Span,
    Weights,
    Window,
    WindowKind,
)
from domain.planning.formats.instances import INSTANCE_FORMAT
from domain.planning.formats.plans import PLAN_FORMAT
from domain.planning.plan import Plan


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
