"""Words to the office about what a bot may still send, and how many people it may know."""

from texts import say


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
