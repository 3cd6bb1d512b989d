"""Lines of the terminal: who says and hears what, when."""

from collections.abc import Sequence
from datetime import datetime

from domain.people import Role
from texts import say

ROLES = {
    "dieuphoi": Role.COORDINATOR,
    "lanhdao": Role.LEADER,
    "quantri": Role.ADMIN,
}


def said(now: datetime, name: str, text: str) -> str:
    """Somebody says."""
    return f"[{say.short_moment(now)}] {name}: {text}"


def heard(now: datetime, name: str, text: str) -> str:
    """Somebody hears; further lines are indented."""
    body = text.replace("\n", "\n    ")
    return f"[{say.short_moment(now)}] → {name}: {body}"


def help_text() -> str:
    """How to use the terminal."""
    return (
        "@TÊN lời nói: nói thay một người (mã, tên không dấu, mã chi bộ cho bí thư, @dieuphoi, "
        "@lanhdao)\n!clock 2026-12-04 18:30: chuyển đồng hồ; !next: đến việc kế tiếp;\n"
        "!watch TÊN, TÊN: chỉ in tin của những người này; Ctrl-D: thoát"
    )


def bad_clock(text: str) -> str:
    """A time that cannot be read or lies behind."""
    return f"Không đọc được giờ “{text}”, hoặc giờ đã qua. Ví dụ: !clock 2026-12-04 18:30"


def unreadable(line: str) -> str:
    """Neither speech nor clock."""
    return f"Không hiểu dòng “{line[:40]}”. Dùng @TÊN lời nói, !clock NGÀY GIỜ hoặc !next."


def who(asked: str, found: Sequence[str]) -> str:
    """Nobody, or several."""
    if not found:
        return f"Không có ai là “{asked}”. Dùng mã, tên không dấu (dấu chấm thay dấu cách)."
    return f"“{asked}” có nhiều người: {'; '.join(found)}. Dùng mã."


def others_heard(count: int) -> str:
    """Messages to people nobody watches."""
    return f"    (và {count} tin cho người khác)"
