"""Lines about copies of the database, for the operator."""

from collections.abc import Mapping
from datetime import datetime

from texts import say

ROWS = {
    "branches": "chi bộ",
    "people": "người",
    "meetings": "buổi họp",
    "promises": "câu trả lời dự họp",
    "results": "kết quả",
    "incoming": "tin nhận",
    "outgoing": "tin gửi",
}


def made(file: str, size: int, removed: int) -> str:
    """A copy is there."""
    gone = f" Đã xóa {removed} bản cũ." if removed else ""
    return (
        f"Đã sao lưu: {file} ({size / 1_000_000:.1f} MB), kèm tệp .json.{gone}\n"
        "Bản sao lưu có cả số điện thoại và token: chép sang máy khác, giữ kín. "
        f"Thử khôi phục: python -m bot restore-check {file}"
    )


def not_written(folder: str, why: str) -> str:
    """The folder takes no files."""
    return f"Không ghi được bản sao lưu vào {folder} ({why}). Kiểm tra quyền và dung lượng đĩa."


def not_whole(file: str, why: str) -> str:
    """The copy is damaged."""
    return f"Bản sao lưu {file} hỏng ({why}). Dùng bản khác và sao lưu lại ngay."


def other_hash(file: str) -> str:
    """The copy changed after it was made."""
    return (
        f"Bản sao lưu {file} khác với tệp .json đi kèm: đã bị sửa hoặc chép thiếu. Dùng bản khác."
    )


def no_copy(file: str) -> str:
    """No such file."""
    return f"Không có tệp {file}. Các bản sao lưu nằm trong CHIBO_BACKUP_FOLDER."


def not_a_copy(file: str) -> str:
    """Some other file."""
    return f"{file} không phải bản sao lưu của chibo (SQLite hoặc pg_dump -Fc)."


def other_tables(file: str, found: str | None, newest: str) -> str:
    """Tables this version does not know."""
    return (
        f"Bản sao lưu {file} có bảng dữ liệu {found or 'trống'}, bản chương trình này hiểu đến "
        f"{newest}. Dùng bản chương trình đã tạo ra nó."
    )


def no_pg_dump() -> str:
    """PostgreSQL's programs are missing."""
    return "Không có pg_dump: cài gói postgresql-client cùng phiên bản với máy chủ, rồi chạy lại."


def no_pg_restore() -> str:
    """PostgreSQL's programs are missing."""
    return "Không có pg_restore: cài gói postgresql-client, rồi chạy lại."


def pg_dump_failed(why: str) -> str:
    """What pg_dump said last."""
    return f"pg_dump không chạy được: {why}"


def checked(revision: str | None, rows: Mapping[str, int], newest: datetime | None) -> str:
    """The copy opens, and holds this."""
    counts = ", ".join(f"{say.number(count)} {ROWS[name]}" for name, count in rows.items())
    last = f"{say.clock(newest)} {say.full_day(newest)}" if newest else "chưa có"
    return f"Bản sao lưu dùng được (bảng dữ liệu {revision}): {counts}. Việc mới nhất: {last}."


def checked_dump(tables: int) -> str:
    """The dump can be read; only a server can restore it."""
    return (
        f"Tệp pg_dump đọc được, có {tables} bảng. Thử khôi phục thật: tạo một cơ sở dữ liệu trống, "
        "pg_restore vào đó, rồi python -m bot doctor --database URL."
    )
