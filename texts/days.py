"""Words about days off and make-up days."""

import re
from collections.abc import Sequence
from datetime import date

from domain.calendar import SHORT_WEEKDAYS
from texts import say

_DAYS = re.compile(r"^(?:ngày\s+)?[\d/\-–\s]+(?:đến\s+[\d/]+)?", re.IGNORECASE)


def which_day() -> str:
    """What could not be read."""
    return "ngày nghỉ"


def example(day: date) -> str:
    """Lines that work."""
    return f"/ngaynghi {say.full_day(day)} Ngày hội bản; /ngaynghi làm bù {say.full_day(day)}"


def ahead(rows: Sequence[tuple[date, bool, str]]) -> str:
    """Days off and make-up days of the next months."""
    if not rows:
        return "4 tháng tới chưa có ngày nghỉ nào. Thêm: /ngaynghi 24/12 Lý do"
    lines = ["Ngày nghỉ 4 tháng tới (không xếp họp):"]
    for day, off, name in rows:
        mark = name if off else f"làm bù, xếp họp được ({name})"
        lines.append(f"- {SHORT_WEEKDAYS[day.weekday()]} {say.full_day(day)}: {mark}")
    lines.append("Thêm: /ngaynghi 24/12 Lý do. Bỏ: /ngaynghi làm bù 24/12.")
    return "\n".join(lines)


def name_in(text: str) -> str:
    """The name after the days; a plain one where none is given."""
    name = _DAYS.sub("", text.strip(), count=1).strip(" ,.:-")
    return name[:120] or "ngày không họp"


def make_up_name() -> str:
    """A day on which people work and may meet."""
    return "ngày làm bù"


def closed(first: date, last: date, name: str, hint: str) -> str:
    """Noted: nobody meets."""
    return f"Đã ghi: {_span(first, last)} không xếp họp ({name}).{hint}"


def works(first: date, last: date) -> str:
    """Noted: a usual day."""
    return f"Đã ghi: {_span(first, last)} xếp họp được như ngày thường."


def mend(hit: int) -> str:
    """Published meetings lie on these days."""
    return f" {hit} buổi đã công bố rơi vào ngày này. Xem cách dời: /suakehoach"


def plan_again() -> str:
    """There is a draft."""
    return " Lập lại dự thảo: /kehoach lại"


def _span(first: date, last: date) -> str:
    return say.full_day(first) if first == last else f"{say.day(first)}-{say.full_day(last)}"
