"""Many ways of writing the same days, numbers and hours, typed on a Wednesday, 25/11/2026."""

import csv
from datetime import date
from pathlib import Path

import pytest

from domain.reply_numbers import six_numbers
from domain.reply_ranges import read_range
from domain.reply_times import read_time

TODAY = date(2026, 11, 25)


def forms(kind: str) -> list[tuple[str, str]]:
    """The texts of one kind with what they mean; empty when they must not be read at all."""
    with (Path(__file__).parent / "forms.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["text"].replace("\\n", "\n"), row["read"]) for row in rows if row["kind"] == kind
        ]


def day(text: str) -> date:
    """ "14/12" is of the year of TODAY."""
    number, month, *year = map(int, text.split("/"))
    return date(year[0] if year else TODAY.year, month, number)


@pytest.mark.parametrize(("text", "read"), forms("range"))
def test_days(text: str, read: str) -> None:
    found = read_range(text, TODAY)
    assert (found and (found.first, found.last)) == (tuple(map(day, read.split())) or None)


@pytest.mark.parametrize(("text", "read"), forms("numbers"))
def test_numbers(text: str, read: str) -> None:
    found = six_numbers(text)
    said = found and ",".join(
        "-" if number is None else str(number)
        for number in (
            found.total,
            found.present,
            found.excused,
            found.unexcused,
            found.exempt,
            found.minutes,
        )
    )
    assert (said or "") == read


@pytest.mark.parametrize(("text", "read"), forms("time"))
def test_hours(text: str, read: str) -> None:
    found = read_time(text)
    assert ((found and f"{found.hour}:{found.minute:02d}") or "") == read
