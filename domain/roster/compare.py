"""Comparing the lines of a workbook with the roster as it is: what to add, change and end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.people import Role
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
from domain.roster.lines import AssignmentLine, PersonLine, Roster, Sheet, Term
from domain.roster.terms import match, starts
from domain.roster.wanted import (
    PostKey,
    Wanted,
    branch,
    in_tree_order,
    kind_code,
    person,
    post_key,
    posts_of,
    unit,
)


def compare(roster: Roster, stored: StoredRoster, today: date) -> Changes:
    """Every change that makes the roster what the lines say, in an order safe to apply.

    Lines that are gone end today; a post given to a successor ends when the successor's begins.
    """
    comparison = _Comparison(roster, stored, today)
    comparison.kinds()
    comparison.coded(Sheet.UNITS, Table.UNITS, [unit(line) for line in in_tree_order(roster)])
    comparison.coded(Sheet.BRANCHES, Table.BRANCHES, [branch(line) for line in roster.branches])
    comparison.coded(Sheet.PEOPLE, Table.PEOPLE, [person(line) for line in roster.first_lines])
    comparison.posts()
    comparison.assignments()
    return comparison.result()


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

    def coded(self, sheet: Sheet, table: Table, lines: Sequence[Wanted]) -> None:
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
        first_row = {line.code: line.row for line in self.roster.first_lines}
        lines: dict[PostKey, list[tuple[PersonLine, Term]]] = defaultdict(list)
        for line in self.roster.people:
            for key in posts_of(line):
                lines[key].append((line, line.term))
        rows: dict[PostKey, list[Stored]] = defaultdict(list)
        for row in self.stored[Table.POSTS]:
            rows[post_key(row.values)].append(row)
        for key in sorted(lines.keys() | rows.keys(), key=repr):
            code = key[0]
            found = match(lines[key], rows[key], self.today, self._ends_on)
            subject = (code, names[code])
            for stored, day in found.ends:
                self._end(Table.POSTS, Sheet.PEOPLE, subject, stored, day, first_row.get(code))
            for line, term, at in found.lines:
                values = _post(key, line)
                self._dated(Table.POSTS, Sheet.PEOPLE, subject, line.row, at, values, term)

    def _ends_on(self, row: Stored) -> date:
        """When a post that is no longer written ends: today, or when a successor begins.

        A successor said to begin before the predecessor did must not erase the predecessor.
        """
        if row.values["role"] != Role.SECRETARY:
            return self.today
        begins = [
            line.term.since
            for line in self.roster.people
            if Role.SECRETARY in line.roles
            and row.values["branch_id"] in line.branches
            and line.code != row.values["person_id"]
            and line.term.since
            and line.term.since > starts(row)
        ]
        return min(begins, default=self.today)

    def _names(self) -> dict[str, str]:
        people = self.stored[Table.PEOPLE]
        now = {str(row.values["code"]): str(row.values["name"]) for row in people}
        return now | {line.code: line.name for line in self.roster.first_lines}

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
            cadre, place = key
            subject = (f"{cadre} → {place}", f"{people[cadre]}, {villages.get(place, place)}")
            found = match(lines[key], rows[key], self.today, lambda row: self.today)
            for stored, day in found.ends:
                self._end(Table.ASSIGNMENTS, Sheet.ASSIGNMENTS, subject, stored, day)
            for line, term, at in found.lines:
                fixed: dict[str, Value] = {
                    "person_id": cadre,
                    "branch_id": place,
                    "decision": line.decision,
                }
                sheet = Sheet.ASSIGNMENTS
                self._dated(Table.ASSIGNMENTS, sheet, subject, line.row, at, fixed, term)

    def result(self) -> Changes:
        """The changes, with the count of lines that change nothing."""
        touched = {(change.sheet, change.row) for change in self.changes}
        unchanged = {
            sheet: sum((sheet, line.row) not in touched for line in lines)
            for sheet, lines in self.roster.by_sheet.items()
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
        since = term.since or min(self.today, term.until or self.today)
        return {"valid_from": since, "valid_to": term.until}

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


def _post(key: PostKey, line: PersonLine) -> Values:
    code, role, unit_code, branch_code = key
    return {
        "person_id": code,
        "role": role,
        "unit_id": line.office if role == Role.CADRE else unit_code,
        "branch_id": branch_code,
    }
