"""What `python -m bot zalo` says to the operator."""


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
