"""The table of failures names tests that exist, and leaves out no row."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = (TESTS.parent / "docs/failures.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in TABLE.splitlines() if re.match(r"\| \d", line)]


def test_all_28_are_there() -> None:
    assert [int(row[1]) for row in ROWS] == list(range(1, 29))


def test_every_test_named_exists() -> None:
    for _, number, _, named, _ in ROWS:
        file = ""
        found = re.findall(r"`([\w/.]*)::(\w+)`", named)
        assert found, f"row {number} names no test"
        for path, name in found:
            file = path or file
            text = (TESTS / file).read_text(encoding="utf-8")
            assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE), (file, name)
