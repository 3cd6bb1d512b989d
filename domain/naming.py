"""Whom a typed code or name means among people of the roster."""

from collections.abc import Iterable

from domain.fold import fold
from domain.people import Person


def by_code(asked: str, known: Iterable[Person]) -> tuple[Person, ...]:
    """Those of the code, typed in any case; normally at most one."""
    wanted = fold(asked)
    return tuple(one for one in known if fold(one.code) == wanted)


def by_name(asked: str, known: Iterable[Person]) -> tuple[Person, ...]:
    """Those of the whole name, else those whose name has all the words; accents do not count."""
    wanted, people = fold(asked), tuple(known)
    words = set(wanted.split())
    if not words:
        return ()
    whole = tuple(one for one in people if fold(one.name) == wanted)
    return whole or tuple(one for one in people if words <= set(fold(one.name).split()))


def named(asked: str, known: Iterable[Person]) -> tuple[Person, ...]:
    """Those of the code, else those of the name."""
    people = tuple(known)
    return by_code(asked, people) or by_name(asked, people)
