"""Copying a whole database into an empty one of another kind, and comparing them row by row."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, MetaData, Table, Text, cast, func, insert, select
from sqlalchemy.exc import DBAPIError

from db.base import Session, dialect_of
from db.tables import metadata

BATCH = 500
_LEFT = {"leases"}  # about the processes of one database


class NotCopied(Exception):
    """The target does not take a row of this table; nothing was copied."""

    def __init__(self, table: str, kind: str) -> None:
        super().__init__(f"{table}: {kind}")
        self.table = table
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Copied:
    """One table in both databases: how many rows, and a hash of their contents."""

    table: str
    rows: int
    content: str
    rows_there: int
    content_there: str

    @property
    def equal(self) -> bool:
        """Whether both hold the same."""
        return (self.rows, self.content) == (self.rows_there, self.content_there)


def _tables() -> list[Table]:
    """Every table, those that others refer to first.

    A value of JSON can be missing or be `null`; queries tell these apart, so they are copied apart.
    """
    apart = MetaData()
    for table in metadata.sorted_tables:
        for column in table.to_metadata(apart).columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return [table for table in apart.sorted_tables if table.name not in _LEFT]


async def is_empty(session: Session) -> bool:
    """Whether no table of ours has a row."""
    for table in _tables():
        if await session.scalar(select(func.count()).select_from(table)):
            return False
    return True


async def copy(source: Session, target: Session, told: Callable[[str], None]) -> tuple[Copied, ...]:
    """Copy every row, and read both sides again; `told` hears of each table. Raises NotCopied.

    Nothing is committed here: it is the caller's transaction.
    """
    for table in _tables():
        told(table.name)
        await _fill(source, target, table)
    await _number_on(target)
    return tuple([await _compared(source, target, table) for table in _tables()])


async def _fill(source: Session, target: Session, table: Table) -> None:
    try:
        async for rows in _batches(source, table):
            await target.execute(insert(table), rows)
    except DBAPIError as error:
        raise NotCopied(table.name, type(error.orig).__name__) from None


async def _batches(session: Session, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    columns = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column
        for column in table.columns
    ]
    of_json = [column.name for column in table.columns if isinstance(column.type, JSON)]
    itself = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    found = await session.stream(select(*columns).order_by(*table.primary_key))
    if itself:
        whole = [row._asdict() async for row in found]
        yield _parents_first(whole, itself[0])
        return
    async for part in found.partitions(BATCH):
        rows = [row._asdict() for row in part]
        for row in rows:
            row.update({name: _parsed(row[name]) for name in of_json})
        yield rows


def _parsed(stored: str | None) -> Any:
    if stored is None:
        return None
    value = json.loads(stored)
    return JSON.NULL if value is None else value


def _parents_first(rows: Sequence[dict[str, Any]], parent: str) -> list[dict[str, Any]]:
    """Rows of a tree, each after the one it hangs from."""
    ordered: list[dict[str, Any]] = []
    level: Iterable[Any] = [None]
    while level:
        below = [row for row in rows if row[parent] in level]
        ordered += below
        level = {row["id"] for row in below}
    return ordered


async def _number_on(session: Session) -> None:
    """New rows get numbers after those that were copied; SQLite does so by itself."""
    if dialect_of(session) != "postgresql":
        return
    for table in _tables():
        if "id" in table.columns:
            highest = select(func.max(table.c.id)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, "id")
            await session.execute(
                select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None)))
            )


async def _compared(source: Session, target: Session, table: Table) -> Copied:
    rows, content = await _measured(source, table)
    rows_there, content_there = await _measured(target, table)
    return Copied(table.name, rows, content, rows_there, content_there)


async def _measured(session: Session, table: Table) -> tuple[int, str]:
    """How many rows, and a hash that does not depend on their order: databases sort otherwise."""
    count, total = 0, 0
    async for rows in _batches(session, table):
        for row in rows:
            written = json.dumps([_plain(value) for value in row.values()], ensure_ascii=False)
            total += int.from_bytes(sha256(written.encode()).digest())
            count += 1
    return count, f"{total % 2**256:064x}"


def _plain(value: Any) -> Any:
    if value is JSON.NULL:
        return {"json": None}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict | list):
        return {"json": json.dumps(value, sort_keys=True)}
    return value
