"""The tables of the documents name tests that exist, and leave out no row."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FAILURES, ZALO = "failures.md", "zalo.md"


def rows(table: str) -> list[list[str]]:
    text = (TESTS.parent / "docs" / table).read_text(encoding="utf-8")
    return [line.split("|") for line in text.splitlines() if re.match(r"\| \d", line)]


def named(table: str) -> Iterator[tuple[int, Path, str]]:
    """Number of the row, file and function of each test; a file goes for those that follow."""
    for row in rows(table):
        file = ""
        for path, name in re.findall(r"`([\w/.]*)::(\w+)`", row[3]):
            file = path or file
            yield int(row[1]), TESTS / file, name


def functions(file: Path) -> dict[str, ast.AsyncFunctionDef | ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        one.name: one
        for one in tree.body
        if isinstance(one, (ast.AsyncFunctionDef, ast.FunctionDef))
    }


@pytest.mark.parametrize(("table", "most"), [(FAILURES, 28), (ZALO, 21)])
def test_no_row_is_left_out(table: str, most: int) -> None:
    assert [int(row[1]) for row in rows(table)] == list(range(1, most + 1))
    assert {number for number, _, _ in named(table)} == set(range(1, most + 1))


@pytest.mark.parametrize("table", [FAILURES, ZALO])
def test_every_test_named_exists(table: str) -> None:
    for number, file, name in named(table):
        assert name in functions(file), f"row {number}: {name}"


def test_what_must_hold_of_zalo_is_tried_with_both_kinds_of_status() -> None:
    """A test that talks to the stand-in takes it from a fixture with both."""
    both = {"zalo", "zalo_town", "mirrored"}
    for number, file, name in named(ZALO):
        found = functions(file)[name]
        takes = {argument.arg for argument in found.args.args}
        assert not isinstance(found, ast.AsyncFunctionDef) or takes & both, f"row {number}: {name}"
