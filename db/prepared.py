"""Statements that are built once, for what every message and every tick asks.

Building a statement costs SQLAlchemy about as much as running it on SQLite.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Executable, bindparam

S = TypeVar("S", bound=Executable)
Bind = BindParameter[Any]


def prepared(build: Callable[..., S]) -> Callable[[], S]:
    """The statement of `build`, whose parameters become bound parameters of the same names."""

    @cache
    def statement() -> S:
        return build(*(bindparam(name) for name in signature(build).parameters))

    return statement
