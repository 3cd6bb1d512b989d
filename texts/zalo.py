"""What `python -m bot zalo` says to the operator."""

from datetime import datetime

from texts import say


def no_such_bot(bot: str | None) -> str:
    """No token, or none of this number."""
    if bot is None:
        return "Chưa có bot Zalo nào: đặt ZALO_BOT_TOKEN trong .env."
    return f"Không có bot Zalo số {bot}: số đứng trước dấu hai chấm của token trong ZALO_BOT_TOKEN."


def webhook_mode_first() -> str:
    """A webhook while polling would take the messages away."""
    return (
        "Muốn đặt webhook: ghi ZALO_BOT_MODE=webhook, ZALO_BOT_WEBHOOK_URL và "
        "ZALO_BOT_WEBHOOK_SECRET vào .env trước."
    )


def trouble(bot: str, what: str) -> str:
    """Zalo refuses or cannot be reached; the wire says why, in English."""
    return f"Bot {bot}: {what}."


def webhook_already(bot: str, url: str) -> str:
    """Nothing was changed, so none of the day's calls is used up."""
    return f"Bot {bot}: webhook đã là {url}, không đặt lại."


def webhook_set(bot: str, url: str) -> str:
    """Zalo keeps the address even when its probe fails."""
    return f"Bot {bot}: đã đặt webhook {url}."


def webhook_is(bot: str, url: str) -> str:
    """Where messages go now."""
    return f"Bot {bot}: Zalo giao tin tới {url}." if url else f"Bot {bot}: chưa đặt webhook."


def webhook_should_be(url: str) -> str:
    """What the settings want."""
    if url:
        return f"  Theo .env phải là {url}: python -m bot zalo webhook set"
    return "  Theo .env bot tự hỏi tin (polling): python -m bot zalo webhook delete"


def webhook_deleted(bot: str) -> str:
    """Nothing is brought any more."""
    return f"Bot {bot}: đã bỏ webhook. Từ giờ tin chỉ đến khi bot chạy ở chế độ polling."


def probed(bot: str, well: bool, outcome: str, hint: str) -> str:
    """What Zalo found when it tried our address."""
    if well:
        return f"Bot {bot}: Zalo thử giao tin, máy này nhận được."
    line = f"Bot {bot}: Zalo thử giao tin nhưng không được ({outcome or 'không rõ lý do'})."
    if "403" in outcome:
        return f"{line} Máy chủ web hoặc Cloudflare chặn Zalo (User-Agent Java/…): xin cho phép."
    return f"{line} {hint}".rstrip()


def no_account() -> str:
    """The Official Account is off."""
    return "Chưa có Zalo OA nào: đặt ZALO_OA_ID và các dòng ZALO_OA_ khác trong .env."


def no_redirect() -> str:
    """Consent leads the browser somewhere."""
    return "Đặt ZALO_OA_REDIRECT_URL trong .env, đúng như Callback Url trên developers.zalo.me."


def consent_steps(url: str) -> str:
    """What the administrator of the account does."""
    return (
        f"1. Quản trị viên OA mở địa chỉ này trong trình duyệt và bấm Cho phép:\n{url}\n"
        "2. Trình duyệt được dẫn tới một địa chỉ có ?code=…: chép cả địa chỉ đó, dán vào đây rồi "
        "Enter (trong 10 phút):"
    )


def no_code() -> str:
    """Something else was pasted."""
    return "Địa chỉ vừa dán không có mã của lần đồng ý này. Chạy lại: python -m bot zalo oa consent"


def other_account(given: str, wanted: str) -> str:
    """The administrator chose another account."""
    return f"Đây là OA {given}, nhưng ZALO_OA_ID là {wanted}. Chạy lại và chọn đúng OA."


def account_trouble(what: str) -> str:
    """Zalo refuses or cannot be reached; the wire says why, in English."""
    return f"Zalo OA: {what}."


def account_well(name: str, expires_at: datetime) -> str:
    """The tokens are kept and work."""
    until = f"{say.clock(expires_at)} {say.full_day(expires_at)}"
    return f"Zalo OA {name}: token dùng được đến {until}; bot tự gia hạn mỗi ngày."
