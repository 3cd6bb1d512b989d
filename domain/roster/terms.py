"""Matching dated lines of one post or assignment with the rows that hold its history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from domain.roster.changes import Stored, in_force
from domain.roster.lines import Term

L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Matched(Generic[L]):
    """Each line with its row (None: to be added), and rows to end with the day they end on."""

    lines: tuple[tuple[L, Term, Stored | None], ...]
    ends: tuple[tuple[Stored, date], ...]


def match(
    lines: Sequence[tuple[L, Term]],
    rows: Sequence[Stored],
    today: date,
    ends_on: Callable[[Stored], date],
) -> Matched[L]:
    """Pair the lines with the rows of the same post or assignment.

    The same first day is the same row, even if it had ended; so is, for a line without a first
    day, the same last day. Otherwise a line without a first day, or with an earlier one, is the
    row in force. A line with a later first day is a new term: the row in force ends where it
    begins, so that what was true last month stays true. Rows in force that no line claims end on
    the day `ends_on` says, or on their first day if that is later.
    """
    pairs, waiting, free = _by_first_day(lines, rows)
    free = [row for row in free if in_force(row, today)]
    ends: list[tuple[Stored, date]] = []
    for line, term in waiting:
        row = next((row for row in free if _overlap(row, term)), None)
        if row is not None:
            free.remove(row)
        if row is not None and term.since and starts(row) < term.since and starts(row) <= today:
            ends.append((row, term.since))
            row = None
        pairs.append((line, term, row))
    followed = {term.since for _, term in lines} - {None}  # a new term has ended these already
    free = [row for row in free if row.values["valid_to"] not in followed]
    ends += [(row, max(ends_on(row), starts(row))) for row in free]
    return Matched(tuple(pairs), tuple((row, _earlier(row, day)) for row, day in ends))


def _by_first_day(
    lines: Sequence[tuple[L, Term]], rows: Sequence[Stored]
) -> tuple[list[tuple[L, Term, Stored | None]], list[tuple[L, Term]], list[Stored]]:
    """Lines with the row that is surely theirs, lines without one, and the rows left over."""
    pairs: list[tuple[L, Term, Stored | None]] = []
    waiting: list[tuple[L, Term]] = []
    free = list(rows)
    for line, term in lines:
        same = next((row for row in free if _same(row, term)), None)
        if same is None:
            waiting.append((line, term))
        else:
            free.remove(same)
            pairs.append((line, term, same))
    return pairs, waiting, free


def starts(row: Stored) -> date:
    """The first day of a dated row."""
    value = row.values["valid_from"]
    assert isinstance(value, date)
    return value


def _same(row: Stored, term: Term) -> bool:
    if term.since is None:
        return term.until is not None and row.values["valid_to"] == term.until
    return starts(row) == term.since


def _overlap(row: Stored, term: Term) -> bool:
    until = row.values["valid_to"]
    ends = until if isinstance(until, date) else date.max
    return (term.until or date.max) > starts(row) and ends > (term.since or date.min)


def _earlier(row: Stored, day: date) -> date:
    until = row.values["valid_to"]
    return min(day, until) if isinstance(until, date) else day
