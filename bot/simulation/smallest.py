"""The fewest of many things that still make something fail: delta debugging (Zeller, 1999)."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
# What of some things came about while it failed; None when it did not fail. Where one thing
# follows from another, those that never come about need not be left out one by one.
Fails = Callable[[Sequence[T]], Sequence[T] | None]


def smallest(things: Sequence[T], fails: Fails[T]) -> list[T]:
    """A part of `things`, in their order, that fails and of which nothing can be left out.

    `fails(things)` must not be None. What cannot be left out alone may still go with others: the
    result is minimal, not the least there is.
    """
    if fails([]) is not None:
        return []
    kept, parts = list(things), 2
    while len(kept) >= 2:
        smaller = _one_round(kept, parts, fails)
        if smaller is not None:
            kept, parts = smaller, max(parts - 1, 2)
        elif parts >= len(kept):
            break
        else:
            parts = min(2 * parts, len(kept))
    return kept


def _one_round(kept: list[T], parts: int, fails: Fails[T]) -> list[T] | None:
    """Leave out one of so many parts, the latest first; None when each is needed."""
    size = -(-len(kept) // parts)
    for begin in reversed(range(0, len(kept), size)):
        rest = kept[:begin] + kept[begin + size :]
        if rest and (left := fails(rest)) is not None:
            return list(left)
    return None
