"""Words on the picture of a period: title, marks, legend, trend."""

from domain.reports.periods import Period
from domain.reports.state_picture import Bar, Block, State, StatePicture
from texts import say
from texts.papers import short_village
from texts.reports.periods import period

LABEL = "Hình tình hình (PNG)"
EXAMPLE = "/hinh tháng 11"
TREND = "12 tuần gần đây: số buổi đã họp trên số buổi có lịch"
MARKS = {
    State.HELD: "✓",
    State.UPCOMING: "•",
    State.MOVED: "→",
    State.POSTPONED: "H",
    State.NOT_HELD: "✗",
    State.UNREPORTED: "?",
    State.RESTING: "=",
    State.NOTHING: "",
}
_NAMES = {
    State.HELD: "đã họp",
    State.UPCOMING: "chưa đến giờ",
    State.MOVED: "dời sang kỳ khác",
    State.POSTPONED: "hoãn",
    State.NOT_HELD: "không họp",
    State.UNREPORTED: "chưa báo",
    State.RESTING: "tạm dừng nhắc",
    State.NOTHING: "không có lịch",
}


def title(picture: StatePicture) -> str:
    """Tuần 49 (30/11-06/12/2026), Quan Sơn"""
    return f"{say.capital(period(picture.period))}, {picture.unit}"


def totals(picture: StatePicture) -> str:
    """Đã họp 7/9 chi bộ có lịch (77,8%)"""
    held = sum(block.held for block in picture.blocks)
    planned = sum(block.planned for block in picture.blocks)
    return f"Đã họp {say.share(held, planned)} chi bộ có lịch."


def drawn_at(picture: StatePicture) -> str:
    """Số liệu đến 15h 04/12/2026"""
    return f"Số liệu đến {say.clock(picture.now)} ngày {say.full_day(picture.now)}"


def block(found: Block) -> str:
    """7/9"""
    return f"{found.held}/{found.planned}"


def village(name: str) -> str:
    """Without the kind before it, so that it fits its cell."""
    return short_village(name)


def legend(picture: StatePicture) -> list[tuple[str, str, str]]:
    """State, mark and meaning with the count, of the states that occur."""
    return [
        (state.value, MARKS[state], f"{_NAMES[state]} {picture.count(state)}")
        for state in _NAMES
        if picture.count(state)
    ]


def bar(found: Bar) -> tuple[str, str]:
    """7/9 above, T49 below"""
    return f"{found.held}/{found.planned}", week(found.week)


def week(found: Period) -> str:
    """T49"""
    return f"T{found.number}"


def offered(asked: Period, address: str) -> str:
    """Where the picture is."""
    return (
        f"{say.capital(period(asked))}: mở “{LABEL}” tại (trong 15 phút): {address}\n"
        "Địa chỉ chỉ dành cho đ/c, xin không chuyển tiếp."
    )


def nowhere() -> str:
    """There is no page this chat could open."""
    return (
        "Hệ thống chưa mở trang hình cho kênh này. Xin đ/c xem tại văn phòng, hoặc chạy trên máy "
        "chủ: python -m bot summary --as MÃ --picture TỆP.png"
    )
