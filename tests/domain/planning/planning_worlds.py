"""Small random districts that use every feature of the planner, seeded and in file format."""

from datetime import date, timedelta
from random import Random
from typing import Any

MONTHS = ("2026-03", "2026-04", "2026-05")
WEIGHTS = {
    "window": 4,
    "part": 3,
    "gap": 3,
    "wanted": 2,
    "standin": 1000,
    "standin_fair": 5,
    "cycle": 2,
    "weekend": 1,
    "trip": 2,
    "move_day": 60,
    "move_part": 20,
    "move_attend": 30,
    "move_week": 20,
}


def settings(mode: str = "calendar", **changes: Any) -> dict[str, Any]:
    """Settings as the generator of instances gives them."""
    return {
        "rotation": {
            "mode": mode,
            "min_week_days": 4,
            "anchor_monday": "2026-01-05",
            "cycle_weeks": 4,
            "spacing_min": 3,
            "spacing_max": 5,
        },
        "parts": [
            {"id": "S", "start": "07:30"},
            {"id": "C", "start": "14:00"},
            {"id": "T", "start": "19:00"},
        ],
        "max_meetings_per_day": 2,
        "same_commune_gap_min": 30,
        "cross_commune_same_day": False,
        "overnight": {"after_start": "18:00", "before_start": "09:00", "max_travel_min": 60},
        "default_travel_min": 60,
        "commune_max_per_day": 2,
        "commune_max_per_part": 1,
        "min_notice_days": 2,
        "near_days": 7,
        "near_mult": 3,
        "gap": {"min_days": 21, "max_days": 40, "hard": False},
        "gap_cap": 15,
        "window_cap": 7,
        "leave_away_days": 3,
        "priority_mult": {"1": 1, "2": 2, "3": 4},
        "weights": dict(WEIGHTS),
        **changes,
    }


def random_settings(r: Random) -> dict[str, Any]:
    """Settings with every switch thrown now and then."""
    chosen = settings(
        r.choice(["calendar", "calendar", "rolling", "none"]),
        max_meetings_per_day=r.choice([1, 2, 3]),
        cross_commune_same_day=r.random() < 0.5,
        commune_max_per_day=r.choice([1, 2, 3]),
        commune_max_per_part=r.choice([None, 1, 2]),
        gap_cap=r.choice([3, 15]),
        default_travel_min=r.choice([20, 60, 90]),
    )
    chosen["rotation"]["min_week_days"] = r.choice([1, 3, 4])
    chosen["gap"] = r.choice(
        [
            {"min_days": 21, "max_days": 40, "hard": False},
            {"min_days": 25, "max_days": 33, "hard": True},
            {"min_days": 27, "max_days": 31, "hard": False},
        ]
    )
    if r.random() < 0.3:
        chosen["overnight"] = None
    if r.random() < 0.4:
        chosen["weights"]["standin"] = r.choice([3, 20])
    return chosen


def random_day(r: Random, months: tuple[str, ...]) -> str:
    """A date in or near the horizon."""
    first = date.fromisoformat(months[0] + "-01")
    return (first + timedelta(days=r.randrange(-3, 31 * len(months) + 3))).isoformat()


def random_span(r: Random, months: tuple[str, ...]) -> list[str]:
    """A few days off."""
    first = random_day(r, months)
    return [first, (date.fromisoformat(first) + timedelta(days=r.randrange(7))).isoformat()]


def random_window(r: Random) -> dict[str, Any] | None:
    """A habit of any kind, or none."""
    hard = r.random() < 0.3
    first = r.randrange(1, 29)
    weekdays = r.sample(range(1, 8), r.choice([1, 2]))
    return r.choice(
        [
            None,
            {"type": "dom", "from": first, "to": first + r.randrange(5), "hard": hard},
            {"type": "nth", "n": r.choice([1, 2, -1, 5]), "weekdays": weekdays, "hard": hard},
            {"type": "weekdays", "weekdays": weekdays, "hard": hard},
        ]
    )


def random_instance(
    seed: int, branches: int = 4, months: int | None = None, baseline: bool = True
) -> dict[str, Any]:
    """A district of a few branches, cadres and communes; `closed` leaves few usable dates."""
    r = Random(seed)
    horizon = MONTHS[: months or r.choice([1, 1, 2, 3])]
    cadres = [_cadre(r, f"C{i}", horizon, rotates=i < 4) for i in range(6)]
    names = [cadre["id"] for cadre in cadres]
    raw: dict[str, Any] = {
        "format": "chibo-instance/1",
        "id": f"small-{seed}",
        "months": list(horizon),
        "today": None,
        "settings": random_settings(r),
        "no_meeting_days": [
            {"date": random_day(r, horizon), "why": "x"} for _ in range(r.randrange(4))
        ],
        "communes": [
            {"id": f"X{i}", "name": "", "max_per_day": r.choice([None, None, 1])} for i in range(3)
        ],
        "travel_min": [["X0", "X1", r.choice([15, 70])], ["X2", "X1", 30]],
        "groups": [
            {"id": "A1", "name": "", "members": names[:2], "max_away": 1},
            {"id": "A2", "name": "", "members": names[1:5], "max_away": r.choice([1, 2])},
        ],
        "cadres": cadres,
        "branches": [_branch(r, f"B{i}", names, horizon) for i in range(branches)],
        "locked": [],
        "declined": [],
        "baseline": None,
    }
    _commit(r, raw, baseline and r.random() < 0.5)
    return raw


def _cadre(r: Random, name: str, months: tuple[str, ...], rotates: bool) -> dict[str, Any]:
    return {
        "id": name,
        "name": "",
        "rotates": rotates,
        "blackouts": [random_span(r, months) for _ in range(r.randrange(3))],
        "busy": [[random_day(r, months), r.choice("SCT")] for _ in range(r.randrange(4))],
        "max_per_day": r.choice([None, None, 1]),
        "phase": r.choice([None, 0, 2]),
        "last_field_week": r.choice([None, "2026-02-02", "2026-02-16"]),
        "standin_count": r.randrange(3),
    }


def _branch(r: Random, name: str, cadres: list[str], months: tuple[str, ...]) -> dict[str, Any]:
    people = r.sample(cadres, 4)
    required = people[: r.choice([0, 1, 1, 1, 2])]
    slots = {
        str(day): r.sample(["S", "C", "T"], r.choice([1, 2, 3]))
        for day in range(1, 8)
        if r.random() < 0.7
    }
    return {
        "id": name,
        "name": "",
        "commune": r.choice(["X0", "X0", "X1", "X2"]),
        "priority": r.choice([1, 2, 3]),
        "duration_min": r.choice([90, 120, 400]),
        "required": required,
        "wanted": r.sample(cadres, r.randrange(3)),
        "standins": r.sample(cadres, r.randrange(4)),
        "no_standin": r.random() < 0.3,
        "slots": slots,
        "window": random_window(r),
        "prefer_part": r.choice([None, "S", "T"]),
        "blackouts": [random_span(r, months) for _ in range(r.randrange(2))],
        "last_meeting": r.choice([None, "2026-02-03", "2026-02-20"]),
    }


def _commit(r: Random, raw: dict[str, Any], baseline: bool) -> None:
    """Refusals, confirmations and an announced plan."""
    keys = [(branch, month) for branch in raw["branches"] for month in raw["months"]]
    for branch, month in keys:
        if branch["required"] and r.random() < 0.15:
            who = r.choice(branch["required"] + branch["wanted"])
            raw["declined"].append({"branch": branch["id"], "month": month, "cadre": who})
        if r.random() < 0.1:
            day = f"{month}-{r.randrange(1, 29):02d}"
            place = {"date": day, "part": r.choice("SCT")}
            raw["locked"].append({"branch": branch["id"], "month": month, **place})
    if baseline:
        plan = random_plan(r, raw)
        raw["today"] = random_day(r, tuple(raw["months"])) if r.random() < 0.7 else None
        raw["baseline"] = {x: plan[x] for x in ("meetings", "field_weeks", "phases")}


def random_plan(r: Random, raw: dict[str, Any]) -> dict[str, Any]:
    """A plan that breaks many rules, but is readable."""
    meetings = []
    for branch in raw["branches"]:
        for month in raw["months"]:
            for _ in range(r.choice([0, 1, 1, 1, 1, 1, 1, 2])):
                meetings.append(_random_meeting(r, raw, branch, month))
    cadres = [cadre["id"] for cadre in raw["cadres"]]
    return {
        "format": "chibo-plan/1",
        "instance": raw["id"],
        "meetings": meetings,
        "field_weeks": {
            who: {month: _random_monday(r, month) for month in raw["months"]}
            for who in cadres
            if r.random() < 0.7
        },
        "phases": {who: r.choice([None, 0, 1, 2, 3, 4]) for who in cadres if r.random() < 0.7},
    }


def _random_meeting(
    r: Random, raw: dict[str, Any], branch: dict[str, Any], month: str
) -> dict[str, Any]:
    attend = [who for who in branch["required"] if r.random() < 0.8]
    attend += [who for who in branch["wanted"] if who not in attend and r.random() < 0.7]
    standin = {}
    for who in branch["required"]:
        if who not in attend and branch["standins"] and r.random() < 0.7:
            standin[who] = r.choice(branch["standins"])
            attend += [standin[who]] if standin[who] not in attend else []
    if r.random() < 0.1:
        attend.append(r.choice(["C0", "C5"]))
    day = random_day(r, (month,)) if r.random() < 0.5 else f"{month}-{r.randrange(1, 12):02d}"
    place = {"branch": branch["id"], "month": month, "date": day, "part": r.choice("SCT")}
    return {**place, "attend": attend, "standin": standin}


def _random_monday(r: Random, month: str) -> str | None:
    first = date.fromisoformat(month + "-01")
    monday = first - timedelta(days=first.weekday()) + timedelta(days=7 * r.randrange(5))
    return None if r.random() < 0.1 else monday.isoformat()
