"""The planner's numbers by name, and words about changing them."""

from collections.abc import Sequence

from domain.calendar import Month
from domain.planning.tuning import Tunable
from texts import say

NAMES = {
    "luanphien": "cách luân phiên tuần cơ sở",
    "ngaycuatuan": "tuần thuộc tháng khi có ít nhất số ngày",
    "chuky": "chu kỳ luân phiên (tuần)",
    "cachtuanit": "hai tuần cơ sở cách nhau ít nhất (tuần)",
    "cachtuannhieu": "hai tuần cơ sở cách nhau nhiều nhất (tuần)",
    "canbongay": "mỗi cán bộ dự nhiều nhất (buổi/ngày)",
    "xangay": "mỗi xã họp nhiều nhất (buổi/ngày)",
    "xabuoi": "mỗi xã họp cùng giờ nhiều nhất (buổi; 0 là không giới hạn)",
    "haixa": "một cán bộ dự hai xã trong một ngày",
    "nghigiuahaibuoi": "nghỉ giữa hai buổi cùng xã (phút)",
    "duongdi": "đường giữa hai xã khi chưa biết (phút)",
    "baotruoc": "báo trước ít nhất (ngày)",
    "cachkyit": "hai kỳ họp cách nhau ít nhất (ngày)",
    "cachkynhieu": "hai kỳ họp cách nhau nhiều nhất (ngày)",
    "uutienngay": "ưu tiên đúng ngày thường lệ (điểm)",
    "uutiengio": "ưu tiên đúng giờ thường lệ (điểm)",
    "uutiencachky": "ưu tiên giãn cách giữa hai kỳ (điểm)",
    "uutientuan": "ưu tiên tuần cơ sở cách đều (điểm)",
    "uutienngaythuong": "ưu tiên ngày thường hơn cuối tuần (điểm)",
    "uutienitchuyen": "ưu tiên ít chuyến đi (điểm)",
}
CHOICES = {
    "thang": "mỗi tháng một tuần",
    "vong": "xoay vòng theo chu kỳ",
    "khong": "không",
    "co": "có",
}
NO_ROTATION = "không luân phiên"


def value(one: Tunable, text: str) -> str:
    """A value as people read it."""
    if not one.choices:
        return text
    return NO_ROTATION if (one.key, text) == ("luanphien", "khong") else CHOICES[text]


def all_of(
    rows: Sequence[tuple[Tunable, str]],
    later: Sequence[tuple[Tunable, str, Month]],
    month: Month,
) -> str:
    """Every number of a month, and changes that begin later."""
    lines = [f"Quy tắc lập kế hoạch {say.month(month)}:"]
    lines += [f"- {one.key}: {NAMES[one.key]}: {value(one, text)}" for one, text in rows]
    lines += [
        f"- từ {say.month(begins)}: {one.key} = {value(one, text)}" for one, text, begins in later
    ]
    lines.append(f"Đổi: {example(month)}")
    return "\n".join(lines)


def one(tunable: Tunable, text: str, month: Month) -> str:
    """One number and what it may be."""
    return (
        f"{say.capital(NAMES[tunable.key])}: {value(tunable, text)}. {_range(tunable)} "
        f"Đổi: {example_of(tunable, month)}"
    )


def _range(tunable: Tunable) -> str:
    if tunable.choices:
        named = ", ".join(f"{word} ({value(tunable, word)})" for word in tunable.choices)
        return f"Chọn: {named}."
    return f"Từ {tunable.least} đến {tunable.most}."


def which() -> str:
    """What could not be read."""
    return "quy tắc cần đổi"


def which_month() -> str:
    """From when."""
    return "tháng bắt đầu"


def value_of(tunable: Tunable) -> str:
    """A value outside what is possible."""
    return f"giá trị của “{NAMES[tunable.key]}” ({_range(tunable).rstrip('.').lower()})"


def example(month: Month) -> str:
    """A line that works."""
    return f"/quytac xangay 2 từ {month.number}/{month.year}"


def example_of(tunable: Tunable, month: Month) -> str:
    """A line that works for one number."""
    text = tunable.choices[0] if tunable.choices else str(max(tunable.least, 1))
    return f"/quytac {tunable.key} {text} từ {month.number}/{month.year}"


def only_ahead(month: Month) -> str:
    """A month that runs keeps its numbers."""
    return (
        f"Tháng đang chạy giữ nguyên quy tắc. Xin đổi từ {say.month(month)}, ví dụ: "
        f"{example(month)}"
    )


def inconsistent(tunable: Tunable) -> str:
    """The smallest would be above the largest."""
    return f"“{NAMES[tunable.key]}”: số ít nhất không được lớn hơn số nhiều nhất. Chưa đổi gì."


def changed(tunable: Tunable, old: str, new: str, month: Month, *, drafted: bool) -> str:
    """Done: old -> new, from when."""
    again = " Lập lại dự thảo: /kehoach lại" if drafted else ""
    return (
        f"Đã đổi {NAMES[tunable.key]}: {value(tunable, old)} → {value(tunable, new)}, "
        f"từ {say.month(month)}.{again}"
    )
