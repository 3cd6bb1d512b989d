"""The fewest of many things that still make something fail: delta debugging (Zeller, 1999)."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Fails = Callable[[Sequence[T]], bool]


def smallest(things: Sequence[T], fails: Fails[T]) -> list[T]:
    """A part of `things`, in their order, that fails and of which nothing can be left out.

    `fails(things)` must hold. What cannot be left out alone may still go with others: the result
    is minimal, not the least there is.
    """
    kept, parts = list(things), 2
    while len(kept) >= 2:
        smaller = _one_round(kept, parts, fails)
        if smaller is not None:
            kept, parts = smaller, max(parts - 1, 2)
        elif parts >= len(kept):
            break
        else:
            parts = min(2 * parts, len(kept))
    return [] if len(kept) == 1 and fails([]) else kept


def _one_round(kept: list[T], parts: int, fails: Fails[T]) -> list[T] | None:
    """Leave out one of so many parts; None when each is needed."""
    size = -(-len(kept) // parts)
    for begin in range(0, len(kept), size):
        rest = kept[:begin] + kept[begin + size :]
        if rest and fails(rest):
            return rest
    return None


def by_group(things: Iterable[T], group: Callable[[T], str]) -> Mapping[str, list[T]]:
    """The things of each group, in the order in which groups appear."""
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(group(thing), []).append(thing)
    return found


def smallest_by_group(things: Sequence[T], group: Callable[[T], str], fails: Fails[T]) -> list[T]:
    """First whole groups go (everything one person says), then single things."""
    groups = by_group(things, group)

    def failing(names: Sequence[str]) -> bool:
        wanted = set(names)
        return fails([thing for thing in things if group(thing) in wanted])

    kept = set(smallest(list(groups), failing))
    return smallest([thing for thing in things if group(thing) in kept], fails)
