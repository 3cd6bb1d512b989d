"""Words to the office about what a bot may still send, and how many people it may know."""

from collections.abc import Sequence

from domain.budgets import Spent
from domain.calendar import Month
from texts import say

KINDS = {
    "free": "miễn phí (trong 48 giờ)",
    "paid": "tính tiền (48 giờ đến 7 ngày)",
    "template": "tin mẫu (quá 7 ngày)",
}


def messages(bot: str, used: int, most: int) -> str:
    """A step of the month's messages is reached."""
    share = 100 * used // most
    spent = f"{say.number(used)}/{say.number(most)} tin"
    line = f"Bot Zalo {bot} đã dùng {spent} của tháng này ({share}%)."
    if share < 95:
        return f"{line} Từ 95%, hệ thống chỉ trả lời và báo đổi lịch, không gửi nhắc việc nữa."
    return (
        f"{line} Hệ thống chỉ còn trả lời và báo đổi lịch; ai không có kênh khác thì xem danh sách "
        "cần gọi: /chuanop"
    )


def money(used: int, most: int) -> str:
    """A step of the month's money is reached."""
    share = 100 * used // most
    line = f"Zalo OA đã dùng {say.number(used)}/{say.number(most)} đồng của tháng này ({share}%)."
    if share < 95:
        return f"{line} Từ 95%, hệ thống chỉ trả lời và báo đổi lịch. Xem /ngansach"
    return f"{line} Hệ thống chỉ còn trả lời và báo đổi lịch. Xem /ngansach, /chuanop"


def people(bot: str, known: int, most: int) -> str:
    """The bot may soon know nobody new."""
    if known < most:
        return f"Bot Zalo {bot} đã có {known}/{most} người. Gần hết chỗ: xin chuẩn bị thêm bot."
    return (
        f"Bot Zalo {bot} đã đủ {most} người: người mới nhắn bot này sẽ không được trả lời. "
        "Xin cấp mã với bot khác."
    )


def trouble(name: str, what: str) -> str:
    """A network is away for long; the wire says why, in English."""
    return f"Kênh {name} gặp trục trặc đã lâu: {what}. Xem: python -m bot doctor"


def report(month: Month, spent: Sequence[Spent]) -> str:
    """/ngansach: one bot a line, what is used beside what there is."""
    if not spent:
        return "Không có kênh nào tính số tin hay tiền: Telegram và trang web đều miễn phí."
    lines = [_line(one) for one in spent]
    return "\n".join([f"Đã dùng trong tháng {month.number}/{month.year}:", *lines])


def _line(spent: Spent) -> str:
    budget = spent.budget
    if budget.money is not None:
        kinds = [
            f"  {KINDS.get(kind, kind)}: {say.number(count)} tin, {say.number(cost)} đồng"
            for kind, (count, cost) in sorted(spent.kinds.items())
        ]
        return "\n".join([f"- Zalo OA: {_share(spent.money, budget.money)} đồng", *kinds])
    parts = []
    if budget.messages is not None:
        parts.append(f"{_share(spent.messages, budget.messages)} tin")
    if budget.people is not None:
        parts.append(f"{spent.people}/{budget.people} người")
    return f"- Bot Zalo {budget.bot}: {', '.join(parts)}"


def _share(used: int, most: int) -> str:
    return f"{say.number(used)}/{say.number(most)} ({100 * used // most}%)"
