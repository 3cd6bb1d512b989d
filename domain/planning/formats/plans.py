"""Reads a plan, and the announced plan within an instance."""

from typing import Any

from domain.planning.facts import (
    BranchKey,
    CadreKey,
    FieldWeek,
    Month,
    Phase,
    PlannedMeeting,
    StandIn,
)
from domain.planning.formats.scalars import expect_format, read_cadre_key, read_month, read_part
from domain.planning.json_reader import Node
from domain.planning.plan import Plan

PLAN_FORMAT = "chibo-plan/1"


def read_plan(raw: Any) -> Plan:
    """A plan from a decoded plan file; status, cost and bound are not read back."""
    root = Node(raw)
    expect_format(root, PLAN_FORMAT)
    return Plan(
        facts_id=root["instance"].text(),
        meetings=root["meetings"].many(read_meeting),
        field_weeks=read_field_weeks(root.get("field_weeks")),
        phases=read_phases(root.get("phases")),
    )


def read_meeting(node: Node) -> PlannedMeeting:
    """A meeting as planned or announced."""
    standin = node.get("standin")
    pairs = standin.entries() if standin is not None and standin.value is not None else ()
    return PlannedMeeting(
        branch=BranchKey(node["branch"].text()),
        month=read_month(node["month"]),
        date=node["date"].near_day(),
        part=read_part(node["part"]),
        attend=node["attend"].many(read_cadre_key),
        standins=tuple(StandIn(CadreKey(key), read_cadre_key(value)) for key, value in pairs),
    )


def read_field_weeks(node: Node | None) -> tuple[FieldWeek, ...]:
    """Null weeks mean the same as absent ones and are left out."""
    if node is None or node.value is None:
        return ()
    weeks = []
    for cadre, months in node.entries():
        for name, monday in months.entries():
            if monday.value is not None:
                weeks.append(FieldWeek(CadreKey(cadre), Month(name), monday.near_day()))
    return tuple(weeks)


def read_phases(node: Node | None) -> tuple[Phase, ...]:
    """Null phases mean the same as absent ones and are left out."""
    if node is None or node.value is None:
        return ()
    entries = [(key, value) for key, value in node.entries() if value.value is not None]
    return tuple(Phase(CadreKey(key), value.number()) for key, value in entries)
