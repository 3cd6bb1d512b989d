"""Comparing the lines of a workbook with the roster as it is: what to add, change and end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain import habits
from domain.fold import fold
from domain.people import FOR_BRANCH, OFFICE, Role
from domain.roster.changes import (
    Change,
    ChangeKind,
    Changes,
    Stored,
    StoredRoster,
    Table,
    Value,
    Values,
    difference,
    in_force,
)
from domain.roster.lines import (
    AssignmentLine,
    BranchLine,
    PersonLine,
    Roster,
    Sheet,
    Term,
    UnitLine,
)
from domain.roster.terms import match

PostKey = tuple[str, str, str | None, str | None]


def compare(roster: Roster, stored: StoredRoster, today: date) -> Changes:
    """Every change that makes the roster what the lines say, in an order safe to apply.

    Lines that are gone end today; a post given to a successor ends when the successor's begins.
    """
    comparison = _Comparison(roster, stored, today)
    comparison.kinds()
    comparison.coded(Sheet.UNITS, Table.UNITS, [_unit(line) for line in in_tree_order(roster)])
    comparison.coded(Sheet.BRANCHES, Table.BRANCHES, [_branch(line) for line in roster.branches])
    comparison.coded(Sheet.PEOPLE, Table.PEOPLE, [_person(line) for line in roster.people])
    comparison.posts()
    comparison.assignments()
    return comparison.result()


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
class _Wanted:
    """A line with a code: its values, and its dates if the table has them."""

    row: int
    code: str
    name: str
    values: Values
    term: Term | None


def _unit(line: UnitLine) -> _Wanted:
    values: dict[str, Value] = {
        "code": line.code,
        "kind_code": kind_code(line.kind),
        "name": line.name,
        "parent_id": line.parent,
        "max_away": line.max_away,
    }
    return _Wanted(line.row, line.code, line.name, values, line.term)


def _branch(line: BranchLine) -> _Wanted:
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
    return _Wanted(line.row, line.code, line.village, values, line.term)


def _person(line: PersonLine) -> _Wanted:
    values: dict[str, Value] = {
        "code": line.code,
        "name": line.name,
        "title": line.title,
        "phone": line.phone,
        "office_id": line.office,
        "rotates": line.rotates,
    }
    return _Wanted(line.row, line.code, line.name, values, None)


def posts_of(line: PersonLine) -> Iterator[PostKey]:
    """The posts a line stands for, as (person, role, unit, branch)."""
    for role in line.roles:
        if role in FOR_BRANCH:
            yield from ((line.code, role.value, None, branch) for branch in line.branches)
        elif role is Role.LEADER or role in OFFICE:
            units: Sequence[str | None] = line.sees or (line.office,)
            yield from ((line.code, role.value, unit, None) for unit in units)
        else:
            yield (line.code, role.value, line.office, None)


@dataclass
class _Comparison:
    roster: Roster
    stored: StoredRoster
    today: date
    changes: list[Change] = field(default_factory=list)

    def kinds(self) -> None:
        """Levels of units not seen before; their rank is their depth in the tree."""
        known = {row.values["code"] for row in self.stored[Table.KINDS]}
        depth: dict[str | None, int] = {None: 0}
        for line in in_tree_order(self.roster):
            depth[line.code] = depth[line.parent] + 1
            code = kind_code(line.kind)
            if code not in known:
                known.add(code)
                rank = depth[line.code]
                after: Values = {"code": code, "label": line.kind, "rank": rank}
                self._add(Table.KINDS, Sheet.UNITS, (line.code, line.name), line.row, after)

    def coded(self, sheet: Sheet, table: Table, lines: Sequence[_Wanted]) -> None:
        """Lines whose code is their row: units, branches, people."""
        now = {row.values["code"]: row for row in self.stored[table]}
        for line in lines:
            row = now.pop(line.code, None)
            subject = (line.code, line.name)
            if row is None:
                dates = self._dates(line.term) if line.term else {}
                self._add(table, sheet, subject, line.row, {**line.values, **dates})
            else:
                dates = _given(line.term, row) if line.term else {}
                self._change(table, sheet, subject, line.row, row, {**line.values, **dates})
        if table is not Table.PEOPLE:
            for code, row in now.items():
                name = row.values["village" if table is Table.BRANCHES else "name"]
                self._end(table, sheet, (str(code), str(name)), row, self.today)

    def posts(self) -> None:
        """The posts people hold."""
        names = self._names()
        lines: dict[PostKey, list[tuple[PersonLine, Term]]] = defaultdict(list)
        for line in self.roster.people:
            for key in posts_of(line):
                lines[key].append((line, line.term))
        rows: dict[PostKey, list[Stored]] = defaultdict(list)
        for row in self.stored[Table.POSTS]:
            rows[_post_key(row.values)].append(row)
        row_of = {line.code: line.row for line in self.roster.people}
        successors = self._successors()
        for key in sorted(lines.keys() | rows.keys(), key=repr):
            person, role, unit, branch = key
            ends_on = successors.get(key, self.today)
            found = match(lines[key], rows[key], self.today, ends_on)
            subject = (person, names[person])
            for stored, day in found.ends:
                self._end(Table.POSTS, Sheet.PEOPLE, subject, stored, day, row_of.get(person))
            fixed: dict[str, Value] = {
                "person_id": person,
                "role": role,
                "unit_id": unit,
                "branch_id": branch,
            }
            for line, term, at in found.lines:
                self._dated(Table.POSTS, Sheet.PEOPLE, subject, line.row, at, fixed, term)

    def _names(self) -> dict[str, str]:
        people = self.stored[Table.PEOPLE]
        now = {str(row.values["code"]): str(row.values["name"]) for row in people}
        return now | {line.code: line.name for line in self.roster.people}

    def _successors(self) -> dict[PostKey, date]:
        """Secretaries' posts no longer written down, and the day a successor's begins."""
        begins = {
            branch: (line.code, line.term.since)
            for line in self.roster.people
            if Role.SECRETARY in line.roles and line.term.since
            for branch in line.branches
        }
        found = {}
        for row in self.stored[Table.POSTS]:
            key = _post_key(row.values)
            if key[1] == Role.SECRETARY and key[3] in begins and begins[key[3]][0] != key[0]:
                found[key] = begins[key[3]][1]
        return found

    def assignments(self) -> None:
        """Who is assigned to which branch."""
        villages = {line.code: line.village for line in self.roster.branches}
        people = self._names()
        lines: dict[tuple[str, str], list[tuple[AssignmentLine, Term]]] = defaultdict(list)
        for line in self.roster.assignments:
            lines[line.person, line.branch].append((line, line.term))
        rows: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for row in self.stored[Table.ASSIGNMENTS]:
            rows[str(row.values["person_id"]), str(row.values["branch_id"])].append(row)
        for key in sorted(lines.keys() | rows.keys()):
            person, branch = key
            subject = (f"{person} → {branch}", f"{people[person]}, {villages.get(branch, branch)}")
            found = match(lines[key], rows[key], self.today, self.today)
            for stored, day in found.ends:
                self._end(Table.ASSIGNMENTS, Sheet.ASSIGNMENTS, subject, stored, day)
            for line, term, at in found.lines:
                fixed: dict[str, Value] = {
                    "person_id": person,
                    "branch_id": branch,
                    "decision": line.decision,
                }
                sheet = Sheet.ASSIGNMENTS
                self._dated(Table.ASSIGNMENTS, sheet, subject, line.row, at, fixed, term)

    def result(self) -> Changes:
        """The changes, with the count of lines that change nothing."""
        touched = {(change.sheet, change.row) for change in self.changes}
        sheets: Mapping[Sheet, Sequence[UnitLine | BranchLine | PersonLine | AssignmentLine]] = {
            Sheet.UNITS: self.roster.units,
            Sheet.BRANCHES: self.roster.branches,
            Sheet.PEOPLE: self.roster.people,
            Sheet.ASSIGNMENTS: self.roster.assignments,
        }
        unchanged = {
            sheet: sum((sheet, line.row) not in touched for line in lines)
            for sheet, lines in sheets.items()
        }
        tables = {
            Sheet.UNITS: Table.UNITS,
            Sheet.BRANCHES: Table.BRANCHES,
            Sheet.PEOPLE: Table.POSTS,
            Sheet.ASSIGNMENTS: Table.ASSIGNMENTS,
        }
        now = {
            sheet: sum(in_force(row, self.today) for row in self.stored[table])
            for sheet, table in tables.items()
        }
        order = list(Table)
        rows = sorted(self.changes, key=lambda change: order.index(change.table))
        return Changes(tuple(rows), unchanged, now)

    def _dates(self, term: Term) -> dict[str, Value]:
        return {"valid_from": term.since or self.today, "valid_to": term.until}

    def _dated(
        self,
        table: Table,
        sheet: Sheet,
        subject: tuple[str, str],
        row: int,
        stored: Stored | None,
        fixed: Values,
        term: Term,
    ) -> None:
        if stored is None:
            self._add(table, sheet, subject, row, {**fixed, **self._dates(term)})
        else:
            self._change(table, sheet, subject, row, stored, {**fixed, **_given(term, stored)})

    def _add(
        self, table: Table, sheet: Sheet, subject: tuple[str, str], row: int, after: Values
    ) -> None:
        kind = ChangeKind.ADDED
        self.changes.append(Change(table, kind, sheet, *subject, row, None, {}, after, after))

    def _change(
        self,
        table: Table,
        sheet: Sheet,
        subject: tuple[str, str],
        row: int,
        stored: Stored,
        wanted: Values,
    ) -> None:
        before, after = difference(stored, wanted)
        if after:
            kind = ChangeKind.CHANGED
            self.changes.append(
                Change(table, kind, sheet, *subject, row, stored.id, before, after, stored.values)
            )

    def _end(
        self,
        table: Table,
        sheet: Sheet,
        subject: tuple[str, str],
        stored: Stored,
        day: date,
        row: int | None = None,
    ) -> None:
        if not in_force(stored, self.today) or stored.values["valid_to"] == day:
            return
        before, after = difference(stored, {"valid_to": day})
        kind = ChangeKind.ENDED
        self.changes.append(
            Change(table, kind, sheet, *subject, row, stored.id, before, after, stored.values)
        )


def _given(term: Term, stored: Stored) -> dict[str, Value]:
    """The dates of a line; a blank first day leaves the one that is."""
    return {
        "valid_from": term.since or stored.values["valid_from"],
        "valid_to": term.until,
    }


def _post_key(values: Values) -> PostKey:
    unit, branch = values["unit_id"], values["branch_id"]
    return (
        str(values["person_id"]),
        str(values["role"]),
        None if unit is None else str(unit),
        None if branch is None else str(branch),
    )
