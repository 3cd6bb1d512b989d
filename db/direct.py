"""Statements that need little of what the library can do run on SQLite's own connection.

A statement that is built once (db/prepared.py), reads columns rather than objects and takes no
list of unknown length is compiled once too. Running it then takes a few microseconds; through
the library's sessions it takes thirty to eighty (docs/decisions/0020).
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Dialect, Executable, Table
from sqlalchemy.engine import IteratorResult, Result
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql import ColumnElement, Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any]


class Direct:
    """One statement as SQLite takes it."""

    __slots__ = ("_keys", "_places", "_processes", "_usual", "sql")

    def __init__(self, statement: Any, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        self._usual = {**_defaults(compiled), **_constants(compiled)}
        self._places = [(name, _to(bind, dialect)) for name, bind in _in_order(compiled)]
        columns = list(statement.exported_columns.items())
        self._keys = SimpleResultMetaData([key for key, _ in columns])
        self._processes = [
            (place, process)
            for place, (_, column) in enumerate(columns)
            if (process := _from(column.type, dialect)) is not None
        ]

    def run(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> Result[Any]:
        """The rows, all of them read. Raises what the library raises."""
        cursor = connection.cursor()
        try:
            cursor.execute(self.sql, self._parameters(given))
            rows: Iterable[Any] = cursor.fetchall()
        except sqlite3.Error as error:
            raise self._wrapped(error) from error
        return IteratorResult(self._keys, iter(self._read(rows) if self._processes else rows))

    def _parameters(self, given: Mapping[str, Any]) -> list[Any]:
        values = {**self._usual, **given}
        try:
            return [
                values[name] if process is None else process(values[name])
                for name, process in self._places
            ]
        except Exception as error:
            raise self._wrapped(error) from error

    def _wrapped(self, error: Exception) -> StatementError:
        return DBAPIError.instance(self.sql, None, error, sqlite3.Error, hide_parameters=True)

    def _read(self, rows: Iterable[Any]) -> list[Any]:
        read = []
        for row in rows:
            values = list(row)
            for place, process in self._processes:
                values[place] = process(values[place])
            read.append(tuple(values))
        return read


def direct(statement: Executable, dialect: Dialect) -> Direct | None:
    """The statement compiled, or None when it needs the library."""
    if not _is_plain(statement):
        return None
    compiled: SQLCompiler = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    if any(bind.expanding for bind in compiled.binds.values()):
        return None
    if any(not column.default.is_scalar for column in _defaulted(compiled)):
        return None
    return Direct(statement, compiled, dialect)


def _is_plain(statement: Executable) -> bool:
    """Whether it reads columns, or writes to a table as such."""
    if isinstance(statement, Select):
        described = [each["expr"] for each in statement.column_descriptions]
        return all(isinstance(each, ColumnElement | QueryableAttribute) for each in described)
    if not isinstance(statement, UpdateBase):
        return False
    table = statement.table
    return isinstance(table, Table) and table.metadata.tables.get(table.key) is table


def _in_order(compiled: SQLCompiler) -> Iterable[tuple[str, Any]]:
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    return [(name, binds[name]) for name in compiled.positiontup or ()]


def _constants(compiled: SQLCompiler) -> dict[str, Any]:
    return {n: b.effective_value for b, n in compiled.bind_names.items() if not b.required}


def _defaulted(compiled: SQLCompiler) -> list[Any]:
    return [*(compiled.insert_prefetch or ()), *(compiled.update_prefetch or ())]


def _defaults(compiled: SQLCompiler) -> dict[str, Any]:
    return {column.key: column.default.arg for column in _defaulted(compiled)}


def _to(bind: Any, dialect: Dialect) -> Process | None:
    process: Process | None = bind.type.dialect_impl(dialect).bind_processor(dialect)
    return process


def _from(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
