"""The thresholds of reports by name, and words about changing them."""

from collections.abc import Sequence

from domain.calendar import Month
from domain.reports.tunable import Tunable
from texts import say

NAMES = {
    "tyledu": "tỷ lệ đảng viên dự dưới mức này là thấp (%)",
    "phuthop": "buổi họp thường kỳ kéo dài ít nhất (phút)",
    "phutchuyende": "buổi sinh hoạt chuyên đề kéo dài ít nhất (phút)",
    "giobaoviec": "giờ gửi việc cần quyết định sáng thứ Hai (6 đến 11; 0 là không gửi)",
}


def all_of(rows: Sequence[tuple[Tunable, str]]) -> str:
    """Every threshold."""
    lines = [f"- {one.key}: {NAMES[one.key]}: {value}" for one, value in rows]
    return "\n".join(["Quy tắc tổng hợp:", *lines])


def one(tunable: Tunable, value: str, month: Month) -> str:
    """One threshold and what it may be."""
    return (
        f"{say.capital(NAMES[tunable.key])}: {value}. Từ {tunable.least} đến {tunable.most}. "
        f"Đổi: {example_of(tunable, month)}"
    )


def value_of(tunable: Tunable) -> str:
    """A value outside what is possible, or no month."""
    return f"giá trị của “{NAMES[tunable.key]}” (từ {tunable.least} đến {tunable.most})"


def example_of(tunable: Tunable, month: Month) -> str:
    """A line that works."""
    value = {"tyledu": 85, "phuthop": 90, "phutchuyende": 120, "giobaoviec": 7}[tunable.key]
    return f"/quytac {tunable.key} {value} từ {month.number}/{month.year}"


def changed(tunable: Tunable, old: str, new: str, month: Month) -> str:
    """Done: old -> new, from when; what is past stays measured by what held then."""
    return f"Đã đổi {NAMES[tunable.key]}: {old} → {new}, từ {say.month(month)}."
