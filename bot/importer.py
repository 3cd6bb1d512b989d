"""Loading or updating the district from the office's own spreadsheet, and undoing that."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bot.roster.files import open_source
from bot.roster.reading import Reading, read
from db import audit
from db import roster as stored_roster
from db.base import Database, Session
from domain.roster import checks
from domain.roster.changes import ChangeKind, Changes, StoredRoster, Table, in_force
from domain.roster.compare import compare
from domain.roster.lines import Roster, Sheet
from domain.roster.problems import Fault, Problem, Unreadable

_MANY = 5  # rows: fewer may end unnoticed


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import would change or has changed; with problems it changes nothing."""

    file_name: str
    sha256: str
    changes: Changes
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    applied: bool = False


@dataclass(frozen=True, slots=True)
class UndoReport:
    """The import that was or would be undone; `in_the_way` counts later facts by table."""

    file_name: str
    at: datetime
    rows: int
    in_the_way: dict[str, int]


async def preview(database: Database, source: Path, *, today: date) -> ImportReport:
    """What an import would change; writes nothing. Problems are in the report, not raised."""
    parts = await asyncio.to_thread(_parts, source)
    async with database.read() as session:
        stored = await stored_roster.whole(session)
    return _report(parts, stored, today)


async def load(
    database: Database,
    source: Path,
    *,
    now: datetime,
    today: date,
    seen: ImportReport | None = None,
) -> ImportReport:
    """Apply a workbook or CSV folder in one transaction and report what it changed.

    Raises Unreadable with every problem, then nothing is changed. With `seen`, a preview that
    somebody agreed to, it applies only what that preview showed: if the roster has changed since,
    it changes nothing and returns the new preview with `applied` false.
    """
    parts = await asyncio.to_thread(_parts, source)
    async with database.begin() as session:
        await stored_roster.lock(session)
        stored = await stored_roster.whole(session)
        report = _report(parts, stored, today)
        if report.problems:
            raise Unreadable(*report.problems)
        if seen is not None and seen.changes.rows != report.changes.rows:
            return report
        await _apply(session, stored, report, now)
    return _applied(report)


async def undo(database: Database, *, now: datetime, dry_run: bool) -> UndoReport | None:
    """Restore the roster as it was before the last import; None when there is none.

    When later facts refer to rows it would remove, it changes nothing and says which.
    """
    async with database.begin() as session:
        await stored_roster.lock(session)
        done = await stored_roster.last(session)
        if done is None:
            return None
        in_the_way = await stored_roster.in_the_way(session, done)
        report = UndoReport(done.file_name, done.at, len(done.before), in_the_way)
        if not in_the_way and not dry_run:
            await stored_roster.undo(session, done, now)
            await audit.note(session, now, None, "import.undone", file=done.file_name)
        return report


@dataclass(frozen=True, slots=True)
class _Parts:
    name: str
    sha256: str
    reading: Reading


def _parts(path: Path) -> _Parts:
    try:
        source = open_source(path)
    except Unreadable as unreadable:
        return _Parts(path.name, "", Reading(Roster(), unreadable.problems, (), {}))
    return _Parts(source.name, source.sha256, read(source))


def _report(parts: _Parts, stored: StoredRoster, today: date) -> ImportReport:
    reading, roster = parts.reading, parts.reading.roster
    problems = (*reading.problems, *checks.problems(roster), *_against(reading, stored, today))
    if problems:
        shown = checks.in_sheet_order(problems)
        nothing = Changes((), {}, {})
        return ImportReport(parts.name, parts.sha256, nothing, shown, (), reading.notes)
    changes = compare(roster, stored, today)
    warnings = (*_many_end(changes), *checks.warnings(roster, today))
    notes = (*reading.notes, *_new_kinds(changes, stored))
    return ImportReport(parts.name, parts.sha256, changes, (), warnings, notes)


def _against(reading: Reading, stored: StoredRoster, today: date) -> list[Problem]:
    """Problems seen only beside the roster that is: erased people, all assignments gone."""
    erased = {row.values["code"] for row in stored[Table.PEOPLE] if row.values["erased_at"]}
    found = [
        Problem(Fault.ERASED, (line.code,), Sheet.PEOPLE, line.row)
        for line in reading.roster.first_lines
        if line.code in erased
    ]
    # A district may begin without assignments, but it does not lose all of them in one day.
    if reading.rows.get(Sheet.ASSIGNMENTS) == 0 and any(
        in_force(row, today) for row in stored[Table.ASSIGNMENTS]
    ):
        found.append(Problem(Fault.NO_ROWS, (), Sheet.ASSIGNMENTS))
    return found


def _many_end(changes: Changes) -> list[Problem]:
    found = []
    for sheet, held in changes.in_force.items():
        ended = sum(row.sheet is sheet and row.kind is ChangeKind.ENDED for row in changes.rows)
        if ended >= _MANY and ended * 4 > held:
            found.append(Problem(Fault.MANY_END, (str(ended), str(held)), sheet))
    return found


def _new_kinds(changes: Changes, stored: StoredRoster) -> list[Problem]:
    if not stored[Table.KINDS]:  # the first import: every kind is new
        return []
    return [
        Problem(Fault.NEW_KIND, (str(row.after["label"]),), row.sheet, row.row)
        for row in changes.rows
        if row.table is Table.KINDS
    ]


async def _apply(
    session: Session, stored: StoredRoster, report: ImportReport, now: datetime
) -> None:
    rows = report.changes.rows
    if not rows:
        return
    images = await stored_roster.write(session, stored, rows, now)
    counts: dict[str, int] = {}
    for row in rows:
        key = f"{row.table}.{row.kind}"
        counts[key] = counts.get(key, 0) + 1
    stored_roster.remember(session, now, report.file_name, report.sha256, counts, images)
    await audit.note(session, now, None, "import.applied", file=report.file_name, **counts)


def _applied(report: ImportReport) -> ImportReport:
    return replace(report, applied=True)
