"""A small table that is given to a statement as one value, so that the statement's text stays.

Joined like a table: the spans of a tree, the thresholds that held one after the other.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Dialect,
    Function,
    Integer,
    Text,
    TypeDecorator,
    bindparam,
    column,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from db.base import UtcDateTime


class _Rows(TypeDecorator[Iterable[Sequence[Any]]]):
    """Rows of numbers and instants, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[Sequence[Any]] | None, dialect: Dialect) -> str:
        stored = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
        written = stored if dialect.name == "sqlite" else datetime.isoformat
        return json.dumps(list(value or ()), default=written)


class _Each(FunctionElement[Any]):
    inherit_cache = True


class _Number(Function[int]):
    inherit_cache = True

    def __init__(self, *what: Any) -> None:
        super().__init__("number", *what, type_=Integer())


class _Instant(Function[datetime]):
    inherit_cache = True

    def __init__(self, *what: Any) -> None:
        super().__init__("instant", *what, type_=UtcDateTime())


def rows_given(name: str, **columns: type) -> CTE:
    """The rows of the value `name`: sequences of int and datetime, in the order of the columns."""
    each = _Each(bindparam(name, type_=_Rows())).table_valued(column("value"))
    fields = [
        (_Number if kind is int else _Instant)(each.c.value, literal_column(str(place))).label(key)
        for place, (key, kind) in enumerate(columns.items())
    ]
    # read once: SQLite would otherwise read the JSON again for every row it is joined with
    return select(*fields).cte(name).prefix_with("MATERIALIZED")


@compiles(_Each)
def _elements(element: _Each, compiler: Any, **options: Any) -> str:
    return f"jsonb_array_elements(CAST({compiler.process(element.clauses, **options)} AS jsonb))"


@compiles(_Each, "sqlite")
def _elements_in_sqlite(element: _Each, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Number)
@compiles(_Instant)
def _field(element: Function[Any], compiler: Any, **options: Any) -> str:
    value, place = (compiler.process(each, **options) for each in element.clauses)
    kind = "integer" if isinstance(element, _Number) else "timestamptz"
    return f"CAST({value} ->> {place} AS {kind})"


@compiles(_Number, "sqlite")
@compiles(_Instant, "sqlite")
def _field_in_sqlite(element: Function[Any], compiler: Any, **options: Any) -> str:
    value, place = (compiler.process(each, **options) for each in element.clauses)
    return f"json_extract({value}, '$[{place}]')"
