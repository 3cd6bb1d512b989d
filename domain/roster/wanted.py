"""What the lines of a workbook ask the tables to hold: columns by code, and posts by key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain import habits
from domain.fold import fold
from domain.people import FOR_BRANCH, OFFICE, Role
from domain.roster.changes import Value, Values
from domain.roster.lines import BranchLine, PersonLine, Roster, Term, UnitLine

PostKey = tuple[str, str, str | None, str | None]
"""Person, role, unit, branch: what a post is for; a cadre's post is for no unit in particular."""


def kind_code(label: str) -> str:
    """The code of a level of units, from the word people use: `Thị trấn` -> `thi-tran`."""
    return fold(label).replace(" ", "-")[:30]


def in_tree_order(roster: Roster) -> Iterator[UnitLine]:
    """The units, parents before children; units in a circle are left out."""
    waiting = list(roster.units)
    done: set[str | None] = {None}
    while ready := [line for line in waiting if line.parent in done]:
        yield from ready
        done |= {line.code for line in ready}
        waiting = [line for line in waiting if line.code not in done]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line with a code: its values, and its dates if the table has them."""

    row: int
    code: str
    name: str
    values: Values
    term: Term | None


def unit(line: UnitLine) -> Wanted:
    values: dict[str, Value] = {
        "code": line.code,
        "kind_code": kind_code(line.kind),
        "name": line.name,
        "parent_id": line.parent,
        "max_away": line.max_away,
    }
    return Wanted(line.row, line.code, line.name, values, line.term)


def branch(line: BranchLine) -> Wanted:
    values: dict[str, Value] = {
        "code": line.code,
        "unit_id": line.commune,
        "village": line.village,
        "meeting_place": line.place,
        "members": line.members,
        "exempt": line.exempt,
        "habit": habits.stored(line.habit),
        "habit_time": line.time,
        "travel_minutes": line.minutes,
        "travel_note": line.route,
    }
    return Wanted(line.row, line.code, line.village, values, line.term)


def person(line: PersonLine) -> Wanted:
    values: dict[str, Value] = {
        "code": line.code,
        "name": line.name,
        "title": line.title,
        "phone": line.phone,
        "office_id": line.office,
        "rotates": line.rotates,
    }
    return Wanted(line.row, line.code, line.name, values, None)


def posts_of(line: PersonLine) -> Iterator[PostKey]:
    """The posts a line stands for, as (person, role, unit, branch)."""
    for role in line.roles:
        if role in FOR_BRANCH:
            yield from ((line.code, role.value, None, branch) for branch in line.branches)
        elif role is Role.LEADER or role in OFFICE:
            units: Sequence[str | None] = line.sees or (line.office,)
            yield from ((line.code, role.value, unit, None) for unit in units)
        else:
            yield (line.code, role.value, None, None)  # a cadre's office may change


def post_key(values: Values) -> PostKey:
    unit = None if values["role"] == Role.CADRE else values["unit_id"]
    branch = values["branch_id"]
    return (
        str(values["person_id"]),
        str(values["role"]),
        None if unit is None else str(unit),
        None if branch is None else str(branch),
    )
