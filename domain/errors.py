"""Refusals: what a person cannot do, as data; worded in texts, caught only in bot/inbox.py."""

from dataclasses import dataclass


class Refusal(Exception):
    """The person cannot do this now; the transaction is rolled back and they are told why.

    Refusals are not frozen: leaving an `async with` block sets the traceback of an exception.
    """


@dataclass(unsafe_hash=True)
class NotAllowed(Refusal):
    """The command belongs to other roles."""


@dataclass(unsafe_hash=True)
class NotUnderstood(Refusal):
    """Arguments of a command could not be read; `example` is a line that would work."""

    what: str
    example: str


@dataclass(unsafe_hash=True)
class NothingFound(Refusal):
    """A name or code matched nothing this person may see."""

    asked: str


@dataclass(unsafe_hash=True)
class OutOfReach(Refusal):
    """A unit, branch or person by a name outside what this person may see, or that does not exist.

    Both are refused alike, so that a refusal says nothing about what is there. `own`: the units
    the person may ask for.
    """

    asked: str
    own: tuple[str, ...]


@dataclass(unsafe_hash=True)
class SeveralFound(Refusal):
    """A name matched several; the person must choose by code."""

    asked: str
    found: tuple[str, ...]


@dataclass(unsafe_hash=True)
class NothingToDo(Refusal):
    """There is no meeting, plan or visit the command could apply to."""

    what: str


@dataclass(unsafe_hash=True)
class CannotMove(Refusal):
    """The new time breaks rules; each clash is `(code, detail)`, worded in texts."""

    clashes: tuple[tuple[str, str], ...]


@dataclass(unsafe_hash=True)
class BadCode(Refusal):
    """A join code is wrong, used, expired or tried too often; the person learns no more."""

    reason: str
