"""`column IN (a list given later)` as one value, so that the statement's text never changes.

The library writes one placeholder for each element when it runs such a statement, anew each time.
"""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Dialect,
    Text,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Listed(TypeDecorator[Collection[Any]]):
    """A list of values of a type: an array for PostgreSQL, JSON for SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(self.of))

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        return list(value or ())

    def bind_processor(self, dialect: Dialect) -> Any:
        """What the driver is given."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)
        process = self.of.dialect_impl(dialect).bind_processor(dialect)

        def as_json(value: Collection[Any] | None) -> str:
            values = value or ()
            return json.dumps([process(each) for each in values] if process else list(values))

        return as_json


class _Elements(FunctionElement[Any]):
    inherit_cache = True


def among(column: ColumnElement[Any] | Any, values: BindParameter[Any]) -> ColumnElement[bool]:
    """Whether the column has one of the values, a list that is given when the statement runs."""
    listed = bindparam(values.key, type_=_Listed(column.type))
    return column.op("IN", is_comparison=True)(_Elements(listed))


@compiles(_Elements)
def _of_array(element: _Elements, compiler: Any, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT unnest({listed}))"


@compiles(_Elements, "sqlite")
def _of_json(element: _Elements, compiler: Any, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT value FROM json_each({listed}))"  # noqa: S608 - a placeholder
