"""Answers that one message needs again and again: asked once a transaction, until what they are
about is written.

Whom somebody may see is asked by the command, by each list it shows and by each entry it makes.
"""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session as SyncSession

from db.base import Base, Session

P = ParamSpec("P")
R = TypeVar("R")
Ask = Callable[Concatenate[Session, P], Coroutine[Any, Any, R]]

_KEPT = "answers kept in this transaction"
_read: set[type[Base]] = set()  # what the kept answers are about


def kept_until_written(*tables: type[Base]) -> Callable[[Ask[P, R]], Ask[P, R]]:
    """The same question of one transaction is answered from memory until a row of these changes.

    Arguments are hashable, answers immutable. The tables are written through mapped objects only
    (a test holds that), so that every change is seen when it is flushed.
    """
    _read.update(tables)

    def keeping(ask: Ask[P, R]) -> Ask[P, R]:
        @wraps(ask)
        async def answer(session: Session, /, *args: P.args, **named: P.kwargs) -> R:
            await session.flush()  # as before any statement
            kept: dict[Any, R] = session.info.setdefault(_KEPT, {})
            question = (ask, args, *named.items())
            if question not in kept:
                kept[question] = await ask(session, *args, **named)
            return kept[question]

        return answer

    return keeping


def read_tables() -> frozenset[type[Base]]:
    """Tables that answers are kept of."""
    return frozenset(_read)


@event.listens_for(SyncSession, "after_flush")
def _forget(session: SyncSession, _flush: object) -> None:
    if _KEPT in session.info:
        written = (*session.new, *session.dirty, *session.deleted)
        if any(type(row) in _read for row in written):
            del session.info[_KEPT]


@event.listens_for(SyncSession, "after_soft_rollback")
def _forget_undone(session: SyncSession, _savepoint: object) -> None:
    session.info.pop(_KEPT, None)
