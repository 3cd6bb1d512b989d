"""Words about days away."""

from collections.abc import Sequence
from datetime import date

from domain.attendance import ReasonCategory
from texts import answers, say


def days() -> str:
    """What is missing."""
    return "ngày bận"


def example() -> str:
    """A line that works."""
    return "/ban 12-14/12 đi học"


def span(first: date, last: date) -> str:
    """12/12-14/12/2026; one day by itself"""
    return say.full_day(first) if first == last else f"{say.day(first)}-{say.full_day(last)}"


def noted_all(spans: Sequence[tuple[date, date]], reason: ReasonCategory) -> str:
    """Away on these days; without the promise that follows in `noted`."""
    days = ", ".join(span(*one) for one in spans)
    return f"Đã ghi: đ/c bận {days}{answers.reason(reason)}."


def noted(spans: Sequence[tuple[date, date]], reason: ReasonCategory) -> str:
    """Away on these days, and what comes of it."""
    return f"{noted_all(spans, reason)} Kế hoạch sẽ tránh các ngày này."
