"""Words of the printed sheet of join codes, and of the command that makes it."""

from collections.abc import Sequence
from datetime import datetime

from domain.slips import Slip
from texts import say

LANGUAGE = "vi"


def title() -> str:
    """The name of the page, as a browser shows it."""
    return "Phiếu mã tham gia"


def before_printing(count: int) -> str:
    """Above the pages on the screen only."""
    return (
        f"{count} phiếu. In khổ A4, tỷ lệ 100%, cắt theo đường đứt, giao tận tay từng người. "
        "Mã dùng một lần: không chụp ảnh, không gửi vào nhóm. In xong xin xóa tệp này."
    )


def system() -> str:
    """Which system the slip is for."""
    return "Hệ thống nhắc lịch sinh hoạt chi bộ"


def comrade(name: str) -> str:
    """Đ/c Lò Thị Mỵ"""
    return say.capital(say.comrade(name))


def place(slip: Slip) -> str:
    """Bản Ngàm"""
    return say.capital(slip.place)


def code_label() -> str:
    """Above the code."""
    return "Mã của đồng chí"


def how_to_join(bot: str | None, zalo: str = "") -> tuple[str, ...]:
    """How to use the code on each channel; the QR opens `zalo` where there is one.

    `bot` is the Telegram name without @, `zalo` the address of a bot there.
    """
    office = "Tại văn phòng: mở trang web, chọn tên mình, gửi mã."
    if zalo:
        first = f"Zalo: quét mã QR (hoặc mở {zalo.removeprefix('https://')}), nhắn mã này."
        return (first, f"Telegram: gửi mã cho @{bot}.") if bot else (first, office)
    telegram = (
        f"quét mã QR, bấm Bắt đầu; hoặc gửi mã cho @{bot}"
        if bot
        else "mở bot do văn phòng hướng dẫn, gửi mã"
    )
    return (f"Telegram: {telegram}.", office)


def no_seats(count: int) -> str:
    """The Zalo bots may not know so many people."""
    return (
        f"{count} người chưa có chỗ trên bot Zalo (mỗi bot chỉ nhận một số người có hạn): phiếu "
        "của họ không ghi Zalo. Tạo thêm bot, thêm token vào ZALO_BOT_TOKEN rồi in lại."
    )


def until(expires_at: datetime) -> str:
    """The last moment the code works."""
    return f"Dùng một lần, đến {say.clock(expires_at)} ngày {say.full_day(expires_at)}."


def printed(slips: Sequence[Slip]) -> str:
    """The codes in a terminal: code, person, post."""
    wide = max(len(slip.person_code) for slip in slips)
    return "\n".join(
        f"{slip.code}  {slip.person_code:<{wide}}  {say.comrade(slip.name)}, {slip.post}, "
        f"{_where(slip)}"
        for slip in slips
    )


def _where(slip: Slip) -> str:
    return f"{slip.place} ({slip.unit})" if slip.unit else slip.place


def made(count: int, expires_at: datetime, file: str) -> str:
    """What was made and what that undid."""
    return (
        f"Đã tạo {count} mã, dùng một lần, đến {say.clock(expires_at)} ngày "
        f"{say.full_day(expires_at)}. Mã cũ chưa dùng của những người này không còn dùng được.\n"
        f"Phiếu in A4: {file} (mở bằng trình duyệt, in, rồi xóa tệp)."
    )


def nobody(asked: str) -> str:
    """The roster has nobody like that."""
    return f"Danh sách không có ai là “{asked}”. Mã người: cột Mã, trang Cán bộ của tệp đã nhập."


def everybody_joined() -> str:
    """Nobody is left to invite."""
    return "Mọi người trong phạm vi này đã tham gia. Cấp lại cho một người: --person MÃ-NGƯỜI"


def no_bot_name(trouble: str) -> str:
    """Telegram did not say what the bot is called: the QR shows the code, not a link."""
    return (
        f"Chưa hỏi được Telegram tên của bot ({trouble}). Mã QR chỉ chứa mã, không mở được bot. "
        "Đặt TELEGRAM_USERNAME trong .env, hoặc thử lại."
    )


def cannot_write(file: str, why: str) -> str:
    """The place for the sheet cannot be written to."""
    return f"Không ghi được {file} ({why}). Chọn chỗ khác: --out TỆP.html"
