"""Reads the settings of an instance."""

from dataclasses import fields

from domain.planning.facts import (
    GapLimits,
    Overnight,
    Part,
    PartKey,
    PlanningSettings,
    Rotation,
    RotationMode,
    Weights,
)
from domain.planning.formats.scalars import read_part
from domain.planning.json_reader import Node

MOST_DAYS = 100_000


def read_settings(node: Node) -> PlanningSettings:
    """The settings, every key of which is required."""
    return PlanningSettings(
        rotation=_rotation(node["rotation"]),
        parts=_parts(node["parts"]),
        max_meetings_per_day=node["max_meetings_per_day"].number(0),
        same_commune_gap_min=node["same_commune_gap_min"].number(),
        cross_commune_same_day=node["cross_commune_same_day"].flag(),
        overnight=node["overnight"].maybe(_overnight),
        default_travel_min=node["default_travel_min"].number(0),
        commune_max_per_day=node["commune_max_per_day"].number(0),
        commune_max_per_part=node["commune_max_per_part"].maybe(Node.number),
        min_notice_days=node["min_notice_days"].number(most=MOST_DAYS),
        near_days=node["near_days"].number(most=MOST_DAYS),
        near_mult=node["near_mult"].number(0),
        gap=_gap(node["gap"]),
        gap_cap=node["gap_cap"].number(0),
        window_cap=node["window_cap"].number(0),
        leave_away_days=node["leave_away_days"].number(),
        priority_mult=_priority_mult(node["priority_mult"]),
        weights=_weights(node["weights"]),
    )


def _parts(node: Node) -> tuple[Part, ...]:
    parts: dict[PartKey, Part] = {}
    for item in node.items():
        part = Part(read_part(item["id"]), item["start"].minutes())
        if part.id in parts:
            raise item["id"].fail(f"{part.id!r} occurs twice")
        parts[part.id] = part
    return tuple(parts.values())


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
