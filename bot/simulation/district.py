"""The district of a simulated year: the sample's rows, cut to so many branches, and who is new."""

from datetime import date, timedelta
from pathlib import Path

from bot import sample
from bot.roster.writing import CellValue, write_workbook
from domain.people import Role
from domain.roster.lines import Column, Sheet
from texts.roster_sheets import ROLES

Line = dict[Column, CellValue]
NAMED = {label: role for role, label in ROLES.items()}
OFFICES = (Role.COORDINATOR, Role.LEADER, Role.ADMIN)


class District:
    """The office's own spreadsheet, as it changes over the year."""

    def __init__(self, branches: int) -> None:
        self.rows: dict[Sheet, list[Line]] = {
            sheet: [dict(line) for line in lines] for sheet, lines in sample.district().items()
        }
        self._keep(branches)

    def _keep(self, branches: int) -> None:
        """Every so-maniest branch, those who belong to them, and the offices."""
        everywhere = self.rows[Sheet.BRANCHES]
        step = len(everywhere) / max(1, min(branches, len(everywhere)))
        chosen = {int(n * step) for n in range(min(branches, len(everywhere)))}
        kept = [line for n, line in enumerate(everywhere) if n in chosen]
        codes = {line[Column.CODE] for line in kept}
        self.rows[Sheet.BRANCHES] = kept
        assigned = [a for a in self.rows[Sheet.ASSIGNMENTS] if a[Column.BRANCH] in codes]
        self.rows[Sheet.ASSIGNMENTS] = assigned
        visiting = {a[Column.PERSON] for a in assigned}
        self.rows[Sheet.PEOPLE] = [
            line
            for line in self.rows[Sheet.PEOPLE]
            if line[Column.BRANCHES] in codes
            or line[Column.CODE] in visiting
            or not roles_of(line).isdisjoint(OFFICES)
        ]

    @property
    def people(self) -> list[tuple[str, frozenset[Role]]]:
        """Everybody in the roster, by code."""
        return [(str(line[Column.CODE]), roles_of(line)) for line in self.rows[Sheet.PEOPLE]]

    @property
    def communes(self) -> list[str]:
        """Communes that have branches."""
        used = {line[Column.COMMUNE] for line in self.rows[Sheet.BRANCHES]}
        return [
            str(line[Column.NAME]) for line in self.rows[Sheet.UNITS] if line[Column.CODE] in used
        ]

    def replace(self, before: str, now: str, day: date) -> None:
        """From a day on somebody new holds the posts and assignments of somebody."""
        people = self.rows[Sheet.PEOPLE]
        index = next(n for n, line in enumerate(people) if line[Column.CODE] == before)
        old = people[index]
        digits = f"{849_500_000 + len(people):09d}"
        new: Line = {**old, Column.CODE: now, Column.SINCE: day}
        new[Column.PHONE] = f"0{digits[:3]} {digits[3:6]} {digits[6:]}"
        people[index] = {**old, Column.UNTIL: day - timedelta(days=1)}
        people.append(new)
        for line in list(self.rows[Sheet.ASSIGNMENTS]):
            if line[Column.PERSON] == before:
                line[Column.UNTIL] = day - timedelta(days=1)
                self.rows[Sheet.ASSIGNMENTS].append(
                    {**line, Column.PERSON: now, Column.SINCE: day, Column.UNTIL: None}
                )

    def write(self, path: Path) -> Path:
        """The spreadsheet of today."""
        write_workbook(path, self.rows, examples=False)
        return path


def roles_of(line: Line) -> frozenset[Role]:
    """The roles a line of the people sheet names."""
    return frozenset(NAMED[label] for label in str(line[Column.ROLES]).split("; "))
