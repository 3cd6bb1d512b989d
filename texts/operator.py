"""Lines for the operator at the command line: one line each, with the fix."""

from collections.abc import Sequence
from datetime import datetime

from texts import say


def ready(url: str) -> str:
    """The bot works."""
    return f"chibo đang chạy. Trang: {url}  (dừng: Ctrl-C)"


def demo_ready(url: str) -> str:
    """The demo works, and what to try first."""
    return (
        f"Huyện mẫu đã sẵn sàng: {url}\n"
        "Thử một tháng: mở điều phối viên, nhắn /kehoach 12/2026, rồi /duyet; mở một cán bộ và\n"
        "một bí thư để trả lời; bấm “Đến việc kế tiếp” để đồng hồ chạy. Dừng: Ctrl-C."
    )


def port_taken(port: int, why: str) -> str:
    """Another program has the port."""
    return f"Không mở được cổng {port} ({why}). Chọn cổng khác: --port hoặc CHIBO_PORT trong .env."


def not_loopback(host: str) -> str:
    """The pages know no passwords, so only this machine may reach them."""
    return (
        f"CHIBO_HOST={host} không phải địa chỉ của riêng máy này. Đặt CHIBO_HOST=127.0.0.1; "
        "từ máy khác, vào qua SSH hoặc proxy có mật khẩu."
    )


def bad_settings(problems: Sequence[tuple[str, str]]) -> str:
    """Settings that cannot be read: (name, or nothing for several together; what is wrong)."""
    return "\n".join(
        f"Cài đặt {name + ' ' if name else ''}sai: {what}. Sửa trong .env."
        for name, what in problems
    )


def settings_closed() -> str:
    """The file with the settings belongs to another user of the machine."""
    return (
        "Không đọc được .env: chạy bằng đúng người dùng của dịch vụ (sudo -iu chibo), "
        "hoặc đổi chủ tệp (chown)."
    )


def settings_not_utf8() -> str:
    """The file with the settings was saved by an editor in another encoding."""
    return "Không đọc được .env: tệp không phải UTF-8. Mở lại, lưu với mã UTF-8."


def which_leader(asked: str, known: Sequence[str]) -> str:
    """Nobody, or several, of those who receive the weekly summary are called so."""
    named = "; ".join(known) or "chưa có lãnh đạo nào trong danh sách"
    return f"--as {asked}: ghi đúng tên hoặc mã một người nhận tổng hợp: {named}."


def bad_database(kind: str) -> str:
    """An address nobody can read."""
    return (
        f"CHIBO_DATABASE_URL không đọc được ({kind}). Ví dụ: "
        "sqlite:///var/chibo.sqlite3 hoặc postgresql+asyncpg://user:pass@host/chibo."
    )


def no_database(kind: str) -> str:
    """The database does not answer."""
    return f"Không kết nối được cơ sở dữ liệu ({kind}). Kiểm tra CHIBO_DATABASE_URL, rồi chạy lại."


def not_ours(path: str) -> str:
    """The database belongs to another user of the machine; somebody ran a command as root."""
    return (
        f"Không ghi được vào {path}: chạy bằng đúng người dùng của dịch vụ (sudo -iu chibo), "
        "hoặc trả lại chủ (chown -R)."
    )


def already_running(host: str, pid: int, since: datetime) -> str:
    """Another process does everything on this database."""
    return (
        f"Cơ sở dữ liệu này đang do một tiến trình khác phục vụ: máy {host}, PID {pid}, từ "
        f"{say.clock(since)} {say.full_day(since)}. Dừng tiến trình đó trước "
        f"(sudo systemctl stop chibo, hoặc kill {pid}), rồi chạy lại."
    )


def unknown_role(name: str, known: Sequence[str]) -> str:
    """A role that does not exist."""
    return f"Không có vai “{name}”. Chọn trong: {', '.join(known)} (ngăn bằng dấu phẩy)."


def roles_need_postgres() -> str:
    """Several processes cannot share a file."""
    return (
        "Nhiều tiến trình cần PostgreSQL: python -m bot db move --to postgresql+asyncpg://…, "
        "rồi đặt CHIBO_DATABASE_URL."
    )


def no_engine() -> str:
    """The extra packages are not installed."""
    return "Thiếu gói cho nhiều máy: chạy make .venv/scale (hoặc pip install 'chibo[scale]')."


def no_queue() -> str:
    """The engine's tables are missing."""
    return "Cơ sở dữ liệu chưa có hàng đợi: chạy python -m bot db scale một lần."


def queue_ready() -> str:
    """The engine's tables are there."""
    return (
        "Hàng đợi đã sẵn sàng; chạy các tiến trình: python -m bot run --role VAI (docs/scale.md)."
    )


def no_secret() -> str:
    """Several receivers need one secret."""
    return "Nhiều tiến trình nhận tin cần chung một TELEGRAM_WEBHOOK_SECRET. Đặt trong .env."


def no_networks() -> str:
    """There is nothing to receive from or to send to."""
    return "Chưa có mạng nào: đặt TELEGRAM_TOKEN hoặc các cài đặt ZALO_… trong .env."


def part_ready(roles: Sequence[str], url: str | None) -> str:
    """One of several processes works."""
    where = f" Trang: {url}" if url else ""
    return f"chibo đang chạy phần {', '.join(roles)}.{where}  (dừng: Ctrl-C)"


def taken_over() -> str:
    """Another process works on this database now."""
    return "Một tiến trình khác đã nhận phục vụ cơ sở dữ liệu này, nên tiến trình này dừng lại."


def empty_roster() -> str:
    """Nobody is in the roster."""
    return "Danh sách còn trống: python -m bot import TỆP.xlsx (tệp mẫu: python -m bot template)."


def web_chat_refused() -> str:
    """Real people have joined on a real channel: the page must not speak for them."""
    return (
        "Cơ sở dữ liệu này đã có người dùng thật, nên không mở trang chat. "
        "Đặt CHIBO_WEB_CHAT=off, hoặc thêm --web-chat-on-real-data nếu hiểu rõ."
    )


def nothing_there() -> str:
    """No tables yet."""
    return (
        "Chưa có dữ liệu ở CHIBO_DATABASE_URL. Kiểm tra địa chỉ, "
        "hoặc: python -m bot import TỆP.xlsx."
    )


def older_tables() -> str:
    """The tables are of another version."""
    return "Bảng dữ liệu chưa nâng cấp: khởi động bot (python -m bot run) một lần, rồi chạy lại."
