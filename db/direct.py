"""Statements that need little of what the library can do run on SQLite's own connection.

A statement that is built once (db/prepared.py) and takes no list of unknown length (db/among.py)
is compiled once too. When it reads columns rather than objects, or finds none, that is all.
Running it then takes a few microseconds; through the library's sessions it takes thirty to eighty
(docs/decisions/0020).
"""

import sqlite3
from collections.abc import Callable, Mapping
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

    __slots__ = ("_keys", "_places", "_processes", "_usual", "objects", "sql")

    def __init__(self, statement: Any, compiled: SQLCompiler, dialect: Dialect) -> None:
        asked = {name for bind, name in compiled.bind_names.items() if bind.required}
        defaults = {column.key: column.default.arg for column in _defaulted(compiled)}
        asked -= defaults.keys()
        state = compiled.construct_expanded_state({**dict.fromkeys(asked), **defaults})
        self.sql = state.statement
        self._usual = {n: value for n, value in state.parameters.items() if n not in asked}
        processes = {n: _to(bind.type, dialect) for bind, n in compiled.bind_names.items()}
        processes.update(state.processors)
        self._places = [(name, processes.get(name)) for name in state.positiontup or ()]
        self.objects = isinstance(statement, Select) and not _of_columns(statement)
        columns = list(statement.exported_columns.items())
        self._keys = SimpleResultMetaData([key for key, _ in columns])
        self._processes = [
            (place, process)
            for place, (_, column) in enumerate(columns)
            if (process := _from(column.type, dialect)) is not None
        ]

    def run(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> Result[Any] | None:
        """The rows, all of them read; None when they are objects, which the library has to make.

        That there are none of them needs no library. Raises what the library raises.
        """
        rows = self._rows(connection, given)
        if self.objects and rows:
            return None
        return IteratorResult(self._keys, iter(self._read(rows) if self._processes else rows))

    def value(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> Any:
        """The first column of the first row, or None; not for a statement that reads objects."""
        rows = self._rows(connection, given)
        return next(iter(self._read(rows[:1])), (None,))[0]

    def _rows(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> list[Any]:
        cursor = connection.cursor()
        try:
            cursor.execute(self.sql, self._parameters(given))
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise as_the_library(self.sql, error) from error

    def _parameters(self, given: Mapping[str, Any]) -> list[Any]:
        values = {**self._usual, **given}
        try:
            return [
                values[name] if process is None else process(values[name])
                for name, process in self._places
            ]
        except Exception as error:
            raise as_the_library(self.sql, error) from error

    def _read(self, rows: list[Any]) -> list[Any]:
        read = []
        for row in rows:
            values = list(row)
            for place, process in self._processes:
                values[place] = process(values[place])
            read.append(tuple(values))
        return read


def as_the_library(statement: str, error: Exception) -> StatementError:
    """What the library would raise in place of an error of the driver's."""
    return DBAPIError.instance(statement, None, error, sqlite3.Error, hide_parameters=True)


def direct(statement: Executable, dialect: Dialect) -> Direct | None:
    """The statement compiled, or None when it needs the library."""
    if not (isinstance(statement, Select) or _is_of_a_table(statement)):
        return None
    compiled: SQLCompiler = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    if any(bind.expanding and bind.required for bind in compiled.binds.values()):
        return None
    if any(not column.default.is_scalar for column in _defaulted(compiled)):
        return None
    return Direct(statement, compiled, dialect)


def _of_columns(statement: Select[Any]) -> bool:
    described = [each["expr"] for each in statement.column_descriptions]
    return all(isinstance(each, ColumnElement | QueryableAttribute) for each in described)


def _is_of_a_table(statement: Executable) -> bool:
    """Whether it writes to a table as such, past what the library knows of its objects."""
    table = statement.table if isinstance(statement, UpdateBase) else None
    return isinstance(table, Table) and table.metadata.tables.get(table.key) is table


def _defaulted(compiled: SQLCompiler) -> list[Any]:
    return [*(compiled.insert_prefetch or ()), *(compiled.update_prefetch or ())]


def _to(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _from(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
