"""A cursor over decoded JSON that knows its path, so that a complaint can point at the place."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 10**9
"""No number of a file may be larger; sums then stay where every machine can add them."""


class Malformed(Exception):
    """A file does not have the promised shape; `path` is the JSON path, `why` a short reason."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why

    def __reduce__(self) -> tuple[type["Malformed"], tuple[str, str]]:
        return Malformed, (self.path, self.why)


class Node:
    """One value of a JSON document together with its path (`$.cadres[3].busy`)."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str = "$") -> None:
        self.value = value
        self.path = path

    def fail(self, why: str) -> Malformed:
        """The complaint about this value, to be raised."""
        return Malformed(self.path, why)

    def __getitem__(self, key: str) -> "Node":
        found = self.get(key)
        if found is None:
            raise self.fail(f"key {key!r} is missing")
        return found

    def get(self, key: str) -> "Node | None":
        """The value of an optional key."""
        if not isinstance(self.value, dict):
            raise self.fail("an object is expected")
        return Node(self.value[key], f"{self.path}.{key}") if key in self.value else None

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of an object."""
        if not isinstance(self.value, dict):
            raise self.fail("an object is expected")
        for key, value in self.value.items():
            yield key, Node(value, f"{self.path}.{key}")

    def items(self) -> Iterator["Node"]:
        """Members of a list."""
        if not isinstance(self.value, list):
            raise self.fail("a list is expected")
        for index, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{index}]")

    def fixed(self, size: int) -> list["Node"]:
        """Members of a list of exactly `size`."""
        found = list(self.items())
        if len(found) != size:
            raise self.fail(f"a list of {size} is expected")
        return found

    def many(self, read: Callable[["Node"], T]) -> tuple[T, ...]:
        """Every member of a list, read the same way."""
        return tuple(read(item) for item in self.items())

    def maybe(self, read: Callable[["Node"], T]) -> T | None:
        """None for null, else the value read."""
        return None if self.value is None else read(self)

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.fail("a text is expected")
        return self.value

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            raise self.fail("true or false is expected")
        return self.value

    def number(self, least: int | None = None, most: int = MOST) -> int:
        """A whole number from `least` to `most`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.fail("a whole number is expected")
        if least is not None and self.value < least:
            raise self.fail(f"a number of at least {least} is expected")
        if abs(self.value) > most:
            raise self.fail(f"a number of at most {most} is expected")
        return self.value

    def day(self) -> date:
        """A date YYYY-MM-DD."""
        text = self.text()
        try:
            if len(text) != 10:
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise self.fail("a date YYYY-MM-DD is expected") from None

    def near_day(self) -> date:
        """A date around which days are counted, so not at the ends of the calendar."""
        day = self.day()
        if not 1900 <= day.year < 3000:
            raise self.fail("a date between 1900 and 2999 is expected")
        return day

    def minutes(self) -> int:
        """A time of day HH:MM as minutes after midnight."""
        hours, colon, minutes = self.text().partition(":")
        if not (colon and hours.isdecimal() and minutes.isdecimal()):
            raise self.fail("a time HH:MM is expected")
        if int(hours) > 23 or int(minutes) > 59:
            raise self.fail("a time from 00:00 to 23:59 is expected")
        return 60 * int(hours) + int(minutes)
