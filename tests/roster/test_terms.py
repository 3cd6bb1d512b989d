"""Matching dated lines with history: nothing that was true is lost, and twice changes nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.roster.changes import Stored
from domain.roster.lines import Term
from domain.roster.terms import match

TODAY = date(2026, 11, 23)
Row = tuple[date, date | None]


def after(rows: list[Row], lines: list[Term], ends_on: date = TODAY) -> list[Row]:
    """The rows of one post once the lines have been applied to them."""
    stored = [
        Stored(number, {"valid_from": since, "valid_to": until})
        for number, (since, until) in enumerate(rows)
    ]
    found = match([("", line) for line in lines], stored, TODAY, lambda row: ends_on)
    result = list(rows)
    for row, day in found.ends:
        result[row.id] = (result[row.id][0], day)
    for _, term, row in found.lines:
        if row is None:
            result.append((term.since or min(TODAY, term.until or TODAY), term.until))
        else:
            result[row.id] = (term.since or result[row.id][0], term.until)
    return result


OLD = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("rows", "lines", "expected"),
    [
        pytest.param([], [Term(OLD)], [(OLD, None)], id="new"),
        pytest.param([], [Term()], [(TODAY, None)], id="new, no first day"),
        pytest.param([(OLD, None)], [Term(OLD)], [(OLD, None)], id="as it is"),
        pytest.param([(OLD, None)], [Term()], [(OLD, None)], id="as it is, no first day"),
        pytest.param([(OLD, None)], [], [(OLD, TODAY)], id="gone: ends today"),
        pytest.param([(OLD, TODAY)], [], [(OLD, TODAY)], id="gone long ago"),
        pytest.param([(OLD, TODAY)], [Term(OLD)], [(OLD, None)], id="written again"),
        pytest.param(
            [(OLD, None)],
            [Term(date(2024, 5, 1))],
            [(date(2024, 5, 1), None)],
            id="began earlier than we knew",
        ),
        pytest.param(
            [(OLD, None)],
            [Term(date(2026, 6, 1))],
            [(OLD, date(2026, 6, 1)), (date(2026, 6, 1), None)],
            id="a new term keeps the old one",
        ),
        pytest.param(
            [(OLD, None)],
            [Term(date(2027, 1, 1))],
            [(OLD, date(2027, 1, 1)), (date(2027, 1, 1), None)],
            id="a new term in the future",
        ),
        pytest.param(
            [(date(2027, 1, 1), None)],
            [Term(date(2027, 2, 1))],
            [(date(2027, 2, 1), None)],
            id="what has not begun is only moved",
        ),
        pytest.param(
            [(OLD, None)],
            [Term(date(2023, 1, 1), date(2024, 1, 1)), Term(OLD)],
            [(OLD, None), (date(2023, 1, 1), date(2024, 1, 1))],
            id="an older term is added beside",
        ),
        pytest.param(
            [], [Term(None, date(2026, 1, 1))], [(date(2026, 1, 1),) * 2], id="only a last day"
        ),
    ],
)
def test_one_post(rows: list[Row], lines: list[Term], expected: list[Row]) -> None:
    assert after(rows, lines) == expected
    assert after(expected, lines) == expected


def test_the_predecessor_ends_when_the_successor_begins() -> None:
    begins = date(2026, 12, 1)
    assert after([(OLD, None)], [], begins) == [(OLD, begins)]
    assert after([(OLD, begins)], [], begins) == [(OLD, begins)]


days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Rows one after another, the last perhaps open."""
    cuts = sorted(draw(st.lists(days, max_size=5, unique=True)))
    rows: list[Row] = list(zip(cuts[::2], cuts[1::2], strict=False))
    return rows + ([(cuts[-1], None)] if len(cuts) % 2 else [])


@st.composite
def lines(draw: st.DrawFn) -> list[Term]:
    """Lines that do not overlap, as the checks demand."""
    cuts = sorted(draw(st.lists(days, max_size=4, unique=True)))
    terms = [Term(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    terms += [Term(cuts[-1])] if len(cuts) % 2 else []
    if len(terms) == 1 and draw(st.booleans()):
        return [Term(None, terms[0].until)]
    return terms


@given(histories(), lines())
def test_applying_twice_is_applying_once(rows: list[Row], terms: list[Term]) -> None:
    once = after(rows, terms)
    assert after(once, terms) == once


@given(histories(), lines())
def test_no_row_is_lost_and_what_ended_before_today_stays(
    rows: list[Row], terms: list[Term]
) -> None:
    once = after(rows, terms)
    named = {term.since for term in terms} | {None}
    for before, now in zip(rows, once, strict=False):
        past = before[1] is not None and before[1] <= TODAY
        if past and before[0] not in named and not any(t.since is None for t in terms):
            assert now == before


@given(histories(), lines())
def test_what_holds_today_is_what_the_lines_say(rows: list[Row], terms: list[Term]) -> None:
    if any(term.since is None for term in terms):  # then a row that is to begin stays as it is
        rows = [row for row in rows if row[0] <= TODAY]
    holds = any(since <= TODAY < (until or date.max) for since, until in after(rows, terms))
    wanted = [term for term in terms if term.since is None or term.since <= TODAY]
    should = any((term.until or date.max) > TODAY for term in wanted)
    # Before a term that is to begin, the one it follows goes on.
    assert holds == should or (holds and len(wanted) < len(terms))
