"""Words about days away."""

from datetime import date

from domain.attendance import ReasonCategory
from texts import answers, say


def days() -> str:
    """What is missing."""
    return "ngày bận"


def example() -> str:
    """A line that works."""
    return "/ban 12-14/12 đi học"


def noted(first: date, last: date, reason: ReasonCategory) -> str:
    """Away from day to day."""
    span = say.full_day(first) if first == last else f"{say.day(first)}-{say.full_day(last)}"
    return f"Đã ghi: đ/c bận {span}{answers.reason(reason)}. Kế hoạch sẽ tránh các ngày này."
