"""Single values that the two file formats share: names, months, the name of the format."""

from datetime import date

from domain.planning.facts import (
    CadreKey,
    Month,
    PartKey,
)
from domain.planning.json_reader import Node


def expect_format(root: Node, name: str) -> None:
    """Complain about a file of another format."""
    if root["format"].text() != name:
        raise root["format"].fail(f"{name!r} is expected")


def read_month(node: Node) -> Month:
    """A month `YYYY-MM` between 1900 and 2999."""
    text = node.text()
    try:
        if len(text) != 7:
            raise ValueError
        if not 1900 <= date.fromisoformat(text + "-01").year < 3000:
            raise ValueError
    except ValueError:
        raise node.fail("a month YYYY-MM is expected") from None
    return Month(text)


def read_part(node: Node) -> PartKey:
    """The id of a part of the day."""
    return PartKey(node.text())


def read_cadre_key(node: Node) -> CadreKey:
    """The id of a person."""
    return CadreKey(node.text())
