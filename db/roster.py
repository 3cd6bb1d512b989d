"""Reading the whole roster for an import, writing its changes, and undoing the last one.

References leave and enter as codes; the before-images of `roster_imports` hold plain columns.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, delete, insert, select, text, update
from sqlalchemy import Table as SqlTable

from db import pasts, tables
from db.base import Session, dialect_of
from db.imports import RosterImport
from domain.fold import fold
from domain.roster.changes import Change, ChangeKind, Stored, StoredRoster, Table, Value, Values

_COLUMNS: dict[Table, tuple[str, ...]] = {
    Table.KINDS: ("code", "label", "rank"),
    Table.UNITS: (
        "code",
        "kind_code",
        "name",
        "parent_id",
        "max_away",
        "valid_from",
        "valid_to",
    ),
    Table.BRANCHES: (
        "code",
        "unit_id",
        "village",
        "meeting_place",
        "members",
        "exempt",
        "habit",
        "habit_time",
        "travel_minutes",
        "travel_note",
        "valid_from",
        "valid_to",
    ),
    Table.PEOPLE: ("code", "name", "title", "phone", "office_id", "rotates", "erased_at"),
    Table.POSTS: ("person_id", "role", "unit_id", "branch_id", "valid_from", "valid_to"),
    Table.ASSIGNMENTS: ("person_id", "branch_id", "decision", "valid_from", "valid_to"),
}
_SQL: dict[Table, SqlTable] = {table: tables.metadata.tables[table.value] for table in Table}
_REFERS = {
    "parent_id": Table.UNITS,
    "unit_id": Table.UNITS,
    "office_id": Table.UNITS,
    "branch_id": Table.BRANCHES,
    "person_id": Table.PEOPLE,
}
_FOLDED = {"name": "name_fold", "village": "village_fold"}
_KEPT = {
    Table.UNITS: (frozenset(pasts.UNIT_COLUMNS), pasts.keep_unit),
    Table.BRANCHES: (frozenset(pasts.BRANCH_COLUMNS), pasts.keep_branch),
}
_LOCK = 0x63686962  # any number of our own

Image = tuple[str, int | str, dict[str, Any] | None, dict[str, Any]]
"""A row of a table: key, columns before (None: the row is new), columns after."""


async def lock(session: Session) -> None:
    """Make imports wait for each other; on SQLite every writing transaction already does."""
    if dialect_of(session) == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


async def whole(session: Session) -> StoredRoster:
    """Every row of the roster, past ones too, with codes in place of references."""
    codes: dict[Table, dict[int, str]] = {}
    found: dict[Table, tuple[Stored, ...]] = {}
    for table, names in _COLUMNS.items():
        sql = _SQL[table]
        if table is Table.KINDS:
            rows = await session.execute(select(*(sql.c[name] for name in names)))
            found[table] = tuple(Stored(0, dict(row._mapping)) for row in rows)
            continue
        chosen = select(sql.c.id, *(sql.c[name] for name in names)).order_by(sql.c.id)
        read = [dict(row._mapping) for row in await session.execute(chosen)]
        if "code" in names:
            codes[table] = {row["id"]: row["code"] for row in read}
        found[table] = tuple(
            Stored(row["id"], {name: _as_code(codes, name, row[name]) for name in names})
            for row in read
        )
    return found


def _as_code(codes: Mapping[Table, Mapping[int, str]], name: str, value: Any) -> Value:
    refers = _REFERS.get(name)
    known: Value = value if refers is None or value is None else codes[refers][value]
    return known


async def write(
    session: Session, stored: StoredRoster, changes: Sequence[Change], now: datetime
) -> list[Image]:
    """Carry out the changes, in their order; returns what `undo` needs.

    What a unit or branch was until now is kept, for reports about the time before.
    """
    rows = {(table, row.id): row.values for table in _KEPT for row in stored[table]}
    ids = {
        table: {str(row.values["code"]): row.id for row in stored[table]}
        for table in (Table.UNITS, Table.BRANCHES, Table.PEOPLE)
    }
    images: list[Image] = []
    for change in changes:
        sql = _SQL[change.table]
        before, after = _columns(ids, change.before), _columns(ids, change.after)
        if change.kind is ChangeKind.ADDED:
            if change.table is Table.PEOPLE:
                after |= {"silent": False}
            key = await session.scalar(insert(sql).values(after).returning(_key(sql)))
            if change.table in ids:
                ids[change.table][str(change.after["code"])] = key
            images.append((change.table.value, key, None, _to_json(after)))
        else:
            assert change.id is not None
            if change.table in _KEPT:
                was = _columns(ids, rows[change.table, change.id])
                await _keep(session, change, was, now)
            await session.execute(update(sql).where(sql.c.id == change.id).values(after))
            images.append((change.table.value, change.id, _to_json(before), _to_json(after)))
    return images


async def _keep(session: Session, change: Change, was: dict[str, Any], now: datetime) -> None:
    """What the changed row was, when a report about the past would need it."""
    columns, keep = _KEPT[change.table]
    assert change.id is not None
    if not columns.isdisjoint(change.after):
        await keep(session, change.id, was, was["valid_from"], now)


def _columns(ids: Mapping[Table, Mapping[str, int]], values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        refers = _REFERS.get(name)
        found[name] = value if refers is None or value is None else ids[refers][str(value)]
        if name in _FOLDED:
            found[_FOLDED[name]] = fold(str(value))
    return found


def remember(
    session: Session,
    now: datetime,
    file_name: str,
    sha256: str,
    counts: dict[str, Any],
    images: Sequence[Image],
) -> None:
    """Record an applied import, so that it can be undone."""
    session.add(
        RosterImport(
            at=now,
            file_name=file_name[:200],
            sha256=sha256,
            counts=counts,
            before=[list(image) for image in images],
        )
    )


async def last(session: Session) -> RosterImport | None:
    """The newest import not undone yet."""
    rows = await session.scalars(
        select(RosterImport)
        .where(RosterImport.undone_at.is_(None))
        .order_by(RosterImport.id.desc())
        .limit(1)
    )
    return rows.first()


async def in_the_way(session: Session, done: RosterImport) -> dict[str, int]:
    """What happened since to the import's rows, counted by table: it forbids undoing.

    Counts rows of any table that refer to a row the import added (unless it added them too), and
    rows it wrote that are no longer as it left them.
    """
    images = [_image(raw) for raw in done.before]
    added: dict[str, set[int | str]] = {}
    for table, key, before, _ in images:
        if before is None:
            added.setdefault(table, set()).add(key)
    found: Counter[str] = Counter()
    for sql in tables.metadata.sorted_tables:
        for column in sql.columns:
            # Rows that undoing deletes, or whose reference it takes back, are not in the way.
            own = {
                key
                for name, key, before, _ in images
                if name == sql.name and (before is None or column.name in before)
            }
            for foreign in column.foreign_keys:
                targets = added.get(foreign.column.table.name, set())
                found[sql.name] += await _references(session, sql, column.name, targets, own)
    for name, key, _, after in images:
        if not await _is_still(session, name, key, after):
            found[name] += 1
    return {name: count for name, count in found.items() if count}


async def _references(
    session: Session, sql: SqlTable, column: str, targets: set[int | str], own: set[int | str]
) -> int:
    asked = sorted(targets, key=str)
    count = 0
    for start in range(0, len(asked), 500):  # SQLite limits the variables of a statement
        part = asked[start : start + 500]
        rows = await session.scalars(select(_key(sql)).where(sql.c[column].in_(part)))
        count += sum(row not in own for row in rows)
    return count


async def _is_still(session: Session, name: str, key: int | str, after: dict[str, Any]) -> bool:
    sql = _SQL[Table(name)]
    columns = [sql.c[column] for column in after]
    row = (await session.execute(select(*columns).where(_key(sql) == key))).first()
    return row is not None and _to_json(dict(row._mapping)) == after


async def undo(session: Session, done: RosterImport, now: datetime) -> None:
    """Put every row back as it was before the import; call only when nothing is in the way."""
    for raw in reversed(done.before):
        name, key, before, _ = _image(raw)
        sql = _SQL[Table(name)]
        if before is None:
            await session.execute(delete(sql).where(_key(sql) == key))
        else:
            columns = {column: _from_json(sql, column, before[column]) for column in before}
            await session.execute(update(sql).where(_key(sql) == key).values(columns))
    await pasts.forget(session, done.at)
    done.undone_at = now


def _image(raw: Sequence[Any]) -> Image:
    name, key, before, after = raw
    return name, key, before, after


def _key(sql: SqlTable) -> Column[Any]:
    return next(iter(sql.primary_key.columns))


def _to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, (date, time)) else value
        for name, value in values.items()
    }


def _from_json(sql: SqlTable, column: str, value: Any) -> Any:
    kind = sql.c[column].type.python_type
    return kind.fromisoformat(value) if value is not None and kind in (date, time) else value
