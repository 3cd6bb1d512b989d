"""What is wrong between the lines: unknown codes, duplicates, two secretaries, circles of units."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from domain.fold import fold
from domain.people import FOR_BRANCH, OFFICE, Role
from domain.roster.lines import (
    AssignmentLine,
    BranchLine,
    Column,
    PersonLine,
    Roster,
    Sheet,
    UnitLine,
)
from domain.roster.problems import Fault, Problem
from domain.roster.wanted import PostKey, posts_of

Coded = TypeVar("Coded", UnitLine, BranchLine)

_NAMED_IN = {
    Fault.UNKNOWN_UNIT: Sheet.UNITS,
    Fault.UNKNOWN_BRANCH: Sheet.BRANCHES,
    Fault.UNKNOWN_PERSON: Sheet.PEOPLE,
}


def problems(roster: Roster) -> tuple[Problem, ...]:
    """Everything that forbids applying the roster, in the order of sheets and rows."""
    found = [
        *_same_codes(Sheet.UNITS, roster.units),
        *_same_codes(Sheet.BRANCHES, roster.branches),
        *_same_posts(roster),
        *_unit_problems(roster),
        *_branch_problems(roster),
        *_person_problems(roster),
        *_two_secretaries(roster),
        *_assignment_problems(roster),
    ]
    return in_sheet_order(found)


def warnings(roster: Roster, today: date) -> tuple[Problem, ...]:
    """What looks strange but may be right, as of today."""
    found = [
        *_same_phones(roster),
        *_same_villages(roster, today),
        *_lonely_branches(roster, today),
    ]
    return in_sheet_order(found)


def in_sheet_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of the file first, then by sheet and row."""
    sheets = list(Sheet)
    return tuple(
        sorted(
            found,
            key=lambda p: (-1 if p.sheet is None else sheets.index(p.sheet), p.row or 0),
        )
    )


def _same_codes(sheet: Sheet, lines: tuple[Coded, ...]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in lines:
        if line.code in first:
            arguments = (line.code, str(first[line.code]))
            yield Problem(Fault.SAME_CODE, arguments, sheet, line.row, Column.CODE)
        first.setdefault(line.code, line.row)


def _same_posts(roster: Roster) -> Iterator[Problem]:
    """Lines of one code must be one person, and not give them the same post twice at a time."""
    first = {line.code: line for line in roster.first_lines}
    held: dict[PostKey, list[PersonLine]] = {}
    for line in roster.people:
        main = first[line.code]
        if fold(main.name) != fold(line.name):
            arguments = (line.code, str(main.row))
            yield Problem(Fault.SAME_CODE, arguments, Sheet.PEOPLE, line.row, Column.CODE)
            continue
        twice = [
            other
            for key in posts_of(line)
            for other in held.setdefault(key, [])
            if other.term.overlaps(line.term)
        ]
        if twice:
            arguments = (line.code, str(twice[0].row))
            yield Problem(Fault.SAME_POST, arguments, Sheet.PEOPLE, line.row, Column.ROLES)
        for key in posts_of(line):
            held[key].append(line)


def _unknown(
    roster: Roster, fault: Fault, codes: Iterable[str], sheet: Sheet, row: int, column: Column
) -> Iterator[Problem]:
    # A code on a line that is itself wrong is declared: one mistake, one problem.
    known = roster.declared.get(_NAMED_IN[fault])
    for code in codes:
        if known is not None and code not in known:
            yield Problem(fault, (code,), sheet, row, column)


def _unit_problems(roster: Roster) -> Iterator[Problem]:
    parents = {line.code: line.parent for line in roster.units}
    told: set[str] = set()
    for line in roster.units:
        if line.parent:
            place = (Sheet.UNITS, line.row, Column.PARENT)
            yield from _unknown(roster, Fault.UNKNOWN_UNIT, [line.parent], *place)
        circle = _circle(parents, line.code)
        if circle and not told.intersection(circle):
            told.update(circle)
            arguments = (*circle, circle[0])
            yield Problem(Fault.UNIT_IN_ITSELF, arguments, Sheet.UNITS, line.row, Column.PARENT)


def _circle(parents: dict[str, str | None], start: str) -> list[str]:
    path = [start]
    while (above := parents.get(path[-1])) is not None:
        if above == start:
            return path
        if above in path:
            return []  # the circle does not contain the start
        path.append(above)
    return []


def _branch_problems(roster: Roster) -> Iterator[Problem]:
    for line in roster.branches:
        place = (Sheet.BRANCHES, line.row, Column.COMMUNE)
        yield from _unknown(roster, Fault.UNKNOWN_UNIT, [line.commune], *place)


def _person_problems(roster: Roster) -> Iterator[Problem]:
    people = Sheet.PEOPLE
    for line in roster.people:
        offices = [line.office] if line.office else []
        place = (people, line.row, Column.OFFICE)
        yield from _unknown(roster, Fault.UNKNOWN_UNIT, offices, *place)
        place = (people, line.row, Column.SEES)
        yield from _unknown(roster, Fault.UNKNOWN_UNIT, line.sees, *place)
        place = (people, line.row, Column.BRANCHES)
        yield from _unknown(roster, Fault.UNKNOWN_BRANCH, line.branches, *place)
        for role in line.roles:
            if role in FOR_BRANCH and not line.branches:
                yield Problem(Fault.NO_BRANCH, (role.value,), people, line.row, Column.BRANCHES)
            unit_needed = role in (Role.LEADER, *OFFICE) and role is not Role.ADMIN
            if (unit_needed and not (line.sees or line.office)) or (
                role is Role.CADRE and not line.office
            ):
                yield Problem(Fault.NO_OFFICE, (role.value,), people, line.row, Column.OFFICE)


def _two_secretaries(roster: Roster) -> Iterator[Problem]:
    held: dict[str, list[PersonLine]] = {}
    for line in roster.people:
        if Role.SECRETARY not in line.roles:
            continue
        for branch in line.branches:
            others = held.setdefault(branch, [])
            for other in others:
                if other.code != line.code and other.term.overlaps(line.term):
                    arguments = (branch, other.name, str(other.row))
                    yield Problem(
                        Fault.TWO_SECRETARIES, arguments, Sheet.PEOPLE, line.row, Column.BRANCHES
                    )
            others.append(line)


def _assignment_problems(roster: Roster) -> Iterator[Problem]:
    sheet = Sheet.ASSIGNMENTS
    people = {line.code for line in roster.people}
    cadres = {line.code for line in roster.people if Role.CADRE in line.roles}
    seen: dict[tuple[str, str], list[AssignmentLine]] = {}
    for line in roster.assignments:
        place = (sheet, line.row, Column.PERSON)
        yield from _unknown(roster, Fault.UNKNOWN_PERSON, [line.person], *place)
        place = (sheet, line.row, Column.BRANCH)
        yield from _unknown(roster, Fault.UNKNOWN_BRANCH, [line.branch], *place)
        if line.person in people - cadres:
            yield Problem(Fault.NOT_A_CADRE, (line.person,), sheet, line.row, Column.PERSON)
        same = seen.setdefault((line.person, line.branch), [])
        for other in same:
            if other.term.overlaps(line.term):
                arguments = (line.person, line.branch, str(other.row))
                yield Problem(Fault.SAME_ASSIGNMENT, arguments, sheet, line.row, Column.BRANCH)
        same.append(line)


def _same_phones(roster: Roster) -> Iterator[Problem]:
    first: dict[str, PersonLine] = {}
    for line in roster.first_lines:
        if line.phone is None:
            continue
        other = first.setdefault(line.phone, line)
        if other is not line:
            arguments = (line.name, other.name, str(other.row))
            yield Problem(Fault.SAME_PHONE, arguments, Sheet.PEOPLE, line.row, Column.PHONE)


def _same_villages(roster: Roster, today: date) -> Iterator[Problem]:
    first: dict[tuple[str, str], BranchLine] = {}
    for line in roster.branches:
        if not line.term.holds_on(today):
            continue
        other = first.setdefault((line.commune, fold(line.village)), line)
        if other is not line:
            arguments = (line.village, other.code, str(other.row))
            yield Problem(Fault.SAME_VILLAGE, arguments, Sheet.BRANCHES, line.row, Column.VILLAGE)


def _lonely_branches(roster: Roster, today: date) -> Iterator[Problem]:
    led = {
        branch
        for line in roster.people
        if Role.SECRETARY in line.roles and line.term.holds_on(today)
        for branch in line.branches
    }
    visited = {line.branch for line in roster.assignments if line.term.holds_on(today)}
    for line in roster.branches:
        if line.term.holds_on(today):
            place = (Sheet.BRANCHES, line.row, Column.CODE)
            if line.code not in led:
                yield Problem(Fault.NO_SECRETARY, (line.village,), *place)
            if line.code not in visited:
                yield Problem(Fault.NO_CADRE, (line.village,), *place)
