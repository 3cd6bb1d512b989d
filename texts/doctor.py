"""Lines of `python -m bot doctor`: what was found and, when it is not well, what to do."""

from datetime import datetime, timedelta

from texts import say, watching

MEGA = 1024 * 1024


def well(line: str) -> str:
    """Nothing to do."""
    return f"tốt    {line}"


def note(line: str) -> str:
    """Works, but somebody should know."""
    return f"chú ý  {line}"


def broken(line: str) -> str:
    """Does not work."""
    return f"LỖI    {line}"


def summed_up(faults: int) -> str:
    """The last line."""
    return f"Có {faults} lỗi cần sửa." if faults else "Không có lỗi."


def settings_read(env_file: bool) -> str:
    """Every setting could be read."""
    return "Cài đặt đọc được." if env_file else "Cài đặt đọc được (không có .env: dùng mặc định)."


def env_open_to_others() -> str:
    """Anybody on the machine may read the token."""
    return "Tệp .env ai cũng đọc được, trong đó có token: chmod 600 .env"


def no_file_yet(file: str) -> str:
    """The first start will make it."""
    return f"Chưa có {file}; lần chạy đầu sẽ tạo: python -m bot run"


def reachable(kind: str) -> str:
    """The database answers."""
    return f"Cơ sở dữ liệu trả lời ({kind})."


def newest_tables(revision: str) -> str:
    """The tables are those of this version."""
    return f"Bảng dữ liệu đúng phiên bản ({revision})."


def older_tables(found: str | None, wanted: str) -> str:
    """The next start brings them up to date."""
    return (
        f"Bảng dữ liệu ở phiên bản {found or 'trống'}, chương trình cần {wanted}: sao lưu, "
        "rồi chạy lại bot để tự nâng cấp."
    )


def newer_tables(found: str, wanted: str) -> str:
    """The program is older than its database."""
    return (
        f"Bảng dữ liệu ({found}) mới hơn chương trình ({wanted}): cập nhật chương trình, "
        "hoặc khôi phục bản sao lưu cũ."
    )


def roster(branches: int, people: int, joined: int) -> str:
    """What the roster holds."""
    return f"Danh sách: {branches} chi bộ, {people} người, {joined} đã tham gia."


def nothing_waits() -> str:
    """Messages leave in time."""
    return "Không có tin nào bị kẹt."


def stuck(oldest: timedelta) -> str:
    """Messages are due and do not leave."""
    hours, minutes = divmod(int(oldest.total_seconds()) // 60, 60)
    return (
        f"Có tin đến hạn {hours} giờ {minutes} phút mà chưa gửi: bot có đang chạy không, "
        "mạng có thông không? Xem nhật ký: journalctl -u chibo"
    )


def unknown(count: int) -> str:
    """Nobody knows whether these arrived."""
    return f"{count} tin không rõ đã tới chưa (mất mạng giữa chừng); bot không tự gửi lại."


def nothing_overdue() -> str:
    """Every job ran when it should."""
    return "Việc theo lịch đã chạy đủ."


def overdue(name: str, due: datetime) -> str:
    """A job did not run."""
    return f"Việc không chạy: {watching.chore_name(name)}, đến hạn {say.moment(due)}. {_step(name)}"


_STEPS = {
    "backup": "Chạy: python -m bot backup",
    "planning": "Khởi động lại: systemctl restart chibo. Vẫn chưa có thì điều phối nhắn /kehoach",
    "draft_plan": "Khởi động lại: systemctl restart chibo, rồi điều phối nhắn /kehoach",
    "weekly_summary": "Khởi động lại: systemctl restart chibo; lãnh đạo nhắn /tuan để xem ngay",
}


def _step(name: str) -> str:
    other = "Khởi động lại: systemctl restart chibo. Vẫn còn thì xem: journalctl -u chibo -n 200"
    return _STEPS.get(name, other)


def clock_right(now_here: str) -> str:
    """The clock agrees with whatever can be compared."""
    return f"Đồng hồ: {now_here}, giờ Việt Nam."


def clock_wrong(apart: timedelta, other: str) -> str:
    """Two clocks disagree."""
    minutes = abs(int(apart.total_seconds())) // 60
    return f"Đồng hồ máy lệch {minutes} phút so với {other}: bật NTP (timedatectl set-ntp true)."


def of_database() -> str:
    """The clock of the database server."""
    return "máy cơ sở dữ liệu"


def of_last_write() -> str:
    """The file was written in the future."""
    return "lần ghi dữ liệu gần nhất"


def disk_free(free: int, folder: str) -> str:
    """Enough room."""
    return f"Đĩa còn {say.number(free // MEGA)} MB ở {folder}."


def disk_full(free: int, folder: str) -> str:
    """Too little room."""
    return f"Đĩa chỉ còn {say.number(free // MEGA)} MB ở {folder}: xóa bớt, hoặc chuyển dữ liệu."


def port_free(port: int) -> str:
    """The pages can be served."""
    return f"Cổng {port} còn trống."


def port_ours(port: int, healthy: bool) -> str:
    """The bot runs here."""
    state = "khỏe" if healthy else "báo chưa khỏe, xem /healthz"
    return f"Bot đang chạy ở cổng {port}, {state}."


def telegram_off() -> str:
    """No token."""
    return "Telegram tắt. Muốn bật: đặt TELEGRAM_TOKEN trong .env."


def telegram_bot(username: str) -> str:
    """The token is good."""
    return f"Telegram nhận token, bot @{username}."


def telegram_trouble(trouble: str) -> str:
    """Telegram does not accept us, or cannot be reached; the wire says why, in English."""
    return f"Telegram: {trouble}."


def telegram_polls() -> str:
    """Polling, and no webhook in the way."""
    return "Telegram: bot tự hỏi tin (polling), không vướng webhook."


def telegram_webhook_elsewhere(host: str) -> str:
    """Another installation receives what people write to this bot."""
    return (
        f"Telegram đang giao tin của bot này cho {host}, không phải máy này: nếu là bản cài khác, "
        "mỗi bản cần một bot riêng; nếu là bản cũ, bot sẽ giành lại khi chạy."
    )


def telegram_webhook_here(host: str) -> str:
    """The webhook is ours."""
    return f"Telegram giao tin tới {host}."


def telegram_webhook_not_yet() -> str:
    """Set at the start."""
    return "Telegram chưa giao tin tới máy này; bot tự đăng ký webhook khi chạy."


def telegram_other_name(set_name: str, username: str) -> str:
    """Printed QR codes would open another bot."""
    return (
        f"TELEGRAM_USERNAME={set_name} nhưng bot của token là @{username}: sửa trong .env, "
        "nếu không mã QR sẽ mở nhầm bot."
    )


def zalo_off() -> str:
    """No token."""
    return "Bot Zalo tắt. Muốn bật: đặt ZALO_BOT_TOKEN trong .env."


def zalo_bot(name: str, link: str) -> str:
    """The token is good."""
    return f"Zalo nhận token, {name}: {link}"


def zalo_link_unsure(token_id: str, bot_id: str) -> str:
    """The number in the token is not the bot's own, so the link made from it may be wrong."""
    return (
        f"Số đầu token ({token_id}) khác mã bot ({bot_id}): mở thử đường dẫn trên; nếu không đúng "
        "bot, chép đường dẫn chia sẻ trong Zalo Bot Creator vào ZALO_BOT_LINK."
    )


def zalo_trouble(bot: str, trouble: str) -> str:
    """Zalo does not accept us, or cannot be reached; the wire says why, in English."""
    return f"Bot Zalo {bot}: {trouble}."


def zalo_polls() -> str:
    """Polling is for trying things out."""
    return (
        "Zalo đang ở chế độ polling: tin nhắn đến lúc bot nghỉ sẽ mất. Dùng thật thì đặt "
        "ZALO_BOT_MODE=webhook."
    )


def zalo_free() -> str:
    """Polling, and no webhook in the way."""
    return "Zalo: bot tự hỏi tin (polling), không vướng webhook."


def zalo_webhook_in_the_way(host: str) -> str:
    """While a webhook is set, polling gets nothing."""
    return (
        f"Zalo đang giao tin cho {host} nên bot không hỏi tin được: "
        "python -m bot zalo webhook delete, hoặc đặt ZALO_BOT_MODE=webhook."
    )


def zalo_webhook_here(host: str) -> str:
    """The webhook is ours."""
    return f"Zalo giao tin tới {host}."


def zalo_webhook_elsewhere(host: str) -> str:
    """Messages go elsewhere, or nowhere."""
    where = f"đang giao tin cho {host}" if host else "chưa giao tin cho máy nào"
    return f"Zalo {where}, không phải máy này: python -m bot zalo webhook set"


def oa_off() -> str:
    """No account."""
    return "Zalo OA tắt. Muốn bật: đặt ZALO_OA_ID trong .env."


def oa_well(name: str, expires_at: datetime) -> str:
    """The token works."""
    until = f"{say.clock(expires_at)} {say.full_day(expires_at)}"
    return f"Zalo OA {name}: token dùng được đến {until}, bot tự gia hạn."


def oa_trouble(trouble: str) -> str:
    """The account cannot be used; the wire says why, in English."""
    return f"Zalo OA: {trouble}."


def oa_without_template() -> str:
    """Who has not written for seven days cannot be reached."""
    return (
        "Zalo OA chưa có mẫu tin ZBS (ZALO_OA_TEMPLATE): ai quá 7 ngày không nhắn thì hệ thống "
        "không nhắn được, phải gọi điện."
    )
