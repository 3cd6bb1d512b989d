"""Statements that are built once, for what every message and every tick asks.

Building a statement costs SQLAlchemy about as much as running it on SQLite.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Dialect, Executable, bindparam

from db.direct import Direct, direct

S = TypeVar("S", bound=Executable)
Bind = BindParameter[Any]

_KNOWN: dict[Executable, Direct | None] = {}  # as soon as they were looked at
_NEW: set[Executable] = set()


def prepared(build: Callable[..., S]) -> Callable[[], S]:
    """The statement of `build`, whose parameters become bound parameters of the same names."""

    @cache
    def statement() -> S:
        return lasting(build(*(bindparam(name) for name in signature(build).parameters)))

    return statement


def lasting(statement: S) -> S:
    """A statement that its caller keeps as long as the process lives."""
    _NEW.add(statement)
    return statement


def directly(statement: Executable, dialect: Dialect) -> Direct | None:
    """The statement for SQLite's own connection, if it was built once and can be run there."""
    if statement in _NEW:
        _NEW.remove(statement)
        _KNOWN[statement] = direct(statement, dialect)
    return _KNOWN.get(statement)
