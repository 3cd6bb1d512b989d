"""Steps that rewrite a string of signs, each skipped when no sign it is about stands there.

Most replies hold few of the signs; trying every pattern on every reply would take most of the time.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ATOM = re.compile(
    r"(?P<skip>\(\?<?[=!](?:[^()\[\]\\]|\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))*\)|\^|\$)"
    r"|(?P<group>\((?:\?:)?(?:[^()\[\]\\]|\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))*\))"
    r"|(?P<set>\[\^?(?:\\.|[^\]\\])+\]|\\.|\.|[^\\])(?P<times>[*?]|\{0,\d*\}|\+|\{\d.*?\})?"
)


class Step(NamedTuple):
    """`needs`: one of these signs must be there for the pattern to match; empty: always tried."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    into: str


class Steps:
    """Patterns and what they become, in order; those that matter are remembered by the signs."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.all = tuple(Step(needs_of(one), re.compile(one), into) for one, into in pairs)
        self._chosen = lru_cache(maxsize=4096)(self._choose)

    def rewrite(self, text: str) -> str:
        """The text after every step."""
        for step in self._chosen(frozenset(text)):
            text = step.pattern.sub(step.into, text)
        return text

    def _choose(self, signs: frozenset[str]) -> tuple[Step, ...]:
        """The steps that can match a text of these signs, or of what earlier steps put there."""
        chosen = []
        for step in self.all:
            if not step.needs or not step.needs.isdisjoint(signs):
                chosen.append(step)
                signs |= set(step.into)
        return tuple(chosen)


def needs_of(pattern: str) -> frozenset[str]:
    """Signs of which a match holds at least one; empty when that cannot be told at a glance."""
    needed: set[str] = set()
    for branch in _branches(pattern):
        sets = list(_musts(branch))
        if not sets:
            return frozenset()
        needed |= min(sets, key=len)
    return frozenset(needed)


def _branches(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that stand in no bracket."""
    depth, inside, start, at = 0, False, 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
        at += 1
    yield pattern[start:]


def _musts(branch: str) -> Iterator[frozenset[str]]:
    """The sets of signs of which a branch takes one each, leaving groups and looks aside."""
    at = 0
    while at < len(branch):
        atom = _ATOM.match(branch, at)
        if atom is None:
            return
        at = atom.end()
        if atom["group"]:
            following = branch[at : at + 1]
            at += following in ("*", "?", "+")
            continue
        said = atom["set"]
        if (
            said
            and (atom["times"] or "+")[0] not in "*?"
            and not (atom["times"] or "").startswith("{0")
        ):
            signs = _signs(said)
            if signs:
                yield signs


def _signs(said: str) -> frozenset[str]:
    if said.startswith("[^") or said == ".":
        return frozenset()
    inner = said[1:-1] if said.startswith("[") else said
    return frozenset(inner.replace("\\", ""))
